//! Which files on the shelf are named by some row. Files are kept by content, so several rows may share one.
use super::{Conn, Found};
use crate::ids::{DocumentId, PhotoId};
use crate::schema::{documents, photos, tickets, uploads};
use diesel::prelude::*;
use std::collections::HashSet;

/// Those of these names that a report, an answer or an open form names.
pub fn named(conn: &mut Conn, names: &[String]) -> Found<HashSet<String>> {
    let in_photos: Vec<[String; 3]> = rows(
        photos::table
            .filter(photos::display.eq_any(names))
            .or_filter(photos::thumb.eq_any(names))
            .or_filter(photos::original.eq_any(names))
            .select((photos::display, photos::thumb, photos::original))
            .load(conn)?,
    );
    let in_uploads: Vec<[String; 3]> = rows(
        uploads::table
            .filter(uploads::display.eq_any(names))
            .or_filter(uploads::thumb.eq_any(names))
            .or_filter(uploads::original.eq_any(names))
            .select((uploads::display, uploads::thumb, uploads::original))
            .load(conn)?,
    );
    let in_documents: Vec<String> =
        documents::table.filter(documents::hash.eq_any(names)).select(documents::hash).load(conn)?;
    let found = in_photos.into_iter().chain(in_uploads).flatten().chain(in_documents);
    let asked: HashSet<&String> = names.iter().collect();
    Ok(found.filter(|name| asked.contains(name)).collect())
}

/// A photo of a report with the report's code: its files as shown, small, and as they came.
pub struct PhotoFiles {
    pub id: PhotoId,
    pub code: String,
    pub display: String,
    pub thumb: String,
    pub original: String,
}

/// The photos of all reports by id, at most `limit` of those after one.
pub fn photos_after(conn: &mut Conn, after: PhotoId, limit: i64) -> Found<Vec<PhotoFiles>> {
    let found: Vec<(PhotoId, String, String, String, String)> = photos::table
        .inner_join(tickets::table.on(tickets::id.eq(photos::ticket_id)))
        .filter(photos::id.gt(after))
        .order(photos::id)
        .limit(limit)
        .select((photos::id, tickets::code, photos::display, photos::thumb, photos::original))
        .load(conn)?;
    let row = |(id, code, display, thumb, original)| PhotoFiles { id, code, display, thumb, original };
    Ok(found.into_iter().map(row).collect())
}

/// The documents of all reports by id with the report's code, at most `limit` of those after one.
pub fn documents_after(
    conn: &mut Conn,
    after: DocumentId,
    limit: i64,
) -> Found<Vec<(DocumentId, String, String)>> {
    documents::table
        .inner_join(tickets::table.on(tickets::id.eq(documents::ticket_id)))
        .filter(documents::id.gt(after))
        .order(documents::id)
        .limit(limit)
        .select((documents::id, tickets::code, documents::hash))
        .load(conn)
}

fn rows(found: Vec<(String, String, String)>) -> Vec<[String; 3]> {
    found.into_iter().map(Into::into).collect()
}
