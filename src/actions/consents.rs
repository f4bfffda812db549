//! An administrator words anew what senders agree to. The words before stay: who agreed, agreed to those.
use crate::actions::Refusal;
use crate::actions::audit::Journal;
use crate::actions::typed::Reader;
use crate::clock::{Moment, local};
use crate::domain::audit::{AuditKind, Change, Subject};
use crate::domain::city::{Consent, ConsentTo};
use crate::domain::policy::{Act, Actor};
use crate::ids::ConsentId;
use crate::portal::Portal;
use crate::store::{Conn, Found, consents};

/// The longest words of consent, in characters.
pub const BODY_LIMIT: usize = 4_000;

/// The words in both languages, as typed.
#[derive(Debug, Clone, Default)]
pub struct ConsentTyped {
    pub body_vi: String,
    pub body_en: String,
}

/// From now on senders are asked to agree to these words; `seen` is the version that the administrator looked at. The
/// same words again are no new version.
///
/// # Errors
/// `Forbidden`, `Stale` where somebody was faster, or `Invalid` with everything that cannot be taken.
pub fn renew(
    portal: &Portal,
    actor: &Actor,
    (to, seen): (ConsentTo, &str),
    typed: &ConsentTyped,
) -> Result<(), Refusal> {
    if !actor.may_somewhere(Act::ManageCategories) {
        return Err(Refusal::Forbidden);
    }
    let mut reader = Reader::default();
    let vi = reader.needed("body_vi", &typed.body_vi, BODY_LIMIT);
    let en = reader.needed("body_en", &typed.body_en, BODY_LIMIT);
    reader.done()?;
    let now = portal.now();
    portal.db.change(|c| {
        let mut last = |lang| consents::latest(c, &to.prefix(), lang);
        let (last_vi, last_en) = (last("vi")?, last("en")?);
        let says = |last: &Option<Consent>, body: &str| last.as_ref().is_some_and(|one| one.body == body);
        if says(&last_vi, &vi) && says(&last_en, &en) {
            return Ok(());
        }
        let before = last_vi.map(|one| one.version).unwrap_or_default();
        if before != seen {
            return Err(Refusal::Stale);
        }
        let version = free_version(c, to, now)?;
        for (lang, body) in [("vi", &vi), ("en", &en)] {
            let id = ConsentId::fresh(now);
            consents::insert(
                c,
                &Consent { id, version: version.clone(), lang: lang.into(), body: body.clone() },
            )?;
        }
        let changes = vec![Change::new("consent_version", before, version)];
        Ok(Journal::by(actor.id, now).write(c, (Subject::Consents, 0), AuditKind::Created, changes)?)
    })
}

/// `gui-2026-12-07`, with a number for the second of a day. The versions that came with the portal have a year and a number.
fn free_version(conn: &mut Conn, to: ConsentTo, now: Moment) -> Found<String> {
    let day = format!("{}{}", to.prefix(), local(now).date());
    let all = consents::all(conn)?;
    let taken = |version: &String| all.iter().any(|one| one.version == *version);
    let numbered = (2..).map(|n| format!("{day}-{n}"));
    Ok(std::iter::once(day.clone()).chain(numbered).find(|version| !taken(version)).unwrap_or(day))
}
