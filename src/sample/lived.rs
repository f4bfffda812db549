//! The lives that are lived by the verbs, a few hundred: all others are made from them.
use super::cast::{Cast, Hands};
use super::plan::{Life, Plan};
use super::words::{Parts, Words};
use crate::actions::tickets::Destination;
use crate::actions::{Refusal, replies, senders, upkeep};
use crate::clock::{Moment, local, moment_of};
use crate::domain::intake::{Person, Place, PublicText, Said, Sender, Submission};
use crate::domain::rating::Mark;
use crate::domain::reply::Outcome;
use crate::domain::ticket::{Channel, Ticket};
use crate::files::KeptPhoto;
use crate::lives::{self, Answer, Sent, Step};
use crate::portal::Portal;
use crate::store::{bulk, tickets};
use chrono::{Duration, NaiveTime, Timelike};
use std::cell::Cell;

/// Who lives, where, and what is said.
pub(super) struct Stage<'a> {
    pub portal: &'a Portal,
    pub cast: &'a Cast,
    pub parts: &'a Parts,
}

/// One report on its way.
struct Way<'a> {
    stage: &'a Stage<'a>,
    plan: &'a Plan,
    hands: &'a Hands,
    words: Words,
    number: u64,
    sent: Moment,
    /// When somebody did something with it last: nobody does the next thing before.
    last: Cell<Moment>,
}

impl Stage<'_> {
    /// The words of the reports of a plan, the one that is repeated last.
    pub fn words(&self, plan: &Plan) -> Vec<Words> {
        let category = &self.cast.categories[plan.category].0.code;
        let mut lot = plan.lot.clone();
        (0..plan.life.reports()).map(|_| self.parts.about(category, &mut lot)).collect()
    }

    /// Lives it to its end: the reports in the order of their numbers.
    ///
    /// # Errors
    /// As the verbs.
    pub fn live(&self, plan: &Plan) -> Result<Vec<Ticket>, Refusal> {
        let hands = self.cast.hands(plan.agency)?;
        let sent = self.sent(plan);
        let mut words = (plan.number..).zip(self.words(plan));
        let mut way = |sent: Moment| {
            let (number, words) = words.next().ok_or(Refusal::Missing)?;
            Ok::<_, Refusal>(Way { stage: self, plan, hands, words, number, sent, last: Cell::new(sent) })
        };
        if plan.life != Life::Merged {
            return Ok(vec![way(sent)?.go()?]);
        }
        let (own, master) = (way(sent)?, way(sent - Duration::hours(20))?);
        let master = master.answered(1, Outcome::Handled)?;
        let repeats = own.accepted(0)?;
        let repeats =
            lives::live(&own.at(Duration::hours(1)), &repeats, Step::Merge(&self.cast.agent, &master.code))?;
        let closed = own.close(&master, master.answered_at.unwrap_or(sent))?;
        Ok(vec![repeats, closed])
    }

    /// Long enough ago for it, by day or in the evening, at a whole second.
    fn sent(&self, plan: &Plan) -> Moment {
        let (mut lot, now) = (plan.lot.clone(), self.portal.now());
        let whole = |moment: Moment| moment.with_nanosecond(0).unwrap_or(moment);
        if plan.life == Life::New {
            return whole(now - Duration::minutes(lot.between(20, 600) as i64));
        }
        let day = local(now).date() - Duration::days(plan.life.takes() + 1 + plan.turn as i64);
        let time = NaiveTime::from_num_seconds_from_midnight_opt(lot.between(23_400, 79_200) as u32, 0);
        moment_of(day.and_time(time.unwrap_or_default()))
    }
}

impl Way<'_> {
    fn go(&self) -> Result<Ticket, Refusal> {
        let cast = self.stage.cast;
        let officer = &self.hands.officer;
        let word = |all: &[String]| all.get(self.plan.turn % all.len().max(1)).cloned().unwrap_or_default();
        let parts = self.stage.parts;
        match self.plan.life {
            Life::Closed | Life::Private => self.settled(3, Outcome::Handled, None),
            Life::Explained => self.settled(2, Outcome::Explained, None),
            Life::Late => self.settled(24, Outcome::Handled, None),
            Life::Rated => {
                let mark = [Mark::VeryGood, Mark::Good, Mark::Good, Mark::Fair][self.plan.turn % 4];
                self.settled(2, Outcome::Handled, Some((mark, word(&parts.rated))))
            }
            Life::Poor => self.settled(3, Outcome::Explained, Some((Mark::Poor, word(&parts.rated_poor)))),
            Life::Answered => self.answered(2, Outcome::Handled),
            Life::Refused => {
                let reasons = cast.city.reasons.iter().filter(|one| !one.hides && one.valid_to.is_none());
                let reasons: Vec<&str> = reasons.map(|one| one.code.as_str()).collect();
                let reason = reasons.get(self.plan.turn % reasons.len().max(1)).ok_or(Refusal::Missing)?;
                let ticket = self.accepted(0)?;
                lives::live(&self.at(Duration::hours(2)), &ticket, Step::Refuse(&cast.agent, reason))
            }
            Life::Withdrawn => {
                let ticket = self.accepted(0)?;
                lives::live(&self.at(Duration::hours(26)), &ticket, Step::Withdraw)
            }
            Life::New | Life::Merged => self.send(),
            Life::Accepted => self.accepted(0),
            Life::Forwarded => self.forwarded(),
            Life::Working | Life::Overdue => {
                let ticket = self.taken()?;
                let note = word(&parts.notes);
                lives::live(&self.at(Duration::hours(30)), &ticket, Step::WriteProgress(officer, &note))
            }
            Life::Approval => self.proposed(2, Outcome::Handled),
            Life::Asked => {
                let (ticket, question) = (self.taken()?, word(&parts.questions));
                lives::live(&self.at(Duration::hours(28)), &ticket, Step::AskInfo(officer, &question))
            }
            Life::SentBack => {
                let (ticket, why) = (self.forwarded()?, word(&parts.returns));
                lives::live(&self.at(Duration::hours(24)), &ticket, Step::SendBack(officer, &why))
            }
            Life::Reopened => {
                let ticket = self.answered(2, Outcome::Handled)?;
                let answered = ticket.answered_at.unwrap_or(self.sent);
                let portal = lives::at(self.stage.portal, self.past(answered + Duration::hours(20)));
                lives::live(&portal, &ticket, Step::Reopen(&word(&parts.again)))
            }
        }
    }

    fn send(&self) -> Result<Ticket, Refusal> {
        let (cast, plan, words) = (self.stage.cast, self.plan, &self.words);
        let person = Person::parse(&words.name, &words.phone, "")?;
        let sent = Sent {
            form_key: bulk::form_key(self.number),
            channel: Channel::Web,
            lang: "vi",
            report: Submission {
                said: Said::parse("report", &words.title, &words.body)?,
                category: cast.categories[plan.category].0.id,
                place: Place {
                    point: None,
                    commune: plan.commune.map(|place| cast.communes[place]),
                    words: plan.commune.map(|_| words.place.clone()).unwrap_or_default(),
                },
                sender: Some(Sender { person, show_name: plan.turn == 3, consent: cast.consent }),
                wants_private: plan.life == Life::Private,
                in_danger: false,
                asked: Vec::new(),
            },
            photos: &[],
            heard_by: None,
        };
        lives::send(&lives::at(self.stage.portal, self.sent), sent)
    }

    fn accepted(&self, hours: i64) -> Result<Ticket, Refusal> {
        let (ticket, agent) = (self.send()?, &self.stage.cast.agent);
        let text = PublicText::parse(&self.words.title, &self.words.body)?;
        let at = self.at(Duration::minutes(35 + hours * 60));
        lives::live(&at, &ticket, Step::Accept(agent, text, ticket.level, &[]))
    }

    fn forwarded(&self) -> Result<Ticket, Refusal> {
        let (ticket, agent) = (self.accepted(0)?, &self.stage.cast.agent);
        let to = Destination { agency: self.plan.agency, co_agency: None, remark: String::new() };
        lives::live(&self.at(Duration::minutes(50)), &ticket, Step::Forward(agent, to))
    }

    fn taken(&self) -> Result<Ticket, Refusal> {
        let ticket = self.forwarded()?;
        lives::live(&self.at(Duration::hours(4)), &ticket, Step::Take(&self.hands.officer))
    }

    fn proposed(&self, days: i64, outcome: Outcome) -> Result<Ticket, Refusal> {
        let (ticket, officer) = (self.taken()?, &self.hands.officer);
        let (category, _) = &self.stage.cast.categories[self.plan.category];
        let shows = outcome == Outcome::Handled && (category.proof_required || self.plan.turn == 0);
        let photos: &[KeptPhoto] = &self.stage.cast.photos;
        let shot = if shows { &photos[self.plan.turn % photos.len()..][..1] } else { &[] };
        let handled = outcome == Outcome::Handled;
        let written = replies::Written {
            outcome,
            body: if handled { self.words.answer.clone() } else { self.words.explained.clone() },
            signed_as: self.words.signed.clone(),
            document_number: if self.plan.turn < 2 { self.words.document.clone() } else { String::new() },
            promised_for: None,
            over: 0,
        };
        let answer = Answer { written, photos: shot, papers: &[], without: "" };
        lives::live(&self.at(Duration::days(days)), &ticket, Step::Propose(officer, answer))
    }

    fn answered(&self, days: i64, outcome: Outcome) -> Result<Ticket, Refusal> {
        let ticket = self.proposed(days, outcome)?;
        let at = self.at(Duration::days(days) + Duration::hours(3));
        lives::live(&at, &ticket, Step::Publish(&self.hands.approver))
    }

    fn settled(&self, days: i64, outcome: Outcome, rated: Option<(Mark, String)>) -> Result<Ticket, Refusal> {
        let ticket = self.answered(days, outcome)?;
        let answered = ticket.answered_at.unwrap_or(self.sent);
        if let Some((mark, words)) = rated {
            let portal = lives::at(self.stage.portal, self.past(answered + Duration::hours(5)));
            let given = senders::Given { mark: Some(mark), ticked: Vec::new(), words };
            match lives::live(&portal, &ticket, Step::Rate(given)) {
                // A city where an answer is rated on its own day alone.
                Ok(_) | Err(Refusal::TooLate) => {}
                Err(other) => return Err(other),
            }
        }
        self.close(&ticket, answered)
    }

    /// By itself where the city lets it, else by the desk.
    fn close(&self, ticket: &Ticket, answered: Moment) -> Result<Ticket, Refusal> {
        let days = self.stage.cast.city.facts.close_days;
        let portal = lives::at(self.stage.portal, self.past(answered + Duration::days(days + 1)));
        if upkeep::close_if_due(&portal, ticket.id)? {
            return portal.db.look(|c| Ok(tickets::find(c, ticket.id)?));
        }
        lives::live(&portal, ticket, Step::Close(&self.stage.cast.dispatcher))
    }

    /// So long after it was sent, at the next moment at which the city works.
    fn at(&self, later: Duration) -> Portal {
        let mut wall = local(self.sent + later);
        let calendar = &self.stage.cast.city.calendar;
        for _ in 0..30 {
            let works = (8..16).contains(&wall.hour()) && calendar.is_working_day(wall.date());
            if works {
                break;
            }
            let early = wall.hour() < 8 && calendar.is_working_day(wall.date());
            let day = if early { wall.date() } else { wall.date() + Duration::days(1) };
            // Not all at the stroke of eight.
            wall = day.and_hms_opt(8, wall.minute() / 2, wall.second()).unwrap_or(wall);
        }
        let moment = self.past(moment_of(wall).max(self.last.get() + Duration::minutes(4)));
        self.last.set(moment);
        lives::at(self.stage.portal, moment)
    }

    fn past(&self, moment: Moment) -> Moment {
        let now = self.stage.portal.now();
        moment.min(now.with_nanosecond(0).unwrap_or(now))
    }
}
