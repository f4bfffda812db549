//! What an administrator types about a category.
use crate::actions::Refusal;
use crate::actions::typed::{Reader, one_line};
use crate::domain::audit::Change;
use crate::domain::city::Category;
use crate::domain::policy::{Act, Actor};
use crate::ids::{AgencyId, CategoryId};
use crate::store::agencies::AgencyTree;
use crate::store::{Conn, agencies, categories, tickets};

/// The longest name, hint (or legal basis) and list of words, in characters.
pub const NAMED_LIMIT: usize = 150;
/// The longest hint, and the longest legal basis, in characters.
pub const HINT_LIMIT: usize = 300;
/// The longest list of words that people use for a category, in characters.
pub const WORDS_LIMIT: usize = 2_000;
/// The longest advice that stands in the place of a report, in characters.
pub const STOP_LIMIT: usize = 600;

/// The form, as typed. `parent` is a group's id, `agency` and `co_agency` are slugs.
#[derive(Debug, Clone, Default)]
pub struct CategoryFields {
    pub parent: String,
    pub position: String,
    pub name_vi: String,
    pub name_en: String,
    pub hint_vi: String,
    pub hint_en: String,
    pub words: String,
    pub place: String,
    pub publish: String,
    pub discussion: String,
    pub agency: String,
    pub to_commune: bool,
    pub co_agency: String,
    pub co_commune: bool,
    pub level: String,
    pub proof_required: bool,
    pub legal_basis: String,
    pub valid_from: String,
    pub valid_to: String,
    pub stop_vi: String,
    pub stop_en: String,
    pub script: String,
}

impl CategoryFields {
    /// Each field by its name, but for the boxes.
    pub fn pairs(&self) -> [(&'static str, &str); 19] {
        [
            ("parent", &self.parent),
            ("position", &self.position),
            ("name_vi", &self.name_vi),
            ("name_en", &self.name_en),
            ("hint_vi", &self.hint_vi),
            ("hint_en", &self.hint_en),
            ("words", &self.words),
            ("place", &self.place),
            ("publish", &self.publish),
            ("discussion", &self.discussion),
            ("agency", &self.agency),
            ("co_agency", &self.co_agency),
            ("level", &self.level),
            ("legal_basis", &self.legal_basis),
            ("valid_from", &self.valid_from),
            ("valid_to", &self.valid_to),
            ("stop_vi", &self.stop_vi),
            ("stop_en", &self.stop_en),
            ("script", &self.script),
        ]
    }

    /// `category` with what was typed. Its id and code stay: reports and deadlines hang on them.
    ///
    /// # Errors
    /// `Invalid` with everything that cannot be taken.
    pub fn put_into(&self, conn: &mut Conn, category: Category) -> Result<Category, Refusal> {
        let mut reader = Reader::default();
        let parent = self.parent(conn, &category, &mut reader)?;
        let agency_id = agency(conn, "agency", &self.agency, category.agency_id, &mut reader)?;
        let co_agency_id = agency(conn, "co_agency", &self.co_agency, category.co_agency_id, &mut reader)?;
        if parent.is_some() && agency_id.is_none() && !self.to_commune {
            reader.wrong("agency", "receiver_missing");
        }
        let valid_from = reader.day("valid_from", &self.valid_from);
        let valid_to = reader.day("valid_to", &self.valid_to);
        if self.stop_vi.trim().is_empty() && !self.stop_en.trim().is_empty() {
            reader.wrong("stop_vi", "text_missing");
        }
        if let (Some(from), Some(to)) = (valid_from, valid_to)
            && to < from
        {
            reader.wrong("valid_to", "date_before");
        }
        let path = parent
            .as_ref()
            .map_or_else(|| category.code.clone(), |parent| format!("{}/{}", parent.path, category.code));
        let put = Category {
            parent_id: parent.map(|parent| parent.id),
            path,
            position: reader.word("position", &self.position).unwrap_or_default(),
            name_vi: reader.needed("name_vi", &self.name_vi, NAMED_LIMIT),
            name_en: reader.text("name_en", &self.name_en, NAMED_LIMIT),
            hint_vi: reader.text("hint_vi", &self.hint_vi, HINT_LIMIT),
            hint_en: reader.text("hint_en", &self.hint_en, HINT_LIMIT),
            words: one_line(&reader.text("words", &self.words, WORDS_LIMIT)),
            place: reader.word("place", &self.place).unwrap_or(category.place),
            publish: reader.word("publish", &self.publish).unwrap_or(category.publish),
            discussion: reader.word("discussion", &self.discussion).unwrap_or(category.discussion),
            agency_id,
            to_commune: self.to_commune,
            co_agency_id,
            co_commune: self.co_commune,
            level: reader.word("level", &self.level).unwrap_or(category.level),
            proof_required: self.proof_required,
            legal_basis: reader.text("legal_basis", &self.legal_basis, HINT_LIMIT),
            valid_from,
            valid_to,
            stop_vi: reader.text("stop_vi", &self.stop_vi, STOP_LIMIT),
            stop_en: reader.text("stop_en", &self.stop_en, STOP_LIMIT),
            script: reader.text("script", &self.script, STOP_LIMIT),
            ..category
        };
        reader.done()?;
        Ok(put)
    }

    /// The group above. Two levels only: a group has no group above it, and what reports were filed under directly
    /// does not become a group, or they would stand where nothing may be chosen.
    fn parent(
        &self,
        conn: &mut Conn,
        own: &Category,
        reader: &mut Reader,
    ) -> Result<Option<Category>, Refusal> {
        let Ok(id) = self.parent.parse::<CategoryId>() else {
            if !self.parent.is_empty() {
                reader.wrong("parent", "choice_missing");
            }
            return Ok(None);
        };
        let all = categories::all(conn)?;
        let Some(parent) = all.iter().find(|other| other.id == id) else {
            reader.wrong("parent", "choice_missing");
            return Ok(None);
        };
        if parent.parent_id.is_some() || parent.id == own.id {
            reader.wrong("parent", "parent_no_group");
        }
        if all.iter().any(|other| other.parent_id == Some(own.id)) {
            reader.wrong("parent", "parent_of_group");
        }
        if tickets::count_of_category(conn, parent.id)? > 0 {
            reader.wrong("parent", "parent_used");
        }
        Ok(Some(parent.clone()))
    }
}

fn agency(
    conn: &mut Conn,
    field: &'static str,
    slug: &str,
    standing: Option<AgencyId>,
    reader: &mut Reader,
) -> Result<Option<AgencyId>, Refusal> {
    if slug.is_empty() {
        return Ok(None);
    }
    let found = agencies::by_slug(conn, slug)?;
    match &found {
        None => reader.wrong(field, "office_missing"),
        // One that stands there already may be left until its successor's turn comes.
        Some(agency) if agency.valid_to.is_some() && Some(agency.id) != standing => {
            reader.wrong(field, "office_ends");
        }
        Some(_) => {}
    }
    Ok(found.map(|agency| agency.id))
}

/// What differs, for the journal.
pub(super) fn changes(conn: &mut Conn, from: &Category, to: &Category) -> Result<Vec<Change>, Refusal> {
    let tree = AgencyTree::load(conn)?;
    let all = categories::all(conn)?;
    let agency = |id: Option<AgencyId>| id.map(|id| tree.name(id).to_owned()).unwrap_or_default();
    let group = |id: Option<CategoryId>| {
        let found = all.iter().find(|category| Some(category.id) == id);
        found.map(|category| category.name_vi.clone()).unwrap_or_default()
    };
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    Ok(vec![
        Change::new("parent", group(from.parent_id), group(to.parent_id)),
        Change::new("position", from.position, to.position),
        Change::new("name_vi", &from.name_vi, &to.name_vi),
        Change::new("name_en", &from.name_en, &to.name_en),
        Change::new("hint_vi", &from.hint_vi, &to.hint_vi),
        Change::new("hint_en", &from.hint_en, &to.hint_en),
        Change::new("words", &from.words, &to.words),
        Change::new("place", from.place, to.place),
        Change::new("publish", from.publish, to.publish),
        Change::new("discussion", from.discussion, to.discussion),
        Change::new("agency", agency(from.agency_id), agency(to.agency_id)),
        Change::new("to_commune", from.to_commune, to.to_commune),
        Change::new("co_agency", agency(from.co_agency_id), agency(to.co_agency_id)),
        Change::new("co_commune", from.co_commune, to.co_commune),
        Change::new("level", from.level, to.level),
        Change::new("proof_required", from.proof_required, to.proof_required),
        Change::new("legal_basis", &from.legal_basis, &to.legal_basis),
        Change::new("valid_from", day(from.valid_from), day(to.valid_from)),
        Change::new("valid_to", day(from.valid_to), day(to.valid_to)),
        Change::new("stop_vi", &from.stop_vi, &to.stop_vi),
        Change::new("stop_en", &from.stop_en, &to.stop_en),
        Change::new("script", &from.script, &to.script),
    ])
}

/// `Forbidden` for whoever may not change the categories.
pub(super) fn manages(actor: &Actor) -> Result<(), Refusal> {
    if actor.may_somewhere(Act::ManageCategories) { Ok(()) } else { Err(Refusal::Forbidden) }
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_may_stand_on_lines() {
        assert_eq!(super::one_line("ổ gà\n mặt đường ; ;lún\n"), "ổ gà; mặt đường; lún");
    }
}
