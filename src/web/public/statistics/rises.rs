//! Where more comes in than usual.
use crate::domain::figures::Statistics;
use crate::i18n::Words;
use crate::links;
use crate::store::city::City;
use crate::web::desk::figures::spelled::{count, tenths};

/// One place and kind of thing of which more came in.
#[derive(Debug, Clone, Default)]
pub struct RiseRow {
    pub category: String,
    pub commune: String,
    /// The reports themselves.
    pub href: String,
    pub count: String,
    /// In a week before.
    pub usual: String,
    pub swings: String,
}

/// All that rise, the clearest first.
pub fn rises(w: &Words, city: &City, all: &Statistics) -> Vec<RiseRow> {
    let row = |one: &crate::domain::figures::Rise| {
        let commune = city.communes.get(&one.commune)?;
        let category = city.categories.get(&one.category)?;
        let asked = [("phuong-xa", commune.slug.as_str()), ("linh-vuc", &category.code)];
        Some(RiseRow {
            category: category.name(w.lang()).to_owned(),
            commune: commune.name.clone(),
            href: links::asking(&links::answers(), &asked),
            count: count(w, one.count),
            usual: tenths(w, i64::try_from(one.usual_tenths).unwrap_or(i64::MAX)),
            swings: tenths(w, (one.swings * 10.0).round() as i64),
        })
    };
    all.rises.iter().filter_map(row).collect()
}
