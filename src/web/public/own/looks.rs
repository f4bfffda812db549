//! Who looked at what is kept apart, as the sender reads it: agency and post, when and why; and who else may look.
use super::load::OwnReport;
use crate::domain::event::{Event, EventKind};
use crate::domain::look;
use crate::i18n::Words;
use crate::web::parts::moment::MomentShown;

/// What the page says of the contact, and of who looked.
pub struct Looks {
    /// Who may look at the contact, as it stands now.
    pub told: String,
    /// Why the city let the agency look; "" where it did not.
    pub why: String,
    pub shared: bool,
    /// The words to which one agrees by sharing; "" where that is not open any more.
    pub consent: String,
    /// The newest first.
    pub seen: Vec<LookShown>,
}

/// One look.
pub struct LookShown {
    /// "Sở Xây dựng · Chuyên viên"
    pub who: String,
    pub what: String,
    pub when: MomentShown,
    pub why: String,
}

/// What there is to say, with the words of consent that are valid now.
pub fn shown(w: &Words, found: &OwnReport) -> Looks {
    let shared = look::shared(found.looks.iter().map(|(event, _)| event), found.ticket.agency());
    let by_city = shared.filter(|event| event.actor_id.is_some());
    let agency = |event: &Event| found.city.agency(event.agency_id).to_owned();
    let told = match (shared, by_city) {
        (None, _) => w.say("own.contact_hidden"),
        (Some(_), None) => w.say("own.contact_open"),
        (Some(_), Some(event)) => w.fill("own.contact_by_city", [("agency", agency(event))]),
    };
    let seen = found.looks.iter().rev().filter_map(|(event, post)| {
        let what = match event.kind {
            EventKind::OriginalSeen => "own.seen_original",
            EventKind::ContactSeen => "own.seen_contact",
            _ => return None,
        };
        let who = [agency(event), post.clone().unwrap_or_default()];
        let who: Vec<String> = who.into_iter().filter(|part| !part.is_empty()).collect();
        Some(LookShown {
            who: who.join(" · "),
            what: w.say(what),
            when: MomentShown::of(event.at),
            why: event.remark.clone(),
        })
    });
    let may_share = shared.is_none() && !found.ticket.status.is_settled();
    Looks {
        told,
        why: by_city.map(|event| event.remark.clone()).unwrap_or_default(),
        shared: shared.is_some(),
        consent: if may_share { found.share_consent.clone() } else { String::new() },
        seen: seen.collect(),
    }
}
