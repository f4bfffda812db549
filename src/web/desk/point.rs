//! Where a report is, as a point, for the desk.
use super::opened::Opened;
use super::steps::move_point;
use crate::clock::local;
use crate::i18n::Words;
use crate::portal::Portal;
use crate::web::parts::map::MapShown;

/// "20.85512, 106.68311 · người gửi ghim · chính xác 12 m"; nothing where nobody said it.
pub fn said(w: &Words, opened: &Opened) -> Option<String> {
    let row = opened.point.as_ref()?;
    let point = row.point()?;
    let mut parts = vec![point.to_string(), w.say(&format!("map.source_{}", row.source))];
    parts.extend(row.accuracy.map(|n| w.fill("map.exact", [("n", n)])));
    let names: Vec<&str> = row.among().iter().map(|id| opened.city.commune(Some(*id))).collect();
    if !names.is_empty() {
        parts.push(w.fill("map.among", [("communes", names.join(", "))]));
    }
    if !row.is_shown {
        parts.push(w.say("map.hidden"));
    }
    Some(parts.join(" · "))
}

/// A map where there is a point, or somebody may set one.
pub fn map(portal: &Portal, opened: &Opened) -> Option<MapShown> {
    let point = opened.point.as_ref().and_then(|one| one.point());
    let today = local(opened.now).date();
    let shown = point.is_some() || move_point::STEP.is_open(opened);
    shown.then(|| {
        let point = point.map(|point| point.to_string()).unwrap_or_default();
        MapShown { point, ..MapShown::of(portal, &opened.city, today) }
    })
}
