//! Plays a report's life: every step at its own time, by whoever may take it.
use super::people::People;
use super::pictures::Pictures;
use super::report::{Happened, Report, form_key};
use crate::actions::tickets::Destination;
use crate::actions::{Refusal, replies, senders, upkeep};
use crate::clock::local;
use crate::domain::clocks::Owed;
use crate::domain::intake::PublicText;
use crate::domain::policy::Actor;
use crate::domain::rating::Mark;
use crate::domain::reply::Outcome;
use crate::domain::ticket::Ticket;
use crate::domain::{Term, TermUnit, due};
use crate::files::KeptPhoto;
use crate::ids::AgencyId;
use crate::lives::{self, Answer, Step};
use crate::portal::Portal;
use crate::store::{agencies, terms, tickets};
use chrono::{Days, NaiveDate};

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
            let portal = lives::at(self.portal, report.when(happened, now));
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

    fn step(&self, portal: &Portal, report: &Report, happened: &Happened) -> Result<(), Refusal> {
        let ticket = self.ticket(&report.key)?;
        let own = happened.agency.as_deref().unwrap_or_default();
        let note = happened.note.as_deref().unwrap_or_default();
        let (agent, dispatcher) = (&self.people.agent, &self.people.dispatcher);
        let officer = || self.people.officer(own);
        let approver = || self.people.approver(own);
        let level = report.level.parse().unwrap_or(ticket.level);
        let step = match happened.step.as_str() {
            "accept" => Step::Accept(agent, public_text(report)?, level, &[]),
            "forward" => Step::Forward(agent, self.destination(report, happened)?),
            "take" => Step::Take(officer()?),
            "assign" => Step::Assign(approver()?, officer()?.id),
            "note" => Step::WriteProgress(officer()?, note),
            "ask" => Step::AskInfo(officer()?, note),
            "part" => Step::GivePart(officer()?, note),
            "ask_part" => Step::AskPart(officer()?, self.named(happened)?, note),
            "fulfil" => Step::Fulfil(officer()?, Outcome::Handled),
            "draft" => return self.propose(portal, officer()?, &ticket, report),
            "answer" => Step::Publish(approver()?),
            "return" => Step::SendBack(officer()?, note),
            "extend" => {
                let (until, why) = self.extension(&ticket, report)?;
                Step::Extend(approver()?, until, why)
            }
            "level" => Step::SetLevel(agent, level, note),
            "remind" => Step::Remind(dispatcher, note, next_working_day(portal)?),
            "reject" => Step::Refuse(agent, report.reason.as_deref().unwrap_or_default()),
            "merge" => {
                let master = self.ticket(report.duplicate_of.as_deref().unwrap_or_default())?;
                return lives::live(portal, &ticket, Step::Merge(agent, &master.code)).map(drop);
            }
            "withdraw" => Step::Withdraw,
            "reopen" => Step::Reopen(note),
            // Where the demo starts on a day before its archive ends, all that is to come happens at once: then its days
            // are not over, and a person closes it.
            "close" if upkeep::close_if_due(portal, ticket.id)? => return Ok(()),
            "close" => Step::Close(dispatcher),
            "rate" => Step::Rate(given(report)?),
            other => return Err(Refusal::Unavailable(format!("no such step: {other}"))),
        };
        lives::live(portal, &ticket, step).map(drop)
    }

    /// To whom it goes, or who is asked.
    fn named(&self, happened: &Happened) -> Result<AgencyId, Refusal> {
        self.agency(happened.to.as_deref().unwrap_or_default())?.ok_or(Refusal::Missing)
    }

    fn destination(&self, report: &Report, happened: &Happened) -> Result<Destination, Refusal> {
        let lead = self.named(happened)?;
        let co_agency = report.co.first().map(|slug| self.agency(slug)).transpose()?.flatten();
        Ok(Destination { agency: lead, co_agency, remark: happened.note.clone().unwrap_or_default() })
    }

    fn propose(
        &self,
        portal: &Portal,
        writer: &Actor,
        ticket: &Ticket,
        report: &Report,
    ) -> Result<(), Refusal> {
        let fulfils = ticket.clocks.running(Owed::Promise).is_some();
        let (answer, when) = if fulfils { (&report.kept, "kept") } else { (&report.answer, "after") };
        let answer = answer.as_ref().ok_or(Refusal::Missing)?;
        let paper =
            answer.document_file.as_ref().map(|file| self.pictures.document(file).ok_or(Refusal::Missing));
        let papers: Vec<_> =
            paper.transpose()?.map(|kept| (kept.clone(), "van-ban-tra-loi.pdf")).into_iter().collect();
        let written = replies::Written {
            outcome: match answer.outcome.as_str() {
                "done" => Outcome::Handled,
                "planned" => Outcome::Planned,
                _ => Outcome::Explained,
            },
            promised_for: answer.in_days.map(|days| local(portal.now()).date() + Days::new(days)),
            body: answer.body.clone(),
            signed_as: answer.position.clone(),
            document_number: answer.document_number.clone().unwrap_or_default(),
            // Where it fulfils a promise, a draft was begun already.
            over: i32::from(fulfils),
        };
        let drafted = Answer { written, photos: &self.photos(report, when)?, papers: &papers, without: "" };
        lives::live(portal, ticket, Step::Propose(writer, drafted)).map(drop)
    }

    /// How much longer the answer takes, by so many working days, and why.
    fn extension<'r>(&self, ticket: &Ticket, report: &'r Report) -> Result<(NaiveDate, &'r str), Refusal> {
        let extension = report.extension.as_ref().ok_or(Refusal::Missing)?;
        let first = ticket.answer_due().ok_or(Refusal::TooLate)?;
        let term = Term { amount: extension.working_days, unit: TermUnit::WorkingDays };
        let calendar = self.portal.db.look(|c| Ok::<_, Refusal>(terms::calendar(c)?))?;
        Ok((local(due(first, term, &calendar)).date(), &extension.reason))
    }

    /// Its pictures of what was reported (`before`), or of what the answer shows (`after`), or the one that keeps a promise (`kept`).
    pub(super) fn photos(&self, report: &Report, when: &str) -> Result<Vec<KeptPhoto>, Refusal> {
        let of_then = report.pictures.iter().filter(|picture| picture.when == when);
        of_then.map(|picture| self.pictures.photo(&picture.file).cloned().ok_or(Refusal::Missing)).collect()
    }

    fn ticket(&self, key: &str) -> Result<Ticket, Refusal> {
        self.portal.db.look(|c| tickets::by_form_key(c, &form_key(key))?.ok_or(Refusal::Missing))
    }

    fn agency(&self, slug: &str) -> Result<Option<AgencyId>, Refusal> {
        self.portal.db.look(|c| Ok(agencies::by_slug(c, slug)?.map(|agency| agency.id)))
    }
}

/// What everybody may read of it.
fn public_text(report: &Report) -> Result<PublicText, Refusal> {
    let title = report.public_title.as_ref().unwrap_or(&report.title);
    Ok(PublicText::parse(title, report.public_text.as_ref().unwrap_or(&report.body))?)
}

/// The stars of the file in the portal's four words.
fn given(report: &Report) -> Result<senders::Given, Refusal> {
    let rating = report.rating.as_ref().ok_or(Refusal::Missing)?;
    let mark = match rating.stars {
        5.. => Mark::VeryGood,
        4 => Mark::Good,
        3 => Mark::Fair,
        0..=2 => Mark::Poor,
    };
    let ticked = if mark.is_poor() { vec!["ket_qua".to_owned()] } else { Vec::new() };
    Ok(senders::Given { mark: Some(mark), ticked, words: rating.note.clone().unwrap_or_default() })
}

/// The next day on which the city works.
fn next_working_day(portal: &Portal) -> Result<NaiveDate, Refusal> {
    let city = portal.db.look(|c| Ok::<_, Refusal>(portal.db.city(c)?))?;
    let today = local(portal.now()).date();
    let next = today.iter_days().skip(1).take(30).find(|day| city.calendar.is_working_day(*day));
    Ok(next.unwrap_or(today))
}
