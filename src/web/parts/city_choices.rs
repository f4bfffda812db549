//! The city's own lists in a filter: what there is today, and what was chosen though it has ended, marked as ended: old
//! reports keep their category and commune, and whoever asks for these must see that they do.
use crate::domain::city::{Agency, Category};
use crate::i18n::Words;
use crate::store::city::City;
use crate::web::form::Choice;
use chrono::NaiveDate;

/// The lists of the city as they stand today, in the reader's language.
pub struct CityChoices<'a> {
    pub city: &'a City,
    pub w: &'a Words,
    pub today: NaiveDate,
}

impl CityChoices<'_> {
    /// Every group with its leaves under it, indented; by code.
    pub fn categories(&self, chosen: &str) -> Vec<Choice> {
        let all = self.city.categories_in_order();
        let all: Vec<_> = all.filter(|one| one.is_current(self.today) || one.code == chosen).collect();
        let listed = |id| all.iter().any(|one| Some(one.id) == id);
        let choice = |one: &Category, mark: &str| {
            let name = self.marked(one.name(self.w.lang()), !one.is_current(self.today));
            Choice::new(&one.code, format!("{mark}{name}"), chosen)
        };
        let mut choices = Vec::with_capacity(all.len());
        for group in all.iter().filter(|one| !listed(one.parent_id)) {
            choices.push(choice(group, ""));
            let leaves = all.iter().filter(|one| one.parent_id == Some(group.id));
            choices.extend(leaves.map(|leaf| choice(leaf, "– ")));
        }
        choices
    }

    /// By the name in addresses.
    pub fn communes(&self, chosen: &str) -> Vec<Choice> {
        let is_over = |last: Option<NaiveDate>| last.is_some_and(|last| last < self.today);
        let all = self.city.communes_by_name();
        let all = all.filter(|one| !is_over(one.valid_to) || one.slug == chosen);
        let choice =
            |name: &str, slug: &str, last| Choice::new(slug, self.marked(name, is_over(last)), chosen);
        all.map(|one| choice(&one.name, &one.slug, one.valid_to)).collect()
    }

    /// Every agency, merged ones too: their answers stay under their own name.
    pub fn agencies(&self, chosen: &str, value: impl Fn(&Agency) -> String) -> Vec<Choice> {
        let choice = |one: &Agency| Choice::new(&value(one), agency_label(self.w, one, self.today), chosen);
        self.city.agencies_by_name().map(choice).collect()
    }

    fn marked(&self, name: &str, is_over: bool) -> String {
        marked(self.w, name, is_over)
    }
}

/// "Sở Xây dựng", or "Sở Giao thông vận tải (đã kết thúc)".
pub fn agency_label(w: &Words, agency: &Agency, today: NaiveDate) -> String {
    marked(w, &agency.name, agency.valid_to.is_some_and(|last| last < today))
}

fn marked(w: &Words, name: &str, is_over: bool) -> String {
    if is_over { w.fill("parts.ended", [("name", name)]) } else { name.to_owned() }
}
