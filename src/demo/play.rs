//! Plays a report's life: every step at its own time, by whoever may take it.
use super::people::People;
use super::pictures::Pictures;
use super::report::{Happened, Report, form_key};
use crate::actions::tickets::{
    Accepted, Destination, Order, accept, ask_info, assign, close, forward, grant_extension, mark_duplicate,
    refuse, remind, send_back, set_level, take, write_progress,
};
use crate::actions::{Refusal, replies, senders, upkeep};
use crate::clock::{Clock, Moment, local};
use crate::domain::intake::PublicText;
use crate::domain::policy::Actor;
use crate::domain::reply::Outcome;
use crate::domain::ticket::Ticket;
use crate::domain::{Term, TermUnit, due};
use crate::ids::AgencyId;
use crate::portal::Portal;
use crate::store::{agencies, photos, terms, tickets};

/// All that a play needs: the house, the people, the pictures.
pub struct Play<'a> {
    portal: &'a Portal,
    pub(super) people: &'a People,
    pub(super) pictures: &'a Pictures,
}

impl<'a> Play<'a> {
    /// Ready to play reports in this portal.
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

    fn step(&self, portal: &Portal, report: &Report, happened: &Happened) -> Result<(), Refusal> {
        let ticket = self.ticket(&report.key)?;
        let own = happened.agency.as_deref().unwrap_or_default();
        let note = happened.note.as_deref().unwrap_or_default();
        let agent = by(&self.people.agent, &ticket);
        let dispatcher = by(&self.people.dispatcher, &ticket);
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
            "extend" => extend(portal, approver()?, &ticket, report),
            "level" => set_level(portal, agent, report.level.parse().unwrap_or(ticket.level), note).map(drop),
            "remind" => remind(portal, dispatcher, note).map(drop),
            "reject" => refuse(portal, agent, report.reason.as_deref().unwrap_or_default(), "").map(drop),
            "merge" => {
                let master = self.ticket(report.duplicate_of.as_deref().unwrap_or_default())?;
                mark_duplicate(portal, agent, &master.code).map(drop)
            }
            "withdraw" => senders::withdraw(portal, ticket.id).map(drop),
            "reopen" => senders::reopen(portal, ticket.id, note, Vec::new()).map(drop),
            // Where the demo starts on a day before its archive ends, all that is to come happens at once: then its days
            // are not over, and a person closes it.
            "close" if upkeep::close_if_due(portal, ticket.id)? => Ok(()),
            "close" => close(portal, dispatcher).map(drop),
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

/// The answer takes longer, by so many working days, and everybody can read why.
fn extend(portal: &Portal, order: Order<'_>, ticket: &Ticket, report: &Report) -> Result<(), Refusal> {
    let extension = report.extension.as_ref().ok_or(Refusal::Missing)?;
    let first = ticket.answer_due().ok_or(Refusal::TooLate)?;
    let term = Term { amount: extension.working_days, unit: TermUnit::WorkingDays };
    let calendar = portal.db.look(|c| Ok::<_, Refusal>(terms::calendar(c)?))?;
    let until = local(due(first, term, &calendar)).date();
    grant_extension(portal, order, until, &extension.reason).map(drop)
}

fn by<'a>(actor: &'a Actor, ticket: &'a Ticket) -> Order<'a> {
    Order { actor, code: &ticket.code, seen: ticket.version }
}
