//! The drawings and the sample letter, kept on the shelf like anything else that is sent in.
use crate::files::{KeptDocument, KeptPhoto};
use crate::portal::Portal;
use rust_embed::RustEmbed;
use std::collections::HashMap;

#[derive(RustEmbed)]
#[folder = "data/demo/"]
struct Files;

/// Decoding is the longest part of the first start: several at once.
const WORKERS: usize = 4;

/// What lies on the shelf, by the name of its file.
pub struct Pictures {
    photos: HashMap<String, KeptPhoto>,
    documents: HashMap<String, KeptDocument>,
}

impl Pictures {
    /// The photo that was kept from this drawing; none where the demo has no such file.
    pub fn photo(&self, file: &str) -> Option<&KeptPhoto> {
        self.photos.get(file)
    }

    /// The document that was kept from this file; none where the demo has no such file.
    pub fn document(&self, file: &str) -> Option<&KeptDocument> {
        self.documents.get(file)
    }
}

/// Keeps every drawing and document of the demo.
pub fn keep(portal: &Portal) -> Result<Pictures, String> {
    let drawings = named(".jpg");
    let share = drawings.len().div_ceil(WORKERS).max(1);
    let kept: Vec<Result<Vec<_>, String>> = std::thread::scope(|scope| {
        let workers: Vec<_> =
            drawings.chunks(share).map(|names| scope.spawn(move || keep_photos(portal, names))).collect();
        workers
            .into_iter()
            .map(|worker| worker.join().unwrap_or_else(|_| Err("a drawing could not be decoded".into())))
            .collect()
    });
    let photos = kept.into_iter().collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
    let documents = named(".pdf")
        .into_iter()
        .map(|name| {
            let kept =
                portal.photos.document(&bytes(&name)).map_err(|problem| format!("{name}: {problem:?}"))?;
            Ok((name, kept))
        })
        .collect::<Result<_, String>>()?;
    Ok(Pictures { photos, documents })
}

fn keep_photos(portal: &Portal, names: &[String]) -> Result<Vec<(String, KeptPhoto)>, String> {
    names
        .iter()
        .map(|name| {
            let kept =
                portal.photos.keep_now(&bytes(name)).map_err(|problem| format!("{name}: {problem:?}"))?;
            Ok((name.trim_start_matches("pictures/").to_owned(), kept))
        })
        .collect()
}

fn named(ending: &str) -> Vec<String> {
    Files::iter().filter(|name| name.ends_with(ending)).map(|name| name.into_owned()).collect()
}

fn bytes(name: &str) -> Vec<u8> {
    Files::get(name).map(|file| file.data.into_owned()).unwrap_or_default()
}
