//! What the desk shows of a report beside its text: who, where, by when, what happened, what colleagues noted.
use super::opened::Opened;
use super::point;
use crate::domain::clocks::Owed;
use crate::domain::policy::Act;
use crate::domain::status::Status;
use crate::domain::ticket::{Level, Prominence};
use crate::i18n::Words;
use crate::links;
use crate::web::parts::moment;
use crate::web::parts::timeline::{self, Happened, TimelineStep};

/// A term and its value; the value leads somewhere where `href` is not "".
pub struct Fact {
    pub term: String,
    pub value: String,
    pub href: String,
}

/// An internal note.
pub struct NoteShown {
    pub author: String,
    pub when: String,
    pub body: String,
    /// "Nhắc: Nguyễn Văn A", "" if nobody was named.
    pub mentioned: String,
}

/// A report in the words of whoever opened it.
pub struct Facts<'a> {
    pub w: Words,
    pub opened: &'a Opened,
}

impl Facts<'_> {
    /// The side column, the most asked first.
    pub fn list(&self) -> Vec<Fact> {
        let ticket = &self.opened.ticket;
        let city = &self.opened.city;
        let mut facts = self.sender();
        let place = [ticket.place.as_str(), city.commune(ticket.commune_id)];
        let place: Vec<_> = place.into_iter().filter(|part| !part.is_empty()).collect();
        facts.push(self.fact("place", place.join(", ")));
        facts.extend(point::said(&self.w, self.opened).map(|said| self.fact("point", said)));
        facts.push(self.fact("category", city.category(ticket.category_id, self.w.lang()).to_owned()));
        facts.push(self.fact("holder", self.holder()));
        let partners = ticket.partners();
        if !partners.all().is_empty() {
            facts.push(self.fact("with", self.opened.agencies_named(&partners)));
        }
        if ticket.status == Status::Returned {
            facts.push(self.fact("given_back", city.agency(ticket.agency()).to_owned()));
            let mut times = self.w.count("desk.sent_back", ticket.times_sent_back().into());
            if ticket.is_disputed(city.facts.transfers_back) {
                times = format!("{times} · {}", self.w.say("desk.office_decides"));
            }
            facts.push(self.fact("times", times));
        }
        facts.extend(self.deadlines());
        let word = |room: &str, key: &str| self.w.say(&format!("{room}.{key}"));
        facts.push(self.fact("kind", word("kind", ticket.kind.as_str())));
        facts.push(self.fact("channel", word("desk.channel", ticket.channel.as_str())));
        facts.push(self.fact("level", word("desk.level", ticket.level.as_str())));
        facts.push(self.fact("seen_by", self.seen_by()));
        if self.opened.supports > 0 {
            facts.push(self.fact("supports", self.w.number(self.opened.supports)));
        }
        if ticket.wants_private {
            facts.push(self.fact("wish", self.w.say("desk.fact.wish_private")));
        }
        facts.extend(self.twins());
        facts
    }

    fn sender(&self) -> Vec<Fact> {
        let opened = self.opened;
        let desk = opened.may(Act::ReadContact);
        let Some(contact) = &opened.contact else {
            let word = match (opened.may_open_contact(), desk) {
                (true, _) => "desk.sender_closed",
                (false, true) => "desk.sender_none",
                (false, false) => "desk.sender_hidden",
            };
            let mut facts = vec![self.fact("sender", self.w.say(word))];
            facts.extend(self.sharing());
            facts.extend(self.letters().into_iter().filter(|_| desk));
            return facts;
        };
        let unnamed = || self.w.say("desk.sender_unnamed");
        let name = if contact.name.is_empty() { unnamed() } else { contact.name.clone() };
        let mut facts = vec![self.fact("sender", name)];
        if contact.show_name {
            facts.push(self.fact("named", self.w.say("desk.fact.named_yes")));
        }
        if !contact.phone.is_empty() {
            facts.push(self.linked("phone", contact.phone.clone(), format!("tel:{}", contact.phone)));
        }
        if !contact.email.is_empty() {
            facts.push(self.linked("email", contact.email.clone(), format!("mailto:{}", contact.email)));
        }
        facts.extend(self.opened.contact_until.map(|until| {
            let words = self.w.fill("desk.open_until", [("when", moment::time(until))]);
            self.fact("open_until", words)
        }));
        facts.extend(self.sharing());
        facts.extend(self.letters().into_iter().filter(|_| desk));
        facts
    }

    /// That the agency may look at the contact, for the 1022 desk.
    fn sharing(&self) -> Option<Fact> {
        let says = self.opened.contact_shared && self.opened.may(Act::ReadContact);
        says.then(|| self.fact("shared", self.w.say("desk.fact.shared_yes")))
    }

    /// Why letters do not reach the sender, so that the desk phones instead.
    fn letters(&self) -> Vec<Fact> {
        let state = self.opened.contact_state;
        let said = [
            ("desk.letters.failed", state.email_failed_at),
            ("desk.letters.unconfirmed", state.confirm_by),
            ("desk.letters.stopped", state.letters_stopped_at),
        ];
        let said = said.into_iter().filter_map(|(key, at)| Some((key, at?)));
        said.map(|(key, at)| self.fact("letters", self.w.fill(key, [("day", moment::day(at))]))).collect()
    }

    fn holder(&self) -> String {
        let ticket = &self.opened.ticket;
        // What was given back is the desk's again.
        let agency = ticket.agency().filter(|_| ticket.status != Status::Returned);
        let agency = self.opened.city.agency(agency);
        match (agency.is_empty(), self.opened.assignee.is_empty()) {
            (true, _) => self.w.say("desk.holder_1022"),
            (false, true) => agency.to_owned(),
            (false, false) => format!("{agency} · {}", self.opened.assignee),
        }
    }

    fn deadlines(&self) -> Vec<Fact> {
        let ticket = &self.opened.ticket;
        let mut facts = Vec::new();
        if let Some(clock) = ticket.clocks.answer() {
            let mut parts = vec![moment::full(clock.due_at)];
            if let (Some(amount), Some(unit)) = (clock.amount, &clock.unit) {
                parts.push(self.w.count(&format!("desk.term.{unit}"), i64::from(amount)));
            }
            if !clock.rule.is_empty() {
                parts.push(clock.rule.clone());
            }
            if clock.first_due != clock.due_at {
                parts.push(self.w.fill("desk.first_due", [("when", moment::full(clock.first_due))]));
            }
            facts.push(self.fact("answer_due", parts.join(" · ")));
        }
        if let Some(clock) = ticket.clocks.running(Owed::Promise) {
            facts.push(self.fact("promised", moment::day(clock.due_at)));
        }
        let due = ticket.due_at();
        if !ticket.status.is_settled() && Some(due) != ticket.answer_due() {
            facts.push(self.fact("next_due", moment::full(due)));
        }
        facts
    }

    fn seen_by(&self) -> String {
        let ticket = &self.opened.ticket;
        let key = if ticket.is_public {
            "desk.seen.public"
        } else if ticket.is_private {
            "desk.seen.private"
        } else if ticket.prominence != Prominence::Public {
            return self.w.say(&format!("desk.prominence.{}", ticket.prominence));
        } else if ticket.checked_at.is_none() {
            "desk.seen.unchecked"
        } else if ticket.standing == Status::Rejected {
            "desk.seen.refused"
        } else {
            "desk.seen.not_yet"
        };
        self.w.say(key)
    }

    /// The report that this one repeats, and those that repeat it.
    fn twins(&self) -> Vec<Fact> {
        let master = self.opened.master.iter().map(|twin| ("master", twin));
        let repeats = self.opened.repeats.iter().map(|twin| ("repeat", twin));
        master
            .chain(repeats)
            .map(|(term, twin)| {
                // Another agency's report: that it exists is known, what it says is not this one's business.
                if !self.opened.actor.may(Act::ReadTicket, &twin.holding()) {
                    return self.fact(term, twin.code.clone());
                }
                let text = format!("{} · {}", twin.code, twin.copy_title());
                self.linked(term, text, links::desk_ticket(&twin.code))
            })
            .collect()
    }

    /// All that happened, newest first, with who did it.
    pub fn timeline(&self) -> Vec<TimelineStep> {
        let all = &self.opened.events;
        let dues: Vec<_> = all.iter().map(|(event, _)| (event.kind, event.due)).collect();
        all.iter()
            .enumerate()
            .rev()
            .map(|(at, (event, actor))| {
                let mut step = TimelineStep::of(
                    &self.w,
                    Happened {
                        kind: event.kind,
                        agency: self.opened.city.agency(event.agency_id),
                        at: event.at,
                        due: event.due,
                        before: timeline::due_before(&dues[..=at]),
                        note: &timeline::said(&self.w, event),
                    },
                );
                if let Some(actor) = actor {
                    step.when = format!("{} · {actor}", step.when);
                }
                step
            })
            .collect()
    }

    /// The internal notes of colleagues, with whom each of them names.
    pub fn notes(&self) -> Vec<NoteShown> {
        let notes = self.opened.notes.iter();
        notes
            .map(|(note, author)| {
                let named = self.opened.mentions.iter().filter(|(of, _)| *of == note.id);
                let named: Vec<_> = named.map(|(_, name)| name.as_str()).collect();
                NoteShown {
                    author: author.clone(),
                    when: moment::brief(note.created_at),
                    body: note.body.clone(),
                    mentioned: if named.is_empty() {
                        String::new()
                    } else {
                        self.w.fill("desk.note.mentioned", [("names", named.join(", "))])
                    },
                }
            })
            .collect()
    }

    /// "Phức tạp", or nothing: that a report is urgent stands beside its deadline.
    pub fn level(&self) -> String {
        match self.opened.ticket.level {
            Level::Normal | Level::Urgent => String::new(),
            Level::Complex => self.w.say("desk.level.complex"),
        }
    }

    fn fact(&self, term: &str, value: String) -> Fact {
        self.linked(term, value, String::new())
    }

    fn linked(&self, term: &str, value: String, href: String) -> Fact {
        Fact { term: self.w.say(&format!("desk.fact.{term}")), value, href }
    }
}
