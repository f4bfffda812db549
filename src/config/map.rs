//! What maps are drawn on.
use std::path::PathBuf;

/// Where pictures of the ground come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tiles {
    /// A server, such as `https://tiles.example.vn/{z}/{x}/{y}.png`.
    Server(String),
    /// A file of them (PMTiles) beside the portal, which serves them itself.
    Archive(PathBuf),
}

/// Pictures of the ground that the city names; without any, the communes' borders are all there is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MapConfig {
    pub tiles: Option<Tiles>,
    /// Whose pictures they are, as their terms want it said.
    pub credit: String,
}

impl MapConfig {
    /// The server that pictures come from, as a content policy names it; "" where there is none, or it is the portal itself.
    pub fn tiles_from(&self) -> &str {
        let Some(Tiles::Server(tiles)) = &self.tiles else { return "" };
        let (scheme, rest) = tiles.split_once("://").unwrap_or_default();
        let host = rest.split('/').next().unwrap_or_default();
        &tiles[..scheme.len() + 3 + host.len()]
    }
}

/// A file that ends in ".pmtiles", or an address of pictures by zoom, column and row.
pub(super) fn tiles(text: &str) -> Option<Tiles> {
    if !text.contains("://") {
        return text.ends_with(".pmtiles").then(|| Tiles::Archive(text.into()));
    }
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let (host, path) = rest.split_once('/')?;
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-:".contains(c);
    let named = !host.is_empty() && host.chars().all(plain);
    let whole = ["{z}", "{x}", "{y}"].iter().all(|part| path.contains(part));
    let clean = !path.contains([' ', '"', '\'', '<', '>', ';']);
    (named && whole && clean).then(|| Tiles::Server(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_names_the_host_alone() {
        let map =
            MapConfig { tiles: tiles("https://t.example.vn:8443/a/{z}/{x}/{y}.png"), ..Default::default() };
        assert_eq!(map.tiles_from(), "https://t.example.vn:8443");
        assert_eq!(MapConfig::default().tiles_from(), "");
        let own = MapConfig { tiles: tiles("/srv/thành phố.pmtiles"), ..Default::default() };
        assert_eq!((own.tiles_from(), own.tiles.is_some()), ("", true));
        for strange in [
            "t.example.vn/{z}/{x}/{y}",
            "https://t.example.vn/{z}",
            "https://a b/{z}/{x}/{y}",
            "https://*/{z}{x}{y};",
            "/srv/tiles/{z}/{x}/{y}.png",
        ] {
            assert_eq!(tiles(strange), None, "{strange}");
        }
    }
}
