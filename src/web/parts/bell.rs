//! The bell in the frame of the desk: how much one was told and has not read, and the newest of it.
use super::moment::brief;
use crate::domain::policy::{Act, Actor};
use crate::i18n::Words;
use crate::links;
use crate::store::bell::{Bell, COUNTED, Rung};

/// The bell of whoever works here.
pub struct BellShown {
    /// "3", "99+"; "" where all was read.
    pub count: String,
    pub items: Vec<BellItem>,
    /// The newest one, so that what comes later is not marked with it; "" for none.
    pub last: String,
}

/// One thing that one was told.
pub struct BellItem {
    /// Where a press marks it as read and opens the report.
    pub to: String,
    pub title: String,
    /// "26-8K3F-Q7 · Vũ Thu Hà · 10:18, 26/11"
    pub said: String,
}

impl BellShown {
    /// For who may read reports at all: others are told nothing.
    pub fn of(w: &Words, actor: &Actor, bell: &Bell) -> Option<Self> {
        actor.may_somewhere(Act::ReadTicket).then(|| Self {
            count: match bell.unread {
                0 => String::new(),
                many if many >= COUNTED => format!("{}+", COUNTED - 1),
                few => few.to_string(),
            },
            items: bell.newest.iter().map(|one| item(w, one)).collect(),
            last: bell.newest.first().map(|one| one.id.to_string()).unwrap_or_default(),
        })
    }
}

fn item(w: &Words, one: &Rung) -> BellItem {
    let mut said = vec![one.code.clone()];
    said.extend(one.by.clone());
    said.extend(one.instead_of.as_ref().map(|name| w.fill("notices.instead_of", [("name", name)])));
    said.push(brief(one.made_at));
    BellItem {
        to: links::notice(one.id),
        title: w.say(&format!("notice.{}", one.what)),
        said: said.join(" · "),
    }
}
