//! What maps are drawn on.

/// Pictures of the ground from a server that the city names; without one, the communes' borders are all there is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MapConfig {
    /// Such as `https://tiles.example.vn/{z}/{x}/{y}.png`.
    pub tiles: Option<String>,
    /// Whose pictures they are, as their terms want it said.
    pub credit: String,
}

impl MapConfig {
    /// Where the pictures come from, as a content policy names it; "" where there are none.
    pub fn tiles_from(&self) -> &str {
        let Some(tiles) = &self.tiles else { return "" };
        let (scheme, rest) = tiles.split_once("://").unwrap_or_default();
        let host = rest.split('/').next().unwrap_or_default();
        &tiles[..scheme.len() + 3 + host.len()]
    }
}

/// An address of pictures by zoom, column and row.
pub(super) fn tiles(text: &str) -> Option<String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let (host, path) = rest.split_once('/')?;
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-:".contains(c);
    let named = !host.is_empty() && host.chars().all(plain);
    let whole = ["{z}", "{x}", "{y}"].iter().all(|part| path.contains(part));
    let clean = !path.contains([' ', '"', '\'', '<', '>', ';']);
    (named && whole && clean).then(|| text.to_owned())
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
        for strange in [
            "t.example.vn/{z}/{x}/{y}",
            "https://t.example.vn/{z}",
            "https://a b/{z}/{x}/{y}",
            "https://*/{z}{x}{y};",
        ] {
            assert_eq!(tiles(strange), None, "{strange}");
        }
    }
}
