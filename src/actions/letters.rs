//! A letter for what happened, in the transaction in which it happened: to the sender, and to whoever sent a report that
//! repeats it. Who left no e-mail address gets none, nor who wants none, nor whose address is known to be dead. A letter to
//! an address that nobody confirmed carries nothing that the sender wrote, and there are not many of them a day: anybody can
//! type anybody's address.
use crate::actions::Refusal;
use crate::actions::followers;
use crate::actions::senders::{keys, remember};
use crate::clock::Moment;
use crate::domain::account::Account;
use crate::domain::city::{Agency, RefusalReason};
use crate::domain::event::EventKind;
use crate::domain::follow::Follow;
use crate::domain::letter::{Letter, LetterKind, LetterState, QueuedLetter};
use crate::domain::notice::What;
use crate::domain::public::{PublicCard, PublicEvent, PublishedReply};
use crate::domain::removal::{Removal, RemovalDecision};
use crate::domain::reply::Reply;
use crate::domain::status::Status;
use crate::domain::ticket::Ticket;
use crate::mail::letters::{Letterhead, News, Subject, Turn, Where};
use crate::portal::Portal;
use crate::store::city::City;
use crate::store::{Conn, agencies, categories, contacts, events, letter_topics, letters, replies, tickets};
use chrono::Duration;

type Written = Result<(), Refusal>;

/// The receipt: the report has arrived, with its code.
pub fn received(portal: &Portal, conn: &mut Conn, ticket: &Ticket) -> Written {
    to_sender(portal, conn, ticket, |head, to| head.received(ticket, to))
}

/// The receipt where the address is to be confirmed before `until`.
pub fn confirm(portal: &Portal, conn: &mut Conn, ticket: &Ticket, until: Moment) -> Written {
    let key = keys::of_confirmation(portal, ticket.id);
    to_sender(portal, conn, ticket, |head, to| head.confirm(ticket, &key, until, to))
}

/// The 1022 desk has taken it in.
pub fn accepted(portal: &Portal, conn: &mut Conn, ticket: &Ticket) -> Written {
    to_sender(portal, conn, ticket, |head, to| head.accepted(ticket, to))
}

/// It was refused: the reason, and what was written to the sender about it.
pub fn refused(portal: &Portal, conn: &mut Conn, ticket: &Ticket, reason: &RefusalReason) -> Written {
    let may_object = events::count(conn, ticket.id, EventKind::Objected)? == 0;
    let name = reason.name(&ticket.lang);
    to_sender(portal, conn, ticket, |head, to| head.refused(ticket, name, may_object, to))?;
    to_followers(portal, conn, ticket, News::Refused { reason })
}

/// Somebody else looked at the refusal, and it stays; `word` says why.
pub fn refusal_upheld(portal: &Portal, conn: &mut Conn, ticket: &Ticket, word: &str) -> Written {
    to_sender(portal, conn, ticket, |head, to| head.refusal_upheld(ticket, word, to))
}

/// What was refused is taken up again.
pub fn taken_up(portal: &Portal, conn: &mut Conn, ticket: &Ticket) -> Written {
    to_sender(portal, conn, ticket, |head, to| head.taken_up(ticket, to))?;
    to_followers(portal, conn, ticket, News::Reopened)
}

/// It was sent on to this agency, which answers it; where another had it, its answer was due at `before`.
pub fn forwarded(
    portal: &Portal,
    conn: &mut Conn,
    ticket: &Ticket,
    (agency, before): (&Agency, Option<Moment>),
) -> Written {
    to_sender(portal, conn, ticket, |head, to| head.forwarded(ticket, (&agency.name, before), to))?;
    to_followers(portal, conn, ticket, News::Forwarded { agency: &agency.name })
}

/// The agency that leads has taken it on.
pub fn taken(portal: &Portal, conn: &mut Conn, ticket: &Ticket) -> Written {
    let agency = &holder(conn, ticket)?;
    to_sender(portal, conn, ticket, |head, to| head.taken(ticket, agency, to))?;
    to_followers(portal, conn, ticket, News::Taken { agency })
}

/// The agency says how far it is.
pub fn progress(portal: &Portal, conn: &mut Conn, ticket: &Ticket, said: &str) -> Written {
    let agency = &holder(conn, ticket)?;
    to_sender(portal, conn, ticket, |head, to| head.progress(ticket, agency, said, to))
}

/// Somebody needs to know more, and asks the sender. Those whose reports repeat it are not asked.
pub fn info_asked(portal: &Portal, conn: &mut Conn, ticket: &Ticket, question: &str) -> Written {
    to_sender(portal, conn, ticket, |head, to| head.info_asked(ticket, question, to))
}

/// Half of the time to answer is over.
pub fn info_reminder(portal: &Portal, conn: &mut Conn, ticket: &Ticket, question: &str) -> Written {
    to_sender(portal, conn, ticket, |head, to| head.info_reminder(ticket, question, to))
}

/// Nobody answered, and it is closed; until `again` an answer takes it up once more.
pub fn info_missed(portal: &Portal, conn: &mut Conn, ticket: &Ticket, again: Moment) -> Written {
    to_sender(portal, conn, ticket, |head, to| head.info_missed(ticket, again, to))?;
    to_followers(portal, conn, ticket, News::Closed)
}

/// The published answer, in the name of the agency that gave it; `turn` says what it does to what was promised.
pub fn answered(portal: &Portal, conn: &mut Conn, ticket: &Ticket, reply: &Reply, turn: Turn) -> Written {
    let agency = &agencies::find(conn, reply.agency_id)?.name;
    let most = i64::from(portal.db.city(conn)?.facts.reopen_times);
    let may_reopen = events::count(conn, ticket.id, EventKind::Reopened)? < most;
    to_sender(portal, conn, ticket, |head, to| head.answered(ticket, (reply, agency), turn, may_reopen, to))?;
    to_followers(portal, conn, ticket, News::Answered { reply, agency, turn })
}

/// The answer takes longer: why, and the new date.
pub fn extended(portal: &Portal, conn: &mut Conn, ticket: &Ticket, reason: &str) -> Written {
    let agency = &holder(conn, ticket)?;
    to_sender(portal, conn, ticket, |head, to| head.extended(ticket, agency, reason, to))?;
    to_followers(portal, conn, ticket, News::Extended { agency, reason })
}

/// It goes on: its sender was not content with the answer, or the staff opened it again.
pub fn reopened(portal: &Portal, conn: &mut Conn, ticket: &Ticket) -> Written {
    let agency = &if ticket.holders.is_held() { holder(conn, ticket)? } else { String::new() };
    to_sender(portal, conn, ticket, |head, to| head.reopened(ticket, agency, to))?;
    to_followers(portal, conn, ticket, News::Reopened)
}

/// It is closed, with an answer or without one.
pub fn closed(portal: &Portal, conn: &mut Conn, ticket: &Ticket) -> Written {
    to_sender(portal, conn, ticket, |head, to| head.closed(ticket, to))?;
    to_followers(portal, conn, ticket, News::Closed)
}

/// It repeats `master`, and so does whatever repeats it. Where the master is answered, the answer goes along: there may
/// never be another one.
pub fn duplicate(portal: &Portal, conn: &mut Conn, ticket: &Ticket, master: &Ticket) -> Written {
    let answer = match master.status {
        Status::Answered | Status::Closed => replies::of_ticket(conn, master.id)?.into_iter().next(),
        _ => None,
    };
    let agency = answer.as_ref().map(|reply| agencies::find(conn, reply.agency_id)).transpose()?;
    let answer = answer.as_ref().zip(agency.as_ref().map(|agency| agency.name.as_str()));
    to_sender(portal, conn, ticket, |head, to| head.duplicate(ticket, master, answer, to))?;
    for follower in tickets::whole_followers(conn, ticket.id)? {
        to_sender(portal, conn, &follower, |head, to| head.duplicate(&follower, master, answer, to))?;
    }
    Ok(())
}

/// It repeats nothing after all.
pub fn separated(portal: &Portal, conn: &mut Conn, ticket: &Ticket) -> Written {
    to_sender(portal, conn, ticket, |head, to| head.separated(ticket, to))
}

/// `token` is the one-time link's secret; it leaves the database when the letter is sent.
pub fn invited(portal: &Portal, conn: &mut Conn, account: &Account, token: &str, until: Moment) -> Written {
    let city = portal.db.city(conn)?;
    queue(portal, conn, head(portal, &city).invite(account, token, until))
}

/// A link to choose a new password, for an account that has one. It works until `until`.
pub fn reset(portal: &Portal, conn: &mut Conn, account: &Account, token: &str, until: Moment) -> Written {
    let city = portal.db.city(conn)?;
    queue(portal, conn, head(portal, &city).reset(account, token, until))
}

/// Too many wrong passwords: the account rests until `until`, and its owner should know.
pub fn failed_logins(portal: &Portal, conn: &mut Conn, account: &Account, until: Moment) -> Written {
    let city = portal.db.city(conn)?;
    queue(portal, conn, head(portal, &city).failed_logins(account, until))
}

/// What was decided about a request that a report is taken down, to whoever asked and left an address for it.
pub fn removal_decided(
    portal: &Portal,
    conn: &mut Conn,
    (code, removal): (&str, &Removal),
    said: (RemovalDecision, &str),
) -> Written {
    if removal.email.is_empty() {
        return Ok(());
    }
    let city = portal.db.city(conn)?;
    let head = head(portal, &city);
    queue(portal, conn, head.removal_decided((code, &removal.lang), said, &removal.email))
}

/// Somebody typed this address to follow something: its owner is asked. `token` leaves the database when the letter is sent.
pub fn follow_confirm(
    portal: &Portal,
    conn: &mut Conn,
    follow: &Follow,
    (subject, token): (Subject<'_>, &str),
) -> Written {
    let (city, stop) = (portal.db.city(conn)?, followers::keys::of_stop(portal, follow.id));
    let head = Letterhead { stop: &stop, ..head(portal, &city) };
    queue(portal, conn, head.follow_confirm(follow, subject, token))
}

/// What happened to a report, to a reader who follows it: these steps, and the answer where one is among them.
pub fn follow_news(
    portal: &Portal,
    conn: &mut Conn,
    follow: &Follow,
    (card, events, answer): (&PublicCard, &[&PublicEvent], Option<&PublishedReply>),
) -> Written {
    let (city, stop) = (portal.db.city(conn)?, followers::keys::of_stop(portal, follow.id));
    let head = Letterhead { stop: &stop, ..head(portal, &city) };
    let named = |event: &&PublicEvent| city.agency(event.agency).to_owned();
    let events: Vec<_> = events.iter().map(|event| (*event, named(event))).collect();
    let letter = head.follow_news(follow, (card, &place_of(&city, card)), (&events, answer), portal.now());
    queue(portal, conn, letter)
}

/// What is new in a list, to a reader who follows it: these reports, so many more, and the words that are looked for.
pub fn follow_digest(
    portal: &Portal,
    conn: &mut Conn,
    follow: &Follow,
    (cards, more, typed): (Vec<PublicCard>, usize, &str),
) -> Written {
    let (city, stop) = (portal.db.city(conn)?, followers::keys::of_stop(portal, follow.id));
    let head = Letterhead { stop: &stop, ..head(portal, &city) };
    let told: Vec<_> = cards
        .into_iter()
        .map(|card| {
            let place = place_of(&city, &card);
            (card, place)
        })
        .collect();
    queue(portal, conn, head.follow_digest(follow, &told, (more, typed, portal.now())))
}

fn place_of<'a>(city: &'a City, card: &PublicCard) -> Where<'a> {
    Where { commune: city.commune(card.ticket.commune), agency: city.agency(card.ticket.agency) }
}

/// What waits for a member of staff: what it is, the report's code, and by when something is owed.
pub fn notices(
    portal: &Portal,
    conn: &mut Conn,
    account: &Account,
    told: &[(What, &str, Option<Moment>)],
) -> Written {
    let city = portal.db.city(conn)?;
    queue(portal, conn, head(portal, &city).notices(account, told))
}

fn to_sender(
    portal: &Portal,
    conn: &mut Conn,
    ticket: &Ticket,
    write: impl FnOnce(Letterhead<'_>, &str) -> Letter,
) -> Written {
    maybe_to_sender(portal, conn, ticket, |head, to| Some(write(head, to)))
}

/// What became of a report, to all whose reports repeat it, as far as they may know of it.
fn to_followers(portal: &Portal, conn: &mut Conn, master: &Ticket, news: News<'_>) -> Written {
    for follower in tickets::whole_followers(conn, master.id)? {
        maybe_to_sender(portal, conn, &follower, |head, to| head.followed(&follower, master, news, to))?;
    }
    Ok(())
}

fn maybe_to_sender(
    portal: &Portal,
    conn: &mut Conn,
    ticket: &Ticket,
    write: impl FnOnce(Letterhead<'_>, &str) -> Option<Letter>,
) -> Written {
    let Some(email) = contacts::email(conn, ticket.id)? else {
        return Ok(());
    };
    let (state, city) = (contacts::state(conn, ticket.id)?, portal.db.city(conn)?);
    let category = categories::find(conn, ticket.category_id)?;
    let Keys { stop, confirm, own } = Keys::of(portal, conn, ticket)?;
    let unconfirmed = state.email_verified_at.is_none();
    let written = write(
        Letterhead {
            stop: &stop,
            own: &own,
            unconfirmed: unconfirmed.then_some(&confirm),
            category: if ticket.lang == "en" { &category.name_en } else { &category.name_vi },
            ..head(portal, &city)
        },
        &email,
    );
    let Some(letter) = written.filter(|letter| state.takes(letter.kind)) else {
        return Ok(());
    };
    if !is_wanted(conn, &city, ticket, letter.kind)? {
        return Ok(());
    }
    let mut letter = letter.queue(portal.now());
    if unconfirmed && has_enough(portal, conn, &letter)? {
        letter.state = LetterState::Held;
        remember(conn, ticket.id, EventKind::LetterHeld, portal.now())?;
    }
    if let Some(rehearsal) = &portal.rehearsal {
        rehearsal.note(&letter);
    }
    Ok(letters::enqueue(conn, &letter)?)
}

/// The keys that a letter carries.
struct Keys {
    stop: String,
    confirm: String,
    own: String,
}

impl Keys {
    /// Dots where nothing is sent: whoever looks at a letter beforehand must not come in by its links.
    fn of(portal: &Portal, conn: &mut Conn, ticket: &Ticket) -> Result<Self, Refusal> {
        if portal.rehearsal.is_some() {
            let [stop, confirm, own] = ["…"; 3].map(str::to_owned);
            return Ok(Self { stop, confirm, own });
        }
        Ok(Self {
            stop: keys::of_letters(portal, ticket.id),
            confirm: keys::of_confirmation(portal, ticket.id),
            own: keys::of_own_page(portal, conn, ticket.id)?,
        })
    }
}

/// Does the city write about it, and does its sender want to read it? An address cannot be confirmed without its letter.
fn is_wanted(conn: &mut Conn, city: &City, ticket: &Ticket, kind: LetterKind) -> Result<bool, Refusal> {
    let Some(topic) = kind.topic().filter(|_| kind != LetterKind::Confirm) else { return Ok(true) };
    Ok(city.writes(topic) && !letter_topics::off(conn, ticket.id)?.contains(&topic))
}

/// Did this mailbox get as many letters today as one may whose owner confirmed nothing? Whoever types a stranger's address
/// twenty times must not fill the stranger's box.
fn has_enough(portal: &Portal, conn: &mut Conn, letter: &QueuedLetter) -> Result<bool, Refusal> {
    let (now, most) = (portal.now(), portal.db.city(conn)?.facts.sending.letters_a_day);
    Ok(letters::to_unconfirmed(conn, &letter.mailbox, now - Duration::days(1), now)? >= most)
}

fn queue(portal: &Portal, conn: &mut Conn, letter: Letter) -> Written {
    Ok(letters::enqueue(conn, &letter.queue(portal.now()))?)
}

fn head<'a>(portal: &'a Portal, city: &'a City) -> Letterhead<'a> {
    Letterhead::plain(&city.facts, &portal.config.base_url)
}

fn holder(conn: &mut Conn, ticket: &Ticket) -> Result<String, Refusal> {
    match ticket.agency() {
        Some(id) => Ok(agencies::find(conn, id)?.name),
        None => Ok(String::new()),
    }
}
