//! A new reason for refusing.
use super::ReasonFields;
use super::fields::{changes, manages};
use crate::actions::Refusal;
use crate::actions::audit::Journal;
use crate::actions::typed::slug;
use crate::clock::local;
use crate::domain::audit::{AuditKind, Subject};
use crate::domain::city::RefusalReason;
use crate::domain::policy::Actor;
use crate::portal::Portal;
use crate::store::reasons;

/// Makes a reason, which may be given from now on; its code. Pressed twice it is one.
///
/// # Errors
/// `Forbidden`, or `Invalid` with everything that cannot be taken.
pub fn create(portal: &Portal, actor: &Actor, typed: &ReasonFields) -> Result<String, Refusal> {
    manages(actor)?;
    let now = portal.now();
    portal.db.change(|c| {
        let all = reasons::all(c)?;
        let put = typed.put_into(blank(), local(now).date())?;
        let same = |one: &&RefusalReason| RefusalReason { code: String::new(), ..(*one).clone() } == put;
        if let Some(made) = all.iter().find(same) {
            return Ok(made.code.clone());
        }
        let reason = RefusalReason { code: free_code(&all, &put.name_vi), ..put };
        reasons::insert(c, &reason)?;
        let changes = changes(&blank(), &reason);
        Journal::by(actor.id, now).write(c, (Subject::Reasons, 0), AuditKind::Created, changes)?;
        Ok(reason.code)
    })
}

/// The name without tones; with a number where another reason has that already.
fn free_code(all: &[RefusalReason], name: &str) -> String {
    let word = Some(slug(name, '_')).filter(|word| !word.is_empty()).unwrap_or_else(|| "ly_do".into());
    let taken = |code: &String| all.iter().any(|one| one.code == *code);
    let numbered = (2..).map(|n| format!("{word}_{n}"));
    std::iter::once(word.clone()).chain(numbered).find(|code| !taken(code)).unwrap_or(word)
}

fn blank() -> RefusalReason {
    RefusalReason {
        code: String::new(),
        position: 0,
        name_vi: String::new(),
        name_en: String::new(),
        text_vi: String::new(),
        text_en: String::new(),
        legal_basis: String::new(),
        hides: false,
        valid_to: None,
        version: 1,
    }
}
