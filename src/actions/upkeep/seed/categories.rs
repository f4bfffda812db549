//! About what: groups and their leaves, each with whom it goes to.
use super::agencies::AgencyIds;
use super::sheet::{Bad, Line, lines};
use crate::clock::Moment;
use crate::domain::city::{Category, Publish};
use crate::domain::comment::Discussion;
use crate::domain::ticket::Level;
use crate::ids::{AgencyId, CategoryId};
use std::collections::HashMap;

const FILE: &str = include_str!("../../../../data/categories.csv");
/// In an agency's column: the committee of the commune where the place is.
const COMMUNE: &str = "commune";

/// The categories by their code, to be named by the deadlines.
pub type CategoryIds = HashMap<String, CategoryId>;

/// The categories, groups before their leaves as in the file.
pub fn read(agencies: &AgencyIds, now: Moment) -> Result<(Vec<Category>, CategoryIds), Bad> {
    let lines = lines("categories.csv", FILE)?;
    let ids: CategoryIds = lines.iter().map(|line| (line.text("code"), CategoryId::fresh(now))).collect();
    let rows = lines.iter().enumerate().map(|(at, line)| category(line, at, &ids, agencies));
    Ok((rows.collect::<Result<_, Bad>>()?, ids))
}

fn category(line: &Line, at: usize, ids: &CategoryIds, agencies: &AgencyIds) -> Result<Category, Bad> {
    let (code, parent) = (line.text("code"), line.text("parent_code"));
    let (agency_id, to_commune) = whom(line, "default_agency", agencies)?;
    let (co_agency_id, co_commune) = whom(line, "co_agency", agencies)?;
    Ok(Category {
        id: ids[&code],
        parent_id: line.named("parent_code", ids)?,
        path: if parent.is_empty() { code.clone() } else { format!("{parent}/{code}") },
        position: i32::try_from(at).unwrap_or(i32::MAX),
        name_vi: line.text("name_vi"),
        name_en: line.text("name_en"),
        hint_vi: line.text("hint_vi"),
        hint_en: line.text("hint_en"),
        words: line.text("words"),
        place: line.read("place")?,
        publish: if line.yes("private_default") { Publish::Never } else { Publish::AfterCheck },
        agency_id,
        to_commune,
        co_agency_id,
        co_commune,
        level: if line.text("level").is_empty() { Level::Normal } else { line.read("level")? },
        proof_required: line.yes("proof_required"),
        legal_basis: line.text("legal_basis"),
        valid_from: line.date("valid_from")?,
        valid_to: line.date("valid_to")?,
        version: 1,
        stop_vi: String::new(),
        stop_en: String::new(),
        script: String::new(),
        discussion: Discussion::Sender,
        code,
    })
}

fn whom(line: &Line, column: &str, agencies: &AgencyIds) -> Result<(Option<AgencyId>, bool), Bad> {
    if line.text(column) == COMMUNE { Ok((None, true)) } else { Ok((line.named(column, agencies)?, false)) }
}
