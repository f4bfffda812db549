//! Letters to whoever sent a report, in the language they chose.
use super::Letterhead;
use super::sheet::Sheet;
use crate::clock::{Moment, local};
use crate::domain::audience::{Audience, Share};
use crate::domain::clocks::Owed;
use crate::domain::last_moment;
use crate::domain::letter::{Letter, LetterKind};
use crate::domain::promise::Promised;
use crate::domain::rating::Mark;
use crate::domain::reply::Reply;
use crate::domain::ticket::Ticket;
use crate::links;

impl Letterhead<'_> {
    /// Your report has arrived; this is its code.
    pub fn received(&self, ticket: &Ticket, to: &str) -> Letter {
        self.finish(self.about(LetterKind::Received, ticket), ticket, to)
    }

    /// It has arrived and waits until the reader confirms their address by this link, before `until`.
    pub fn confirm(&self, ticket: &Ticket, token: &str, until: Moment, to: &str) -> Letter {
        let sheet = self.about(LetterKind::Confirm, ticket);
        let when = sheet.moment(until);
        let sheet = sheet.fact("confirm_by", &when).link("confirm_press", self.link(&links::confirm(token)));
        self.close(sheet, ticket, to)
    }

    /// An agent has looked at it and took it in.
    pub fn accepted(&self, ticket: &Ticket, to: &str) -> Letter {
        self.finish(self.about(LetterKind::Accepted, ticket), ticket, to)
    }

    /// It is refused, with the reason and the right channel, as `ticket.refusal` says it.
    ///
    /// Where the sender may still object, they read how.
    pub fn refused(&self, ticket: &Ticket, reason: &str, may_object: bool, to: &str) -> Letter {
        let mut sheet = self
            .about(LetterKind::Refused, ticket)
            .fact("reason", reason)
            .quote("explanation", &ticket.refusal);
        if may_object && self.unconfirmed.is_none() {
            sheet = sheet.then("letters.refused.object");
        }
        self.finish(sheet, ticket, to)
    }

    /// Somebody else looked at the refusal, and it stays.
    pub fn refusal_upheld(&self, ticket: &Ticket, word: &str, to: &str) -> Letter {
        self.finish(self.about(LetterKind::RefusalUpheld, ticket).quote("explanation", word), ticket, to)
    }

    /// What was refused is looked at anew.
    pub fn taken_up(&self, ticket: &Ticket, to: &str) -> Letter {
        self.finish(self.about(LetterKind::TakenUp, ticket), ticket, to)
    }

    /// It is with an agency now, which answers by `ticket.answer_due`. Where another had it before, the answer was due at
    /// `before`: that stays, or counts anew.
    pub fn forwarded(&self, ticket: &Ticket, (agency, before): (&str, Option<Moment>), to: &str) -> Letter {
        let sheet = self.about(LetterKind::Forwarded, ticket).fact("agency", agency);
        let sheet = due(sheet, ticket.answer_due());
        let sheet = match before {
            Some(before) if ticket.answer_due() == Some(before) => sheet.then("letters.forwarded.due_kept"),
            Some(before) => {
                let before = sheet.moment(before);
                sheet.fact("due_before", &before).then("letters.forwarded.due_anew")
            }
            None => sheet,
        };
        self.finish(sheet, ticket, to)
    }

    /// The agency has begun.
    pub fn taken(&self, ticket: &Ticket, agency: &str, to: &str) -> Letter {
        let sheet = self.about(LetterKind::Taken, ticket).fact("agency", agency);
        self.finish(due(sheet, ticket.answer_due()), ticket, to)
    }

    /// The agency says how far it is.
    pub fn progress(&self, ticket: &Ticket, agency: &str, said: &str, to: &str) -> Letter {
        let sheet = self.about(LetterKind::Progress, ticket).fact("agency", agency);
        self.finish(due(sheet, ticket.answer_due()).quote("progress_said", said), ticket, to)
    }

    /// Somebody needs to know more; what others owe stands still until the sender answers.
    pub fn info_asked(&self, ticket: &Ticket, question: &str, to: &str) -> Letter {
        self.question(LetterKind::InfoAsked, ticket, question, to)
    }

    /// The question once more, with the day by which it is to be answered.
    pub fn info_reminder(&self, ticket: &Ticket, question: &str, to: &str) -> Letter {
        self.question(LetterKind::InfoReminder, ticket, question, to)
    }

    fn question(&self, kind: LetterKind, ticket: &Ticket, question: &str, to: &str) -> Letter {
        let sheet = self.about(kind, ticket);
        let until = ticket.clocks.running(Owed::Info).map(|clock| sheet.moment(clock.due_at));
        let sheet = sheet.fact("info_by", &until.unwrap_or_default()).quote("question", question);
        self.finish(sheet, ticket, to)
    }

    /// The question was not answered, and the report is closed; by the end of `again` an answer takes it up once more.
    pub fn info_missed(&self, ticket: &Ticket, again: Moment, to: &str) -> Letter {
        let last = local(again).format("%-d/%-m/%Y").to_string();
        self.finish(self.about(LetterKind::InfoMissed, ticket).fact("info_again", &last), ticket, to)
    }

    /// The answer itself, in the agency's name; and where it may be opened again, until when and how.
    pub fn answered(
        &self,
        ticket: &Ticket,
        (reply, agency): (&Reply, &str),
        turn: Turn,
        may_reopen: bool,
        to: &str,
    ) -> Letter {
        let until = ticket.answered_at.filter(|_| may_reopen);
        let until = until.map(|at| last_moment(at, self.city.reopen_days));
        let until = until.map(|last| local(last).format("%-d/%-m/%Y").to_string());
        let mut sheet = promise(self.about(turn.kind(), ticket), ticket, reply, turn);
        if ticket.shares(Audience::Anyone) < Share::Words {
            sheet = sheet.instead(&format!("letters.{}.private", turn.kind()));
        }
        if may_reopen {
            let own = self.unconfirmed.is_none();
            sheet = sheet.then(if own { "letters.answered.reopen" } else { "letters.answered.reopen_call" });
        }
        let sheet = sheet
            .fact("agency", agency)
            .fact("document", &reply.document_number)
            .fact("reopen_until", &until.unwrap_or_default())
            .quote("answer", &reply.body);
        self.finish(self.with_marks(sheet), ticket, to)
    }

    /// Adds the words of a rating. They open the sender's own page, which is nobody's before the address is confirmed.
    fn with_marks(&self, mut sheet: Sheet) -> Sheet {
        if self.unconfirmed.is_none() {
            let mark = |mark: &Mark| {
                let address = self.link(&links::own_rating(self.own, mark.as_str()));
                (sheet.w.say(&format!("rating.{mark}")), address)
            };
            sheet.marks = Mark::ALL.iter().map(mark).collect();
        }
        sheet
    }

    /// The answer takes longer: why, and until when.
    pub fn extended(&self, ticket: &Ticket, agency: &str, reason: &str, to: &str) -> Letter {
        let sheet = self.about(LetterKind::Extended, ticket).fact("agency", agency);
        let before = ticket.clocks.answer().map(|clock| sheet.moment(clock.first_due));
        let sheet = sheet.fact("due_before", &before.unwrap_or_default());
        self.finish(due(sheet, ticket.answer_due()).quote("because", reason), ticket, to)
    }

    /// The sender was not content, and it goes on, with this agency if any.
    pub fn reopened(&self, ticket: &Ticket, agency: &str, to: &str) -> Letter {
        self.finish(self.about(LetterKind::Reopened, ticket).fact("agency", agency), ticket, to)
    }

    /// It is closed; the words say whether there was an answer, and whether the page is public.
    pub fn closed(&self, ticket: &Ticket, to: &str) -> Letter {
        let sheet = self.about(LetterKind::Closed, ticket);
        let public = ticket.shares(Audience::Anyone) == Share::Words;
        let promised = Promised::of(&ticket.clocks).filter(Promised::is_open);
        let sheet = match (ticket.answered_at, public) {
            (Some(_), _) if promised.is_some() => {
                sheet.instead("letters.closed.promised").fact("promised", &day(promised.map(|one| one.until)))
            }
            (None, _) => sheet.instead("letters.closed.unanswered"),
            (Some(_), false) => sheet.instead("letters.closed.private"),
            (Some(_), true) => sheet,
        };
        self.finish(sheet, ticket, to)
    }

    /// It repeats nothing after all, and is handled for itself.
    pub fn separated(&self, ticket: &Ticket, to: &str) -> Letter {
        self.finish(self.about(LetterKind::Separated, ticket), ticket, to)
    }

    /// Begins a letter about a report.
    pub(super) fn about(&self, kind: LetterKind, ticket: &Ticket) -> Sheet {
        let words = crate::i18n::Words::of(&ticket.lang);
        let heading = words.fill(&format!("letters.{kind}.heading"), [("code", &ticket.code)]);
        let sheet = Sheet::new(kind, &ticket.lang, heading).fact("code", &ticket.code);
        let (sent, title) = (sheet.moment(ticket.created_at), self.of_sender(&ticket.title));
        sheet.fact("title", title).fact("category", self.category).fact("sent_at", &sent)
    }

    /// Something that a sender wrote; "" where the letter must not carry it.
    pub(super) fn of_sender<'t>(&self, words: &'t str) -> &'t str {
        if self.unconfirmed.is_none() { words } else { "" }
    }

    /// Adds what every letter about a report says at its end.
    pub(super) fn finish(&self, sheet: Sheet, ticket: &Ticket, to: &str) -> Letter {
        // Whoever typed a stranger's address must not open a page with what they wrote to the stranger.
        let sheet = match self.unconfirmed {
            None => sheet.then("letters.own_page").link("look", self.link(&links::own(self.own))),
            Some(_) => sheet.link("look", self.link(&links::lookup_code(&ticket.code))),
        };
        self.close(sheet, ticket, to)
    }

    /// Adds why the reader gets it and how to stop such letters, and writes it out.
    pub(super) fn close(&self, mut sheet: Sheet, ticket: &Ticket, to: &str) -> Letter {
        sheet.stop_link = self.stop_link();
        let because = match self.unconfirmed {
            None => "letters.because_sent",
            Some(key) => {
                if sheet.kind != LetterKind::Confirm {
                    sheet.confirm_link = self.link(&links::confirm(key));
                }
                "letters.because_left"
            }
        };
        sheet.because = sheet.w.fill(because, [("code", &ticket.code)]);
        sheet.to(*self, to, Some(ticket.id))
    }
}

/// What an answer does to what was promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Nothing was promised before.
    Answer,
    Kept,
    /// It is promised for another day than before.
    Moved {
        before: Moment,
    },
}

impl Turn {
    /// The letter that tells of it.
    pub fn kind(self) -> LetterKind {
        match self {
            Self::Answer => LetterKind::Answered,
            Self::Kept => LetterKind::PromiseKept,
            Self::Moved { .. } => LetterKind::PromiseMoved,
        }
    }
}

/// Adds the day that an answer promises, and the one before, where it changed.
pub(super) fn promise(sheet: Sheet, ticket: &Ticket, reply: &Reply, turn: Turn) -> Sheet {
    let before = match turn {
        Turn::Moved { before } => Some(before),
        Turn::Answer | Turn::Kept => None,
    };
    let promised = ticket.clocks.promised_at(reply.published_at);
    sheet.fact("promised_before", &day(before)).fact("promised", &day(promised))
}

/// "31/3/2027"; "" for none.
fn day(at: Option<Moment>) -> String {
    at.map(|at| local(at).format("%-d/%-m/%Y").to_string()).unwrap_or_default()
}

/// Adds the date by which the answer is due, where there is one.
pub(super) fn due(sheet: Sheet, due: Option<Moment>) -> Sheet {
    match due {
        Some(due) => {
            let when = sheet.moment(due);
            sheet.fact("due", &when)
        }
        None => sheet,
    }
}
