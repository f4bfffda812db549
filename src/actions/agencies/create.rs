//! A new agency.
use super::AgencyFields;
use super::fields::manages;
use crate::actions::audit::Journal;
use crate::actions::typed::slug;
use crate::actions::{Problem, Refusal};
use crate::domain::audit::{AuditKind, Change, Subject};
use crate::domain::city::Agency;
use crate::domain::policy::Actor;
use crate::ids::AgencyId;
use crate::portal::Portal;
use crate::store::{Conn, agencies};

/// Makes an agency; its address comes from its name and never changes, since people keep it.
pub fn create(portal: &Portal, actor: &Actor, typed: &AgencyFields) -> Result<Agency, Refusal> {
    manages(actor)?;
    let now = portal.now();
    portal.db.change(|c| {
        let blank = Agency {
            id: AgencyId::fresh(now),
            slug: String::new(),
            name: String::new(),
            name_fold: String::new(),
            short_name: String::new(),
            kind: String::new(),
            parent_id: None,
            successor_id: None,
            valid_from: None,
            valid_to: None,
            contact_point: String::new(),
            contact_phone: String::new(),
            contact_email: String::new(),
            version: 1,
        };
        let agency = typed.put_into(c, blank)?;
        // The same words once more: a button was pressed twice.
        let own = |one: &Agency| Agency { id: agency.id, slug: String::new(), version: 1, ..one.clone() };
        if let Some(made) = agencies::all(c)?.into_iter().find(|one| own(one) == agency) {
            return Ok(made);
        }
        let agency = Agency { slug: free_slug(c, &agency.name)?, ..agency };
        agencies::insert(c, &agency)?;
        let subject = (Subject::Agency, agency.id.0);
        let changes = vec![Change::new("name", "", &agency.name)];
        Journal::by(actor.id, now).write(c, subject, AuditKind::Created, changes)?;
        Ok(agency)
    })
}

/// The name as an address; with a number after it when another agency has it. "moi" is the form's own address.
fn free_slug(conn: &mut Conn, name: &str) -> Result<String, Refusal> {
    let plain = slug(name, '-');
    for number in 1..100 {
        let tried = if number == 1 { plain.clone() } else { format!("{plain}-{number}") };
        if tried != "moi" && agencies::by_slug(conn, &tried)?.is_none() {
            return Ok(tried);
        }
    }
    Err(Refusal::Invalid(vec![Problem::new("name", "name_taken")]))
}
