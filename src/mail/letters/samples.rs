//! Each kind of letter as it would read, about a report that nobody sent: for whoever wants to see them before they go out.
use super::{Letterhead, Subject, Turn, Where};
use crate::clock::Moment;
use crate::domain::account::{Account, AccountState};
use crate::domain::clocks::{Clock, Owed};
use crate::domain::event::EventKind;
use crate::domain::follow::{Follow, Pace};
use crate::domain::letter::{Letter, LetterKind};
use crate::domain::notice::What;
use crate::domain::public::{PublicCard, PublicEvent, PublicTicket};
use crate::domain::removal::RemovalDecision;
use crate::domain::reply::{Outcome, Reply};
use crate::domain::status::{PublicWord, Status};
use crate::domain::ticket::{Report, Ticket};
use crate::i18n::Words;
use crate::ids::{AccountId, AgencyId, CategoryId, FollowId, ReplyId, TicketCode, TicketId};
use chrono::Duration;

/// Opens nothing: no real key has letters.
const KEY: &str = "mau";
/// A domain that no mail ever reaches (RFC 2606).
const READER: &str = "ban@example.vn";
/// A code that no report gets: its year is long past.
const YEAR: i32 = 2000;

impl Letterhead<'_> {
    /// A letter of this kind in this language, with sample data.
    pub fn sample(&self, kind: LetterKind, lang: &str, now: Moment) -> Letter {
        let w = Words::of(lang);
        let category = w.say("letters_sample.category");
        // The first letter goes out before anybody can have confirmed anything.
        let unconfirmed = kind.is_receipt().then_some(KEY);
        let head = Letterhead { stop: KEY, own: KEY, unconfirmed, category: &category, ..*self };
        let ticket = ticket(&w, "letters_sample.title", now);
        let agency = w.say("letters_sample.agency");
        let account = account(&w, now);
        let soon = now + Duration::days(3);
        match kind {
            LetterKind::Received => head.received(&ticket, READER),
            LetterKind::Confirm => head.confirm(&ticket, KEY, soon, READER),
            LetterKind::Accepted => head.accepted(&ticket, READER),
            LetterKind::Refused => head.refused(&ticket, &w.say("letters_sample.reason"), true, READER),
            LetterKind::RefusalUpheld => {
                head.refusal_upheld(&ticket, &w.say("letters_sample.refusal"), READER)
            }
            LetterKind::TakenUp => head.taken_up(&ticket, READER),
            LetterKind::Forwarded => head.forwarded(&ticket, (&agency, None), READER),
            LetterKind::Taken => head.taken(&ticket, &agency, READER),
            LetterKind::Progress => {
                head.progress(&ticket, &agency, &w.say("letters_sample.progress"), READER)
            }
            LetterKind::InfoAsked => head.info_asked(&ticket, &w.say("letters_sample.question"), READER),
            LetterKind::InfoReminder => {
                head.info_reminder(&ticket, &w.say("letters_sample.question"), READER)
            }
            LetterKind::InfoMissed => head.info_missed(&ticket, soon, READER),
            LetterKind::Answered | LetterKind::PromiseKept | LetterKind::PromiseMoved => {
                head.answered_sample(kind, &w, now)
            }
            LetterKind::Extended => head.extended(&ticket, &agency, &w.say("letters_sample.because"), READER),
            LetterKind::Reopened => head.reopened(&ticket, &agency, READER),
            LetterKind::Closed => head.closed(&ticket, READER),
            LetterKind::Duplicate => {
                let mut master = self::ticket(&w, "letters_sample.master", now);
                (master.is_public, master.checked_at) = (true, Some(now));
                head.duplicate(&ticket, &master, None, READER)
            }
            LetterKind::Separated => head.separated(&ticket, READER),
            LetterKind::RemovalDecided => {
                let said = (RemovalDecision::Redacted, w.say("letters_sample.removal"));
                head.removal_decided((&ticket.code, lang), (said.0, &said.1), READER)
            }
            LetterKind::FollowConfirm | LetterKind::FollowNews | LetterKind::FollowDigest => {
                head.followed_sample(kind, &w, now)
            }
            LetterKind::Invite => head.invite(&account, KEY, soon),
            LetterKind::Reset => head.reset(&account, KEY, soon),
            LetterKind::FailedLogins => head.failed_logins(&account, soon),
            LetterKind::StaffNotice => head.notices(&account, &[(What::Arrived, &ticket.code, Some(soon))]),
            LetterKind::StaffDigest => {
                let told = [What::Arrived, What::Mentioned, What::DraftReturned];
                let told: Vec<_> =
                    told.iter().map(|what| (*what, ticket.code.as_str(), Some(soon))).collect();
                head.notices(&account, &told)
            }
        }
    }
}

impl Letterhead<'_> {
    /// An answer that tells of what was done, keeps what was promised, or promises it for another day.
    fn answered_sample(&self, kind: LetterKind, w: &Words, now: Moment) -> Letter {
        let mut ticket = ticket(w, "letters_sample.title", now);
        let mut reply = reply(w, &ticket, now);
        let later = |days| now + Duration::days(days);
        let turn = match kind {
            LetterKind::PromiseKept => Turn::Kept,
            LetterKind::PromiseMoved => {
                reply.outcome = Outcome::Planned;
                ticket.clocks.promise(ticket.report.id, None, later(90), now);
                Turn::Moved { before: later(30) }
            }
            _ => Turn::Answer,
        };
        self.answered(&ticket, (&reply, &w.say("letters_sample.agency")), turn, true, READER)
    }
}

impl Letterhead<'_> {
    /// What somebody reads who follows a report, or a list.
    fn followed_sample(&self, kind: LetterKind, w: &Words, now: Moment) -> Letter {
        let card = card(w, now);
        let agency = w.say("letters_sample.agency");
        let place = || Where { commune: "", agency: &agency };
        let pace = if kind == LetterKind::FollowNews { Pace::AtOnce } else { Pace::Daily };
        let follow = follow(w, pace, (kind != LetterKind::FollowConfirm).then_some(now), now);
        match kind {
            LetterKind::FollowNews => {
                let text = w.say("letters_sample.progress");
                let (kind, due) = (EventKind::Progress, None);
                let event = PublicEvent { kind, agency: None, text, due, at: now };
                let events = [(&event, agency.clone())];
                self.follow_news(&follow, (&card, &place()), (&events, None), now)
            }
            LetterKind::FollowDigest => self.follow_digest(&follow, &[(card, place())], (2, "", now)),
            _ => self.follow_confirm(&follow, Subject::List, KEY),
        }
    }
}

fn follow(w: &Words, pace: Pace, confirmed_at: Option<Moment>, now: Moment) -> Follow {
    Follow {
        id: FollowId(0),
        email: READER.to_owned(),
        mailbox: READER.to_owned(),
        lang: w.lang().to_owned(),
        ticket_id: None,
        question: String::new(),
        named: w.say("letters_sample.followed"),
        pace,
        asked_pace: pace,
        token_hash: String::new(),
        asked_at: now,
        confirm_by: now + Duration::days(3),
        confirmed_at,
        told_until: None,
        woken_at: None,
    }
}

fn card(w: &Words, now: Moment) -> PublicCard {
    let Report { id, code, kind, public_title, .. } = ticket(w, "letters_sample.title", now).report;
    let ticket = PublicTicket {
        id,
        code,
        kind,
        status: Status::InProgress,
        word: PublicWord::Working,
        title: public_title,
        body: String::new(),
        category: CategoryId(0),
        commune: None,
        place: String::new(),
        agency: None,
        partners: Vec::new(),
        sender: String::new(),
        reason: None,
        refusal: String::new(),
        master: String::new(),
        created_at: now,
        answered_at: None,
        answer_due: None,
        due_at: now,
        outcome: None,
        promised: None,
        supports: 0,
    };
    PublicCard { ticket, answer: None, small: String::new(), cell: None }
}

fn ticket(w: &Words, title: &str, now: Moment) -> Ticket {
    let code = TicketCode::random(YEAR).as_str().to_owned();
    let report = Report {
        lang: w.lang().to_owned(),
        title: w.say(title),
        public_title: w.say(title),
        refusal: w.say("letters_sample.refusal"),
        ..Report::received(code, CategoryId(0), now)
    };
    let (id, due) = (report.id, now + Duration::days(3));
    let mut ticket = Ticket::of(report);
    ticket.clocks.start(Clock::starting(id, Owed::Answer, now, due));
    ticket
}

fn reply(w: &Words, ticket: &Ticket, now: Moment) -> Reply {
    Reply {
        id: ReplyId(0),
        ticket_id: TicketId(ticket.id.0),
        version: 1,
        agency_id: AgencyId(0),
        signed_as: w.say("letters_sample.signed_as"),
        outcome: Outcome::Handled,
        body: w.say("letters_sample.answer"),
        document_number: w.say("letters_sample.document"),
        author_id: AccountId(0),
        approver_id: AccountId(0),
        published_at: now,
    }
}

fn account(w: &Words, now: Moment) -> Account {
    Account {
        id: AccountId(0),
        email: READER.to_owned(),
        name: w.say("letters_sample.name"),
        position: String::new(),
        password: None,
        state: AccountState::Invited,
        failures: 0,
        locked_until: None,
        letters: crate::domain::notice::LetterChoice::AtOnce,
        lang: w.lang().to_owned(),
        created_at: now,
        version: 1,
    }
}
