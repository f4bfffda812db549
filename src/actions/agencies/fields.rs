//! What an administrator types about an agency.
use crate::actions::Refusal;
use crate::actions::typed::Reader;
use crate::domain::audit::Change;
use crate::domain::city::Agency;
use crate::domain::contact::Email;
use crate::domain::policy::{Act, Actor};
use crate::domain::text::fold;
use crate::ids::AgencyId;
use crate::store::agencies::AgencyTree;
use crate::store::{Conn, agencies};

/// What an agency can be.
pub const KINDS: [&str; 11] = [
    "city",
    "office",
    "department",
    "board",
    "inspectorate",
    "vertical",
    "utility",
    "union",
    "unit",
    "hotline",
    "commune",
];

/// The longest name, contact point or address, short name, and telephone number, in characters.
pub const LINE_LIMIT: usize = 200;
/// The longest short name, in characters.
pub const SHORT_LIMIT: usize = 60;
/// The longest telephone number, in characters.
pub const PHONE_LIMIT: usize = 40;

/// The form, as typed. `parent` is another agency's slug.
#[derive(Debug, Clone, Default)]
pub struct AgencyFields {
    pub name: String,
    pub short_name: String,
    pub kind: String,
    pub parent: String,
    pub contact_point: String,
    pub contact_phone: String,
    pub contact_email: String,
    pub valid_from: String,
}

impl AgencyFields {
    /// Each field by its name.
    pub fn pairs(&self) -> [(&'static str, &str); 8] {
        [
            ("name", &self.name),
            ("short_name", &self.short_name),
            ("kind", &self.kind),
            ("parent", &self.parent),
            ("contact_point", &self.contact_point),
            ("contact_phone", &self.contact_phone),
            ("contact_email", &self.contact_email),
            ("valid_from", &self.valid_from),
        ]
    }

    /// `agency` with what was typed.
    ///
    /// # Errors
    /// `Invalid` with everything that cannot be taken: among it a parent that lies below the agency itself.
    pub fn put_into(&self, conn: &mut Conn, agency: Agency) -> Result<Agency, Refusal> {
        let mut reader = Reader::default();
        let name = reader.needed("name", &self.name, LINE_LIMIT);
        if !KINDS.contains(&self.kind.as_str()) {
            reader.wrong("kind", "choice_missing");
        }
        let contact_email = reader.text("contact_email", &self.contact_email, LINE_LIMIT);
        if !contact_email.is_empty() && Email::parse(&contact_email).is_err() {
            reader.wrong("contact_email", "email_shape");
        }
        let parent_id = match parent(conn, agency.id, &self.parent)? {
            Ok(parent) => parent,
            Err(word) => {
                reader.wrong("parent", word);
                None
            }
        };
        let put = Agency {
            name_fold: fold(&name),
            name,
            short_name: reader.text("short_name", &self.short_name, SHORT_LIMIT),
            kind: self.kind.clone(),
            parent_id,
            contact_point: reader.text("contact_point", &self.contact_point, LINE_LIMIT),
            contact_phone: reader.text("contact_phone", &self.contact_phone, PHONE_LIMIT),
            contact_email,
            valid_from: reader.day("valid_from", &self.valid_from),
            ..agency
        };
        reader.done()?;
        Ok(put)
    }
}

/// The agency above. One that lies below would close a loop, in which nobody is above.
fn parent(
    conn: &mut Conn,
    own: AgencyId,
    slug: &str,
) -> Result<Result<Option<AgencyId>, &'static str>, Refusal> {
    if slug.is_empty() {
        return Ok(Ok(None));
    }
    let Some(parent) = agencies::by_slug(conn, slug)? else {
        return Ok(Err("office_missing"));
    };
    if AgencyTree::load(conn)?.below(own).contains(&parent.id) {
        return Ok(Err("parent_loop"));
    }
    Ok(Ok(Some(parent.id)))
}

/// What differs, for the journal.
pub(super) fn changes(conn: &mut Conn, from: &Agency, to: &Agency) -> Result<Vec<Change>, Refusal> {
    let tree = AgencyTree::load(conn)?;
    let name = |id: Option<AgencyId>| id.map(|id| tree.name(id).to_owned()).unwrap_or_default();
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    Ok(vec![
        Change::new("name", &from.name, &to.name),
        Change::new("short_name", &from.short_name, &to.short_name),
        Change::new("kind", &from.kind, &to.kind),
        Change::new("parent", name(from.parent_id), name(to.parent_id)),
        Change::new("contact_point", &from.contact_point, &to.contact_point),
        Change::new("contact_phone", &from.contact_phone, &to.contact_phone),
        Change::new("contact_email", &from.contact_email, &to.contact_email),
        Change::new("valid_from", day(from.valid_from), day(to.valid_from)),
        Change::new("valid_to", day(from.valid_to), day(to.valid_to)),
        Change::new("successor", name(from.successor_id), name(to.successor_id)),
    ])
}

/// `Forbidden` for whoever may not change the agencies.
pub(super) fn manages(actor: &Actor) -> Result<(), Refusal> {
    if actor.may_somewhere(Act::ManageAgencies) { Ok(()) } else { Err(Refusal::Forbidden) }
}
