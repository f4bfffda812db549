//! Which commune or category somebody means by the words they typed.
use crate::domain::category_tree::CategoryTree;
use crate::domain::city::{Category, Commune};
use crate::domain::place::{Fit, Hit, Names, find};
use crate::domain::text::fold;
use crate::ids::CommuneId;

/// What words stand for: one thing, several that may be meant (the best first), or nothing.
#[derive(Debug, PartialEq)]
pub enum Meant<T> {
    One(T),
    Several(Vec<T>),
    Nothing,
}

/// The communes with the names that each is found by: old communes and old districts.
pub struct Communes(Vec<(Commune, String)>);

impl Communes {
    /// Makes all communes ready to be found.
    pub fn of(all: Vec<Commune>) -> Self {
        let named = all.into_iter().map(|commune| {
            let others = format!("{};{}", commune.old_units, commune.old_districts);
            (commune, others)
        });
        Self(named.collect())
    }

    /// Their full names, in the order in which they came.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(commune, _)| commune.name.as_str())
    }

    /// The communes that fit, the best first.
    pub fn find(&self, words: &str) -> Vec<Hit<'_, (Commune, String)>> {
        find(words, &self.0, |(commune, others)| Names { name: &commune.name, others })
    }

    /// Is no commune called so, now or before, and do the finds only share words with what was typed ("cẩm phả")?
    pub fn only_alike(&self, words: &str) -> bool {
        let found = self.find(words);
        found.first().is_some_and(|first| first.fit == Fit::Words && first.other.is_none())
    }

    /// The one commune that a resident's words name: the only find, or the only one of today's that is called exactly so.
    /// Words scattered over several names ("sao hoa": Sao Đỏ, Cộng Hòa) name none; the sender chooses.
    pub fn named(&self, words: &str) -> Option<CommuneId> {
        let found = self.find(words);
        if let [only] = found.as_slice() {
            let sure = only.fit != Fit::Words && !only.partly();
            return sure.then_some(only.thing.0.id);
        }
        let mut exact = found.iter().filter(|found| found.fit == Fit::Name);
        match (exact.next(), exact.next()) {
            (Some(only), None) => Some(only.thing.0.id),
            _ => None,
        }
    }

    /// The commune that a resident means: the one marked among the finds of these very words, else the one that they name.
    pub fn chosen(&self, words: &str, searched: &str, marked: &str) -> Option<CommuneId> {
        if fold(words).is_empty() {
            return None;
        }
        let same = fold(words) == fold(searched);
        self.marked(marked).filter(|_| same).map(|commune| commune.id).or_else(|| self.named(words))
    }

    /// The commune that an agent means: the one marked, or what the words name. The agent hears the caller and reads the
    /// name back, so that today's name is taken before an old one that sounds like it.
    pub fn meant(&self, words: &str, marked: &str) -> Meant<Commune> {
        if let Some(commune) = self.marked(marked) {
            return Meant::One(commune.clone());
        }
        let found = self.find(words);
        match found.first() {
            None => Meant::Nothing,
            Some(first) if found.len() == 1 || first.fit <= Fit::Short => Meant::One(first.thing.0.clone()),
            Some(_) => Meant::Several(found.iter().map(|one| one.thing.0.clone()).collect()),
        }
    }

    fn marked(&self, id: &str) -> Option<&Commune> {
        let id: CommuneId = id.parse().ok()?;
        self.0.iter().map(|(commune, _)| commune).find(|commune| commune.id == id)
    }
}

/// The category that was marked, or that the words name; without words, what the report itself points to is offered.
pub fn category_named(
    tree: &CategoryTree,
    (words, marked): (&str, &str),
    report: &str,
    lang: &str,
) -> Meant<Category> {
    if let Some(leaf) = marked.parse().ok().and_then(|id| tree.leaf(id)) {
        return Meant::One(leaf.clone());
    }
    if words.trim().is_empty() {
        return several(tree.guess(report, lang).into_iter().map(|guess| guess.category.clone()).collect());
    }
    let leaves: Vec<&Category> = tree.leaves().collect();
    let found = find(words, &leaves, |leaf| Names { name: leaf.name(lang), others: &leaf.words });
    let sure = match found.as_slice() {
        [only] => Some(only),
        all => all.iter().find(|one| one.fit == Fit::Name),
    };
    match sure {
        Some(one) => Meant::One((*one.thing).clone()),
        None => several(found.into_iter().map(|one| (*one.thing).clone()).collect()),
    }
}

fn several<T>(found: Vec<T>) -> Meant<T> {
    if found.is_empty() { Meant::Nothing } else { Meant::Several(found) }
}
