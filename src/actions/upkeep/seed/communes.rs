//! Where: the 114 communes, with the old names that people still write.
use super::agencies::AgencyIds;
use super::sheet::{Bad, Line, lines};
use crate::clock::Moment;
use crate::domain::city::Commune;
use crate::ids::CommuneId;

const FILE: &str = include_str!("../../../../data/communes.csv");

/// The communes of `communes.csv`, each with the agency that answers for it.
pub fn read(agencies: &AgencyIds, now: Moment) -> Result<Vec<Commune>, Bad> {
    let spaced = |list: String| list.split(';').map(str::trim).collect::<Vec<_>>().join("; ");
    lines("communes.csv", FILE)?
        .iter()
        .map(|line| {
            Ok(Commune {
                id: CommuneId::fresh(now),
                code: line.text("code"),
                slug: line.text("slug"),
                name: line.text("name"),
                short_name: line.text("short_name"),
                kind: line.text("kind"),
                old_units: spaced(line.text("old_units")),
                old_districts: spaced(line.text("former_districts")),
                agency_id: line.named("agency_id", agencies)?,
                valid_from: line.date("valid_from")?,
                valid_to: line.date("valid_to")?,
                lat: degrees(line, "lat")?,
                lon: degrees(line, "lon")?,
            })
        })
        .collect()
}

fn degrees(line: &Line, column: &str) -> Result<Option<f64>, Bad> {
    if line.text(column).is_empty() { Ok(None) } else { line.read(column).map(Some) }
}
