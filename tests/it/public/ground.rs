//! Pictures of the ground out of the city's own file: no other server is asked for them.
use crate::support::{TestDatabase, TestPortal};
use langnghe::config::Tiles;
use langnghe::files::Ground;
use langnghe::links;
use std::path::Path;

const PICTURE: &[u8] = b"\x89PNG, as far as this goes";
const PNG: u8 = 2;
const VECTOR: u8 = 1;

/// A file with one picture: the whole world, at zoom 0. Nothing in it is compressed.
fn archive(path: &Path, kind: u8) {
    // One entry: tile 0, once, so long, at the start.
    let root = [1, 0, 1, PICTURE.len() as u8, 1];
    let (root_at, data_at) = (127_u64, 127 + root.len() as u64 + 2);
    let mut bytes = b"PMTiles\x03".to_vec();
    let lengths =
        [root_at, root.len() as u64, data_at - 2, 2, data_at, 0, data_at, PICTURE.len() as u64, 1, 1, 1];
    lengths.iter().for_each(|number| bytes.extend(number.to_le_bytes()));
    // In order; neither directories nor pictures are compressed; from zoom 0 to 0, the whole world.
    bytes.extend([1, 1, 1, kind, 0, 0]);
    bytes.extend([0; 25]);
    bytes.extend(root);
    bytes.extend(b"{}");
    bytes.extend(PICTURE);
    std::fs::write(path, bytes).unwrap();
}

#[actix_web::test]
async fn a_map_is_drawn_on_pictures_out_of_the_citys_own_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hải phòng.pmtiles");
    archive(&path, PNG);
    let portal = TestPortal::over(TestDatabase::seeded(), |config| {
        config.map.tiles = Some(Tiles::Archive(path.clone()));
    });
    let browser = portal.browser().await;
    let page = browser.get(&links::map()).await;
    assert_eq!(page.attributes("[data-map]", "data-tiles")[0], links::map_ground());
    // The page's policy lets a browser ask nobody else.
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.contains("img-src 'self'") && !policy.contains("http"), "{policy}");
    let picture = browser.get("/ban-do/nen/0/0/0").await;
    assert_eq!(picture.is(200).bytes, PICTURE);
    assert_eq!(picture.header("content-type").as_deref(), Some("image/png"));
    assert_eq!(picture.header("cache-control").as_deref(), Some("public, max-age=604800"));
    for nowhere in ["/ban-do/nen/3/1/1", "/ban-do/nen/0/9/9", "/ban-do/nen/99/0/0", "/ban-do/nen/a/0/0"] {
        browser.get(nowhere).await.is(404);
    }
    // Cut short under the running portal, it can be read no more; all else goes on.
    std::fs::write(&path, b"PMTiles").unwrap();
    browser.get("/ban-do/nen/0/0/0").await.is(503);
    browser.get(&links::map()).await.is(200);
    let without = TestPortal::new();
    without.browser().await.get("/ban-do/nen/0/0/0").await.is(404);
}

#[test]
fn a_file_of_lines_and_areas_is_refused_as_the_portal_starts() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ground.pmtiles");
    archive(&path, VECTOR);
    let why = Ground::open(&path).err().unwrap();
    assert!(why.contains("no pictures"), "{why}");
}
