//! Plays a report's life: every step at its own time, by whoever may take it.
use super::people::People;
use super::pictures::Pictures;
use super::report::{Happened, Report, form_key};
use super::steps;
use crate::actions::tickets::{
    Accepted, Destination, NewTicket, Order, accept, ask_info, assign, forward, mark_duplicate, refuse,
    send_back, submit, take, write_progress,
};
use crate::actions::{Refusal, replies};
use crate::clock::{Clock, Moment};
use crate::domain::contact::{Email, Phone};
use crate::domain::intake::{self, Person, Place, PublicText, Said, Sender};
use crate::domain::policy::Actor;
use crate::domain::reply::Outcome;
use crate::domain::ticket::{Channel, Ticket};
use crate::ids::AgencyId;
use crate::portal::Portal;
use crate::store::{agencies, categories, communes, consents, photos, tickets};

/// All that a play needs: the house, the people, the pictures.
pub struct Play<'a> {
    portal: &'a Portal,
    people: &'a People,
    pictures: &'a Pictures,
}

impl<'a> Play<'a> {
    pub fn new(portal: &'a Portal, people: &'a People, pictures: &'a Pictures) -> Self {
        Self { portal, people, pictures }
    }

    /// Plays one report from its sending to where it stands now.
    pub fn report(&self, report: &Report) -> Result<(), Refusal> {
        let now = self.portal.now();
        for happened in &report.events {
            let portal = self.at(report.when(happened, now));
            if happened.step == "submit" {
                self.send(&portal, report)?;
            } else {
                self.step(&portal, report, happened)?;
            }
        }
        let stands = self.ticket(&report.key)?.status;
        if stands.as_str() == report.status {
            Ok(())
        } else {
            Err(Refusal::Unavailable(format!("it should be {} and is {stands}", report.status)))
        }
    }

    /// The same house at another time.
    fn at(&self, moment: Moment) -> Portal {
        Portal { clock: Clock::fixed(moment), ..self.portal.clone() }
    }

    fn send(&self, portal: &Portal, report: &Report) -> Result<(), Refusal> {
        let unknown = |what: &str| Refusal::Unavailable(format!("no such {what}"));
        let (category, commune, consent) = portal.db.look(|c| {
            let category = categories::by_code(c, &report.category)?.ok_or_else(|| unknown("category"))?;
            let commune =
                communes::all(c)?.into_iter().find(|one| Some(&one.code) == report.commune.as_ref());
            let consent =
                consents::latest(c, consents::TO_SEND, &report.lang)?.ok_or_else(|| unknown("consent"))?;
            Ok::<_, Refusal>((category, commune, consent))
        })?;
        let sender = &report.sender;
        let channel: Channel = report.channel.parse().map_err(|_| unknown("channel"))?;
        let person = Person {
            name: sender.name.clone(),
            phone: sender.phone.as_deref().and_then(|phone| Phone::parse(phone).ok()),
            email: sender.email.as_deref().and_then(|email| Email::parse(email).ok()),
        };
        let ticket = submit(
            portal,
            &NewTicket {
                form_key: form_key(&report.key),
                channel,
                lang: report.lang.clone(),
                report: intake::Submission {
                    said: Said::parse(&report.kind, &report.title, &report.body)?,
                    category: category.id,
                    place: Place {
                        commune: commune.map(|commune| commune.id),
                        words: report.address.clone().unwrap_or_default(),
                    },
                    sender: Some(Sender { person, show_name: report.show_name, consent: consent.id }),
                    wants_private: report.private,
                },
                entered_by: (channel == Channel::Hotline).then_some(self.people.agent.id),
                draft: None,
            },
        )?;
        steps::add_photos(portal, &ticket, report, self.pictures)?;
        steps::complete(portal, &self.people.agent, ticket, report)
    }

    fn step(&self, portal: &Portal, report: &Report, happened: &Happened) -> Result<(), Refusal> {
        let ticket = self.ticket(&report.key)?;
        let own = happened.agency.as_deref().unwrap_or_default();
        let note = happened.note.as_deref().unwrap_or_default();
        let agent = by(&self.people.agent, &ticket);
        let officer = || Ok::<_, Refusal>(by(self.people.officer(own)?, &ticket));
        let approver = || Ok::<_, Refusal>(by(self.people.approver(own)?, &ticket));
        match happened.step.as_str() {
            "accept" => self.accept(portal, agent, &ticket, report),
            "forward" => forward(portal, agent, &self.destination(report, happened)?).map(drop),
            "take" => take(portal, officer()?).map(drop),
            "assign" => assign(portal, approver()?, Some(self.people.officer(own)?.id)).map(drop),
            "note" => write_progress(portal, officer()?, note).map(drop),
            "ask" => ask_info(portal, officer()?, note).map(drop),
            "draft" => self.propose(portal, officer()?, report),
            "answer" => replies::publish(portal, approver()?).map(drop),
            "return" => send_back(portal, officer()?, note).map(drop),
            "extend" => steps::extend(portal, approver()?, &ticket, report),
            "remind" => steps::remind(portal, by(&self.people.dispatcher, &ticket), note),
            "reject" => refuse(portal, agent, report.reason.as_deref().unwrap_or_default(), "").map(drop),
            "merge" => {
                let master = self.ticket(report.duplicate_of.as_deref().unwrap_or_default())?;
                mark_duplicate(portal, agent, &master.code).map(drop)
            }
            "withdraw" => steps::withdraw(portal, ticket),
            "reopen" => steps::reopen(portal, ticket, note),
            "close" => steps::close(portal, ticket),
            // The portal does not ask for marks yet.
            "rate" => Ok(()),
            other => Err(Refusal::Unavailable(format!("no such step: {other}"))),
        }
    }

    fn accept(
        &self,
        portal: &Portal,
        order: Order<'_>,
        ticket: &Ticket,
        report: &Report,
    ) -> Result<(), Refusal> {
        let shown = portal.db.look(|c| Ok::<_, Refusal>(photos::of_ticket(c, ticket.id)?))?;
        let decided = Accepted {
            text: PublicText::parse(
                report.public_title.as_ref().unwrap_or(&report.title),
                report.public_text.as_ref().unwrap_or(&report.body),
            )?,
            category: ticket.category_id,
            commune: ticket.commune_id,
            place: ticket.place.clone(),
            level: report.level.parse().unwrap_or(ticket.level),
            is_private: report.private,
            public_photos: shown.iter().map(|photo| photo.id).collect(),
            destination: None,
        };
        accept(portal, order, &decided).map(drop)
    }

    fn destination(&self, report: &Report, happened: &Happened) -> Result<Destination, Refusal> {
        let lead = self.agency(happened.to.as_deref().unwrap_or_default())?.ok_or(Refusal::Missing)?;
        let co_agency = report.co.first().map(|slug| self.agency(slug)).transpose()?.flatten();
        Ok(Destination { agency: lead, co_agency, remark: happened.note.clone().unwrap_or_default() })
    }

    fn propose(&self, portal: &Portal, order: Order<'_>, report: &Report) -> Result<(), Refusal> {
        let answer = report.answer.as_ref().ok_or(Refusal::Missing)?;
        for picture in report.pictures.iter().filter(|picture| picture.when == "after") {
            let kept = self.pictures.photo(&picture.file).ok_or(Refusal::Missing)?;
            replies::attach_photo(portal, order, kept.clone())?;
        }
        if let Some(file) = &answer.document_file {
            let kept = self.pictures.document(file).ok_or(Refusal::Missing)?;
            replies::attach_document(portal, order, kept.clone(), "van-ban-tra-loi.pdf")?;
        }
        let written = replies::Written {
            outcome: if answer.outcome == "done" { Outcome::Handled } else { Outcome::Explained },
            body: answer.body.clone(),
            signed_as: answer.position.clone(),
            document_number: answer.document_number.clone().unwrap_or_default(),
            over: 0,
        };
        replies::propose(portal, order, &written).map(drop)
    }

    fn ticket(&self, key: &str) -> Result<Ticket, Refusal> {
        self.portal.db.look(|c| tickets::by_form_key(c, &form_key(key))?.ok_or(Refusal::Missing))
    }

    fn agency(&self, slug: &str) -> Result<Option<AgencyId>, Refusal> {
        self.portal.db.look(|c| Ok(agencies::by_slug(c, slug)?.map(|agency| agency.id)))
    }
}

fn by<'a>(actor: &'a Actor, ticket: &'a Ticket) -> Order<'a> {
    Order { actor, code: &ticket.code, seen: ticket.version }
}
