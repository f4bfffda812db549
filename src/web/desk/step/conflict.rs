//! Somebody was faster: who, what was typed here, and what stands there now, so that nothing is lost.
use super::super::facts::Fact;
use super::super::opened::Opened;
use super::Step;
use crate::domain::event::EventKind;
use crate::i18n::Words;
use crate::web::parts::{moment, timeline};
use crate::web::posted::Fields;

/// What somebody else did to the report meanwhile, beside what was typed.
pub struct Conflict {
    pub who: String,
    pub kept: Vec<Fact>,
    pub standing: Vec<Fact>,
}

/// Who was faster and what they did, everything that was typed here, and the texts that stand where it would have been.
pub fn of(w: &Words, opened: &Opened, fields: &Fields, step: &Step) -> Conflict {
    let texts = || step.fields.iter().filter(|field| field.is_text());
    let fact = |name: &str, value: String| Fact { term: w.say(&step.key(name)), value, href: String::new() };
    let typed = texts().map(|field| (field.name, fields.get(field.name).trim()));
    let kept = typed.filter(|(_, typed)| !typed.is_empty());
    let standing = texts().filter(|field| field.prefilled).filter_map(|field| {
        let text = field.standing(opened, fields)?;
        let differs = fields.has(field.name) && fields.get(field.name).trim() != text.trim();
        (differs && !text.trim().is_empty()).then(|| fact(field.name, text))
    });
    Conflict {
        who: who(w, opened),
        kept: kept.map(|(name, typed)| fact(name, typed.to_owned())).collect(),
        standing: standing.collect(),
    }
}

/// "" where nothing has happened yet.
fn who(w: &Words, opened: &Opened) -> String {
    let Some((event, actor)) = opened.events.last() else { return String::new() };
    let what = timeline::title(w, event.kind, opened.city.agency(event.agency_id));
    let someone = || match event.kind {
        EventKind::Withdrawn | EventKind::InfoGiven => w.say("desk.conflict.sender"),
        _ => w.say("desk.conflict.someone"),
    };
    let name = actor.clone().unwrap_or_else(someone);
    w.fill("desk.conflict.who", [("name", name), ("what", what), ("when", moment::full(event.at))])
}
