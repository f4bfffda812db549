//! Who answers: the agencies, with their predecessors and successors.
use super::sheet::{Bad, lines};
use crate::clock::Moment;
use crate::domain::city::Agency;
use crate::domain::text::fold;
use crate::ids::AgencyId;
use std::collections::HashMap;

const FILE: &str = include_str!("../../../../data/agencies.csv");

/// The agencies by their short code, to be named by the other files.
pub type AgencyIds = HashMap<String, AgencyId>;

/// The agencies of `agencies.csv`, each with a fresh id, and those ids by short code.
pub fn read(now: Moment) -> Result<(Vec<Agency>, AgencyIds), Bad> {
    let lines = lines("agencies.csv", FILE)?;
    let ids: AgencyIds = lines.iter().map(|line| (line.text("id"), AgencyId::fresh(now))).collect();
    let rows = lines.iter().map(|line| {
        let slug = line.text("id");
        let name = line.text("name");
        Ok(Agency {
            id: ids[&slug],
            name_fold: fold(&format!("{name} {}", line.text("short"))),
            name,
            short_name: line.text("short"),
            kind: line.text("kind"),
            parent_id: line.named("parent_id", &ids)?,
            successor_id: line.named("successor_id", &ids)?,
            valid_from: line.date("valid_from")?,
            valid_to: line.date("valid_to")?,
            contact_point: line.text("contact_point"),
            contact_phone: line.text("contact_phone"),
            contact_email: line.text("contact_email"),
            version: 1,
            slug,
        })
    });
    Ok((rows.collect::<Result<_, Bad>>()?, ids))
}
