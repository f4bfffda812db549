//! Sends the invented reports: by their senders, or by the agent who wrote the call down.
use super::play::Play;
use super::questions;
use super::report::{Report, form_key};
use crate::actions::Refusal;
use crate::domain::contact::{Email, Phone};
use crate::domain::intake::{Person, Place, Said, Sender, Submission};
use crate::domain::ticket::Channel;
use crate::ids::ConsentId;
use crate::lives::{self, Sent};
use crate::portal::Portal;
use crate::store::{categories, communes, consents};

impl Play<'_> {
    /// Sends a report the way it came.
    pub(super) fn send(&self, portal: &Portal, report: &Report) -> Result<(), Refusal> {
        let (category, place, consent) = portal.db.look(|c| {
            let category = categories::by_code(c, &report.category)?.ok_or_else(|| unknown("category"))?;
            let commune =
                communes::all(c)?.into_iter().find(|one| Some(&one.code) == report.commune.as_ref());
            let consent =
                consents::latest(c, consents::TO_SEND, &report.lang)?.ok_or_else(|| unknown("consent"))?;
            let words = report.address.clone().unwrap_or_default();
            Ok::<_, Refusal>((
                category,
                Place { commune: commune.map(|one| one.id), words, point: None },
                consent,
            ))
        })?;
        let channel: Channel = report.channel.parse().map_err(|_| unknown("channel"))?;
        let sent = Sent {
            form_key: form_key(&report.key),
            channel,
            lang: &report.lang,
            report: Submission {
                said: Said::parse(&report.kind, &report.title, &report.body)?,
                category: category.id,
                place,
                sender: Some(sender(report, consent.id)),
                wants_private: report.private,
                in_danger: false,
                asked: questions::answered(portal, category.id, &report.key)?,
            },
            photos: &self.photos(report, "before")?,
            heard_by: (channel == Channel::Hotline).then_some(&self.people.agent),
        };
        lives::send(portal, sent).map(drop)
    }
}

fn sender(report: &Report, consent: ConsentId) -> Sender {
    let sender = &report.sender;
    let person = Person {
        name: sender.name.clone(),
        phone: sender.phone.as_deref().and_then(|phone| Phone::parse(phone).ok()),
        email: sender.email.as_deref().and_then(|email| Email::parse(email).ok()),
    };
    Sender { person, show_name: report.show_name, consent }
}

fn unknown(what: &str) -> Refusal {
    Refusal::Unavailable(format!("no such {what}"))
}
