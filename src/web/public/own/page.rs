//! A sender's own page, made of what [`load`](super::load) read.
use super::comment::{self, OwnComment};
use super::load::OwnReport;
use super::looks::{self, Looks};
use super::mine::{self, CorrectionShown, WhoSees};
use super::rating::{self, RatingShown};
use crate::clock::Moment;
use crate::domain::clocks::Owed;
use crate::domain::contact::masked;
use crate::domain::event::EventKind;
use crate::domain::letter_topic::Topic;
use crate::domain::objection::Heard;
use crate::domain::photo::{Photo, PhotoRole};
use crate::domain::reply::Reply;
use crate::domain::status::{Status, Step};
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;
use crate::web::form::{Choice, Errors};
use crate::web::parts::answer::{AnswerShown, AnsweredReport, Said, earlier, newest};
use crate::web::parts::moment::{self, MomentShown};
use crate::web::parts::photo_strip::{PhotoShown, Picture, Shelf, row};
use crate::web::parts::promise::PromiseShown;
use crate::web::parts::question::{self, AnswerSaid};
use crate::web::parts::status_tag::StatusTag;
use crate::web::parts::timeline::TimelineStep;
use crate::web::public::holder::{Held, Holder, holder};
use crate::web::public::lookup_code::tag;
use crate::web::public::submit::thanks::waiting;
use crate::web::public::ticket::{link_to, place, reason_said, timeline};
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use askama::Template;

/// A report as its sender sees it.
#[derive(Template)]
#[template(path = "public/own.html")]
pub struct OwnPage {
    pub shell: Shell,
    pub code: String,
    pub title: String,
    pub tag: StatusTag,
    pub sent: MomentShown,
    /// What the sender is asked; `None` where nobody waits for an answer.
    pub question: Option<Question>,
    pub holder: Holder,
    /// What its answer promised, or the answer of the public report that it repeats.
    pub promise: Option<PromiseShown>,
    /// That the sender has yet to confirm the address; "" where they have not.
    pub waiting: String,
    /// The public report that it repeats; "" for none.
    pub master: String,
    pub master_code: String,
    /// It repeats a report that is not public.
    pub joined_hidden: bool,
    /// Why it was refused, and what the sender was told; "" where it was not.
    pub reason: String,
    pub reason_text: String,
    /// May the sender still ask that somebody else looks at the refusal?
    pub may_object: bool,
    /// How that stands; "" where nobody was asked.
    pub objection: String,
    /// The newest first.
    pub answers: Vec<AnswerShown>,
    pub timeline: Vec<TimelineStep>,
    pub body: String,
    /// What its category asked, and what they answered.
    pub asked: Vec<AnswerSaid>,
    pub place: String,
    pub photos: Vec<PhotoShown>,
    /// The address of the public page; "" where there is none.
    pub public: String,
    /// What its sender said publicly about it.
    pub comments: Vec<OwnComment>,
    /// May they say something that everybody reads?
    pub may_comment: bool,
    /// May words and photos still be added?
    pub may_add: bool,
    pub may_withdraw: bool,
    /// How many photos may come at once.
    pub most_photos: usize,
    /// Until the end of which day it may be opened again; "" where that is not open.
    pub reopen_until: String,
    pub rating: Option<RatingShown>,
    /// Whether letters come, and to which address; `None` for who left none.
    pub letters: Option<Letters>,
    /// The form in which what was written is corrected; `None` once an agency took it on.
    pub correction: Option<CorrectionShown>,
    /// When it was corrected last; "" for never.
    pub corrected: String,
    pub who_sees: WhoSees,
    /// Who looked at what is kept apart, and who may.
    pub looks: Looks,
    pub typed: Typing,
    pub errors: Errors,
    pub to: Ways,
}

/// What the sender is asked.
pub struct Question {
    /// "Sở Xây dựng hỏi bạn": an agency by its full name, or the 1022 desk.
    pub asks: String,
    pub text: String,
    /// "Hỏi lúc 9:20, 24/11/2026. …"
    pub asked: String,
    /// By when, and what happens then; "" where the city has no term for it.
    pub until: String,
    /// Does somebody wait? Else the report closed without an answer, and one takes it up again.
    pub waits: bool,
}

/// How it stands with letters.
pub struct Letters {
    /// "Chúng tôi gửi thư đến n•••@example.vn …"
    pub told: String,
    pub stopped: bool,
    /// They are known not to arrive.
    pub dead: bool,
    /// What one may switch off alone.
    pub topics: Vec<Choice>,
    /// What is written about anyway.
    pub always: Vec<String>,
    /// Is one of them a question to its sender?
    pub asks: bool,
}

/// What was typed and could not be taken, to be shown again.
#[derive(Default)]
pub struct Typing {
    pub more: String,
    pub why: String,
    pub objection: String,
    pub comment: String,
    pub rating: Option<TypedRating>,
    pub words: Option<TypedWords>,
}

/// Words of one's own as they were typed anew.
#[derive(Clone, Default)]
pub struct TypedWords {
    pub title: String,
    pub body: String,
    pub place: String,
    /// The ids of photos to take out.
    pub photos_off: Vec<String>,
}

/// A rating as it was chosen and typed.
pub struct TypedRating {
    pub mark: String,
    pub reasons: Vec<String>,
    pub words: String,
}

/// Where the page's forms are sent.
pub struct Ways {
    pub say_more: String,
    pub know_no_more: String,
    pub withdraw: String,
    pub reopen: String,
    pub rate: String,
    pub object: String,
    pub comment: String,
    pub letters: String,
    pub choose_letters: String,
    pub contact: String,
    pub correct: String,
    pub who_sees: String,
    pub renew: String,
}

/// The page of the report that was read, for whoever holds the key.
pub fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    (key, found): (&str, OwnReport),
    typed: Typing,
    errors: Errors,
) -> OwnPage {
    let w = &visitor.words();
    let ticket = &found.ticket;
    let (city, events) = (&found.city, &found.events);
    let asked = AnsweredReport { code: &ticket.code, title: &ticket.title, shelf: Shelf::Own(key) };
    let holder = holder(w, city, held(&found, portal.now()));
    let (answers, left) = answers(w, asked, &found);
    let reason = ticket.reason.as_deref().filter(|_| ticket.status == Status::Rejected);
    let (reason, general) = reason
        .and_then(|code| city.reason(code))
        .cloned()
        .map_or_else(Default::default, |one| reason_said(w, one));
    OwnPage {
        shell: Shell::new(portal, visitor, ticket.title.clone()),
        tag: tag(w, &found.standing, portal.now()),
        promise: found.standing.promised.as_ref().map(|one| PromiseShown::of(w, city, one, portal.now())),
        sent: MomentShown::of(ticket.created_at),
        question: asked_now(w, &found, portal.now()),
        master: link_to(&found.master),
        master_code: found.master.clone(),
        joined_hidden: found.joined_hidden,
        waiting: waiting(w, found.state.confirm_by),
        reason_text: if ticket.refusal.is_empty() { general } else { ticket.refusal.clone() },
        reason,
        may_object: found.may_object(),
        objection: objection(w, &found),
        answers,
        photos: left,
        timeline: timeline(w, city, events, &holder),
        holder,
        place: place(w, &ticket.place, city.commune(ticket.commune_id)),
        public: if found.is_public { link_to(&ticket.code) } else { String::new() },
        comments: found.comments.iter().map(|one| comment::said(w, one)).collect(),
        may_comment: comment::is_open(&found),
        may_add: !ticket.status.is_settled(),
        most_photos: portal.config.uploads.photos,
        may_withdraw: ticket.status.after(Step::Withdraw).is_some(),
        reopen_until: found
            .reopen_until(portal.now())
            .map_or_else(String::new, |last| w.fill(reopen_key(&found), [("day", moment::day(last))])),
        rating: rating::shown(w, &found, &typed, portal.now()),
        letters: letters(w, &found),
        correction: mine::correction(w, &found, &typed),
        corrected: mine::corrected(w, &found),
        who_sees: mine::who_sees(w, &found),
        looks: looks::shown(w, &found),
        typed,
        errors,
        to: Ways::of(key),
        title: ticket.title.clone(),
        body: ticket.body.clone(),
        asked: question::said(w, &found.asked),
        code: ticket.code.clone(),
    }
}

/// How it stands with whoever holds it.
fn held(found: &OwnReport, now: Moment) -> Held<'_> {
    let ticket = &found.ticket;
    Held {
        status: ticket.status,
        agency: ticket.agency(),
        answer_due: ticket.answer_due(),
        due_at: ticket.due_at(),
        promised: found.standing.promised.as_ref(),
        hotline: &found.city.facts.hotline,
        now,
    }
}

/// What is asked now, by whom, since when and until when.
fn asked_now(w: &Words, found: &OwnReport, now: Moment) -> Option<Question> {
    let ticket = &found.ticket;
    let last = found.events.iter().rev().find(|event| event.kind == EventKind::InfoAsked)?;
    let (waits, again) =
        (ticket.status == Status::NeedsInfo, found.taken_up_until.filter(|last| *last >= now));
    let until = match (ticket.clocks.running(Owed::Info), again) {
        (Some(clock), _) => w.fill("own.answer_by", [("when", moment::full(clock.due_at))]),
        (None, Some(last)) => w.fill("own.closed_unanswered", [("day", moment::day(last))]),
        (None, None) => String::new(),
    };
    let desk = || w.fill("holder.desk", [("hotline", found.city.facts.hotline.as_str())]);
    let who = match found.city.agency(ticket.agency().filter(|_| ticket.holders.is_taken())) {
        "" => desk(),
        agency => agency.to_owned(),
    };
    (waits || again.is_some()).then(|| Question {
        asks: w.fill("own.asks", [("who", who)]),
        text: last.text.clone(),
        asked: w.fill("own.asked_at", [("when", moment::full(last.at))]),
        until,
        waits,
    })
}

/// Where it goes when it is opened again: to whoever answered, and the second time one level up.
fn reopen_key(found: &OwnReport) -> &'static str {
    if found.reopened() == 0 { "own.reopen_until" } else { "own.reopen_higher" }
}

/// How an objection stands while the report is refused.
fn objection(w: &Words, found: &OwnReport) -> String {
    let own = found.objection.as_ref().filter(|one| one.by_sender);
    match own.map(|one| (one.heard, one.raised_at)) {
        Some((Heard::Open, at)) => w.fill("own.objection_open", [("when", moment::full(at))]),
        Some((Heard::Upheld, _)) if found.ticket.status == Status::Rejected => w.say("own.objection_upheld"),
        Some((Heard::Upheld | Heard::TakenUp, _)) | None => String::new(),
    }
}

/// Whether letters come; nothing for who left no address.
fn letters(w: &Words, found: &OwnReport) -> Option<Letters> {
    let (stopped, dead) = (found.state.letters_stopped_at.is_some(), found.state.email_failed_at.is_some());
    let key = match (dead, stopped) {
        (true, _) => "own.letters_dead",
        (false, true) => "own.letters_off",
        (false, false) => "own.letters_on",
    };
    let email = &found.contact.email;
    let written = || Topic::ALL.iter().copied().filter(|topic| found.city.writes(*topic));
    let name = |topic: Topic| w.say(&format!("letter_topic.{topic}"));
    let choice = |topic: Topic| Choice {
        chosen: !found.letters_off.contains(&topic),
        ..Choice::new(topic.as_str(), name(topic), "")
    };
    (!email.is_empty()).then(|| Letters {
        told: w.fill(key, [("address", masked(email))]),
        stopped,
        dead,
        topics: written().filter(|topic| topic.is_optional()).map(choice).collect(),
        always: written().filter(|topic| !topic.is_optional()).map(name).collect(),
        asks: written().any(|topic| topic == Topic::Asked),
    })
}

/// Every answer, the newest first, and those of the sender's photos that stand beside none.
fn answers(w: &Words, asked: AnsweredReport<'_>, found: &OwnReport) -> (Vec<AnswerShown>, Vec<PhotoShown>) {
    let sent = |photo: &&Photo| photo.role == PhotoRole::Report;
    let before: Vec<Picture<'_>> = found.photos.iter().filter(sent).map(Picture::from).collect();
    let Some((last, older)) = found.replies.split_first() else {
        return (Vec::new(), row(w, "ticket.alt_before", asked.title, asked.shelf, &before));
    };
    let (answer, _) = newest(w, asked, &said(found, last), &before, false);
    let older = older.iter().map(|reply| earlier(w, asked, &said(found, reply)));
    let all = std::iter::once(answer).chain(older).collect();
    (all, row(w, "ticket.alt_before", asked.title, asked.shelf, &before))
}

fn said<'a>(found: &'a OwnReport, reply: &'a Reply) -> Said<'a> {
    let promised = found.ticket.clocks.promised_at(reply.published_at);
    let agency = found.city.agency(Some(reply.agency_id));
    Said::kept(reply, (agency, promised), &found.photos, &found.documents)
}

impl Ways {
    /// The addresses behind this key.
    pub fn of(key: &str) -> Self {
        let to = |step: &str| links::own_step(key, step);
        Self {
            say_more: to("bo-sung"),
            know_no_more: to("khong-them"),
            withdraw: to("rut"),
            reopen: to("mo-lai"),
            rate: to("danh-gia"),
            object: to("khong-dong-y"),
            comment: to("y-kien"),
            letters: to("thu"),
            choose_letters: to("chon-thu"),
            contact: to("lien-he"),
            correct: to("sua-loi"),
            who_sees: to("ai-xem"),
            renew: to("doi-lien-ket"),
        }
    }
}
