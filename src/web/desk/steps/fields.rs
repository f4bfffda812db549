//! What the steps read from their forms, and how they say what is wrong with it.
use crate::actions::Problem;
use crate::domain::event::EventKind;
use crate::i18n::Words;
use crate::web::desk::facts::Fact;
use crate::web::desk::opened::Opened;
use crate::web::desk::ticket::Conflict;
use crate::web::form::Errors;
use crate::web::parts::{moment, timeline};
use crate::web::posted::Fields;

/// The verbs' names of fields, and the names of the same on the page, where ids must be unique.
pub struct Names(pub &'static [(&'static str, &'static str)]);

impl Names {
    pub fn errors(&self, w: &Words, problems: &[Problem]) -> Errors {
        let mut errors = Errors::default();
        for problem in problems {
            let own = self.0.iter().find(|(verbs, _)| *verbs == problem.field);
            let field = own.map_or(problem.field, |(_, pages)| pages);
            errors.add(field, w.say(&format!("problem.{}", problem.word)));
        }
        errors
    }
}

/// Texts that somebody may have typed for minutes; a choice is made again in a moment.
pub const TEXTS: [&str; 20] = [
    "public_title",
    "public_body",
    "place",
    "remark",
    "text",
    "why",
    "note",
    "progress",
    "question",
    "given",
    "body",
    "signed_as",
    "document_number",
    "hide_why",
    "edit_why",
    "extend_why",
    "reopen_why",
    "level_why",
    "kind_why",
    "release_why",
];

/// Who was faster and what they did, and everything that was typed here.
pub fn conflict(w: &Words, opened: &Opened, fields: &Fields, step: &str) -> Conflict {
    let last = opened.events.last();
    let who = last.map_or_else(String::new, |(event, actor)| {
        let what = timeline::title(w, event.kind, opened.names.agency(event.agency_id));
        let someone = || match event.kind {
            EventKind::Withdrawn | EventKind::InfoGiven => w.say("desk.conflict.sender"),
            _ => w.say("desk.conflict.someone"),
        };
        let name = actor.clone().unwrap_or_else(someone);
        w.fill("desk.conflict.who", [("name", name), ("what", what), ("when", moment::full(event.at))])
    });
    let fact = |name: &str, value: &str| Fact {
        term: w.say(&format!("step.{}.{name}", step.replace('-', "_"))),
        value: value.to_owned(),
        href: String::new(),
    };
    let typed = TEXTS.iter().filter(|name| !fields.get(name).trim().is_empty());
    let kept = typed.map(|name| fact(name, fields.get(name)));
    let other = standing(opened, step).into_iter().filter(|(name, text)| {
        !text.trim().is_empty() && fields.has(name) && fields.get(name).trim() != text.trim()
    });
    Conflict { who, kept: kept.collect(), standing: other.map(|(name, text)| fact(name, text)).collect() }
}

/// What stands where a step's form writes over it.
fn standing<'a>(opened: &'a Opened, step: &str) -> Vec<(&'static str, &'a str)> {
    let ticket = &opened.ticket;
    match (step, &opened.draft) {
        ("tiep-nhan" | "sua-noi-dung", _) => {
            vec![("public_title", &ticket.public_title), ("public_body", &ticket.public_body)]
        }
        ("du-thao", Some(draft)) => vec![
            ("body", &draft.body),
            ("signed_as", &draft.signed_as),
            ("document_number", &draft.document_number),
        ],
        _ => Vec::new(),
    }
}
