//! A new category: a group, or a leaf in one.
use super::CategoryFields;
use super::fields::manages;
use crate::actions::Refusal;
use crate::actions::audit::Journal;
use crate::actions::typed::slug;
use crate::domain::audit::{AuditKind, Change, Subject};
use crate::domain::city::Category;
use crate::domain::policy::Actor;
use crate::ids::CategoryId;
use crate::portal::Portal;
use crate::store::{Conn, categories};

/// Makes a category; its code comes from its first name and never changes.
pub fn create(portal: &Portal, actor: &Actor, typed: &CategoryFields) -> Result<CategoryId, Refusal> {
    manages(actor)?;
    let now = portal.now();
    portal.db.change(|c| {
        let blank = Category { code: free_code(c, &typed.name_vi)?, ..Category::blank(now) };
        let category = typed.put_into(c, blank)?;
        // The same words once more: a button was pressed twice.
        let own = |one: &Category| Category {
            id: category.id,
            code: category.code.clone(),
            path: category.path.clone(),
            version: category.version,
            ..one.clone()
        };
        if let Some(made) = categories::all(c)?.iter().find(|one| own(one) == category) {
            return Ok(made.id);
        }
        categories::insert(c, &category)?;
        let subject = (Subject::Category, category.id.0);
        let changes = vec![Change::new("name_vi", "", &category.name_vi)];
        Journal::by(actor.id, now).write(c, subject, AuditKind::Created, changes)?;
        Ok(category.id)
    })
}

fn free_code(conn: &mut Conn, name: &str) -> Result<String, Refusal> {
    let plain = slug(name, '_');
    for number in 1..100 {
        let tried = if number == 1 { plain.clone() } else { format!("{plain}_{number}") };
        if categories::by_code(conn, &tried)?.is_none() {
            return Ok(tried);
        }
    }
    Err(Refusal::field("name_vi", "name_taken"))
}
