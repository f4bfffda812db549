//! How a report read before its sender corrected it, for whoever reads the original: what went, what came.
use super::opened::Opened;
use crate::domain::difference::{Piece, difference};
use crate::i18n::Words;
use crate::web::parts::moment;

/// One correction.
pub struct VersionShown {
    /// "Sửa lúc 13:15, 7/9/2026 · bỏ 1 ảnh"
    pub when: String,
    pub title: Vec<Piece>,
    pub body: Vec<Piece>,
    /// Nothing where the place stayed.
    pub place: Vec<Piece>,
}

/// Every correction, the newest first.
pub fn shown(w: &Words, opened: &Opened) -> Vec<VersionShown> {
    let ticket = &opened.ticket;
    let after = opened.versions.iter().skip(1).map(|one| (&one.title, &one.body, &one.place));
    let after = after.chain(std::iter::once((&ticket.title, &ticket.body, &ticket.place)));
    let all = opened.versions.iter().zip(after).map(|(before, (title, body, place))| {
        let when = w.fill("desk.version.when", [("when", moment::full(before.until))]);
        let out = match before.photos_out {
            0 => String::new(),
            out => format!(" · {}", w.count("desk.version.photos_out", i64::from(out))),
        };
        VersionShown {
            when: format!("{when}{out}"),
            title: difference(&before.title, title),
            body: difference(&before.body, body),
            place: if before.place == *place { Vec::new() } else { difference(&before.place, place) },
        }
    });
    let mut all: Vec<VersionShown> = all.collect();
    all.reverse();
    all
}
