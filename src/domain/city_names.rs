//! The names of the city, put in order and folded once for all who ask.
use super::city::{Agency, Category, Commune};
use super::text::fold;
use crate::ids::{AgencyId, CategoryId, CommuneId};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// In which order a city's lists stand, and how its communes are called.
#[derive(Default)]
pub struct CityNames {
    /// By name.
    pub agencies: Vec<AgencyId>,
    /// As the city put them.
    pub categories: Vec<CategoryId>,
    /// By name, without the word for what they are.
    pub communes: Vec<CommuneId>,
    /// The names by which communes stand in a text, folded: their own, and those of what they were made of without the words
    /// for what that was. A name of one word is too often something else.
    spoken: HashMap<String, Vec<CommuneId>>,
    /// Words of the longest of these names.
    longest: usize,
}

impl CityNames {
    /// Of these.
    pub fn of<'a>(
        agencies: impl Iterator<Item = &'a Agency>,
        categories: impl Iterator<Item = &'a Category>,
        communes: impl Iterator<Item = &'a Commune>,
    ) -> Self {
        let mut agencies: Vec<&Agency> = agencies.collect();
        agencies.sort_by(|a, b| (&a.name_fold, a.id).cmp(&(&b.name_fold, b.id)));
        let mut categories: Vec<&Category> = categories.collect();
        categories.sort_by_key(|one| (one.position, one.id));
        let mut communes: Vec<&Commune> = communes.collect();
        communes.sort_by_cached_key(|one| (fold(&one.short_name), one.id));
        let mut spoken: HashMap<String, Vec<CommuneId>> = HashMap::new();
        for commune in &communes {
            for name in names_of(commune) {
                spoken.entry(name).or_default().push(commune.id);
            }
        }
        Self {
            agencies: agencies.into_iter().map(|one| one.id).collect(),
            categories: categories.into_iter().map(|one| one.id).collect(),
            communes: communes.into_iter().map(|one| one.id).collect(),
            longest: spoken.keys().map(|name| name.split(' ').count()).max().unwrap_or_default(),
            spoken,
        }
    }

    /// The communes that are named in what was folded, each with the longest name that stands there, the longest first.
    pub fn communes_in<'a>(&self, folded: &'a str) -> Vec<(CommuneId, &'a str)> {
        let starts: Vec<usize> =
            std::iter::once(0).chain(folded.match_indices(' ').map(|(at, _)| at + 1)).collect();
        let ends: Vec<usize> = starts.iter().skip(1).map(|at| at - 1).chain([folded.len()]).collect();
        let mut found = Vec::new();
        for (at, start) in starts.iter().enumerate() {
            for end in ends.iter().skip(at + 1).take(self.longest.saturating_sub(1)) {
                let name = &folded[*start..*end];
                let named = self.spoken.get(name).into_iter().flatten();
                found.extend(named.map(|id| (*id, name)));
            }
        }
        found.sort_by_key(|(id, name)| (Reverse(name.len()), *id));
        let mut known = HashSet::new();
        found.retain(|(id, _)| known.insert(*id));
        found
    }
}

fn names_of(commune: &Commune) -> HashSet<String> {
    let own = fold(&commune.short_name);
    // Before an old name stands what it was: one word, or two.
    let old = commune.old_units.split(';').flat_map(|name| {
        let name = fold(name);
        [1, 2].map(|words| name.splitn(words + 1, ' ').nth(words).unwrap_or_default().to_owned())
    });
    std::iter::once(own).chain(old).filter(|name| name.contains(' ')).collect()
}
