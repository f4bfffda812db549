//! Sends the invented reports: by their senders, or by the agent who wrote the call down.
use super::play::Play;
use super::report::{Report, form_key};
use crate::actions::Refusal;
use crate::actions::drafts::{self, Page, Writer};
use crate::actions::tickets::{NewTicket, Reviewed, enter_call, submit};
use crate::domain::city::Category;
use crate::domain::contact::{Email, Phone};
use crate::domain::intake::{Person, Place, Said, Sender, Submission};
use crate::domain::ticket::Channel;
use crate::files::KeptPhoto;
use crate::ids::{ConsentId, Secret};
use crate::portal::Portal;
use crate::store::drafts::uploads;
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
            Ok::<_, Refusal>((category, Place { commune: commune.map(|one| one.id), words }, consent))
        })?;
        let channel: Channel = report.channel.parse().map_err(|_| unknown("channel"))?;
        let called = channel == Channel::Hotline;
        let new = NewTicket {
            form_key: form_key(&report.key),
            channel,
            lang: report.lang.clone(),
            report: Submission {
                said: Said::parse(&report.kind, &report.title, &report.body)?,
                category: category.id,
                place,
                sender: Some(sender(report, consent.id)),
                wants_private: report.private,
            },
            entered_by: called.then_some(self.people.agent.id),
            draft: self.draft(portal, report, &category)?,
        };
        if called {
            enter_call(portal, &self.people.agent, &new, false).map(drop)
        } else {
            submit(portal, &new).map(drop)
        }
    }

    /// The draft that the sender's photos lie in until the report is sent; none where there are no photos.
    fn draft(
        &self,
        portal: &Portal,
        report: &Report,
        category: &Category,
    ) -> Result<Option<Reviewed>, Refusal> {
        let sent = report.pictures.iter().filter(|picture| picture.when == "before");
        let photos: Vec<&KeptPhoto> = sent
            .map(|picture| self.pictures.photo(&picture.file).ok_or_else(|| unknown("picture")))
            .collect::<Result<_, _>>()?;
        if photos.is_empty() {
            return Ok(None);
        }
        let key_hash = Secret::random().hash();
        let writer = Writer { key_hash: key_hash.clone(), network: "demo".into() };
        let page = Page { form_key: form_key(&report.key), begins: true };
        let draft = drafts::write(portal, &writer, &page, |_| ())?.map_err(|_| Refusal::Stale)?;
        for photo in photos {
            drafts::keep_photo(portal, &key_hash, &page.form_key, photo.clone())?
                .map_err(|_| Refusal::TooMany)?;
        }
        let kept = portal.db.look(|c| Ok::<_, Refusal>(uploads(c, &key_hash)?))?;
        Ok(Some(Reviewed { key_hash, print: draft.read().print(&kept, category) }))
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
