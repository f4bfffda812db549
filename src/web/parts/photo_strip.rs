//! Photos in a row.
use super::moment;
use crate::clock::Moment;
use crate::domain::photo::Photo;
use crate::domain::public::PublicPhoto;
use crate::i18n::Words;
use crate::links;

/// Fields of one photo of `photo::strip` and `photo::pair`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PhotoShown {
    pub small: String,
    pub large: String,
    pub alt: String,
    /// "4/9/2026"; "" if it says nothing more.
    pub caption: String,
}

/// Photos of a report called `title`, in their order; `alt` is the key of what is said of each.
pub fn row(w: &Words, alt: &str, title: &str, shelf: Shelf<'_>, pictures: &[Picture<'_>]) -> Vec<PhotoShown> {
    let each = pictures.iter().enumerate();
    each.map(|(at, picture)| PhotoShown {
        small: shelf.photo(picture.thumb),
        large: shelf.photo(picture.display),
        alt: w.fill(alt, [("n", (at + 1).to_string()), ("title", title.to_owned())]),
        caption: moment::day(picture.taken),
    })
    .collect()
}

/// A photo, public or not: the names of its two sizes on the shelf.
#[derive(Debug, Clone, Copy)]
pub struct Picture<'a> {
    pub display: &'a str,
    pub thumb: &'a str,
    pub taken: Moment,
}

impl<'a> From<&'a PublicPhoto> for Picture<'a> {
    fn from(photo: &'a PublicPhoto) -> Self {
        Self { display: &photo.display, thumb: &photo.thumb, taken: photo.created_at }
    }
}

impl<'a> From<&'a Photo> for Picture<'a> {
    fn from(photo: &'a Photo) -> Self {
        Self { display: &photo.display, thumb: &photo.thumb, taken: photo.created_at }
    }
}

/// Where the files of a report are asked for.
#[derive(Debug, Clone, Copy)]
pub enum Shelf<'a> {
    /// By anyone.
    Public,
    /// By staff who may read the report with this code.
    Desk(&'a str),
    /// By the sender, who holds this key.
    Own(&'a str),
}

impl Shelf<'_> {
    /// The address of a photo by its content hash.
    pub fn photo(self, hash: &str) -> String {
        match self {
            Self::Public => links::photo(hash),
            Self::Desk(code) => links::desk_photo(code, hash),
            Self::Own(key) => links::own_photo(key, hash),
        }
    }

    /// The address of a document by its content hash.
    pub fn document(self, hash: &str) -> String {
        match self {
            Self::Public => links::document(hash),
            Self::Desk(code) => links::desk_document(code, hash),
            Self::Own(key) => links::own_document(key, hash),
        }
    }
}
