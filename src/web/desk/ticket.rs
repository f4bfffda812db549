//! A report's desk page: what came in, where it stands, and what this person may do with it now.
use super::draft_form::{self, DraftForm};
use super::facts::{Fact, Facts, NoteShown};
use super::held::{self, HeldShown};
use super::life;
use super::opened::Opened;
use super::parts::{self, PartForm, PartShown};
use super::point;
use super::queue::{self, QueueShown};
use super::reviews::RatingShown;
use super::sender_history::{self, SenderHistory};
use super::signals::{self, SignalTold};
use super::step::conflict::Conflict;
use super::step::{KeyShown, Maker, StepForm, TypedStep};
use super::steps::{mend_draft, publish, return_draft, see_contact, see_original, write_note};
use super::triage_form::{self, TriageForm};
use super::versions::{self, VersionShown};
use super::will_see::{self, AnswerPart};
use crate::domain::photo::PhotoRole;
use crate::domain::policy::Act;
use crate::domain::promise::Promised;
use crate::domain::question::{Question, Value};
use crate::domain::ticket::Ticket;
use crate::i18n;
use crate::links;
use crate::portal::Portal;
use crate::web::error::Failure;
use crate::web::form::Errors;
use crate::web::parts::map::{self, MapShown};
use crate::web::parts::photo_strip::PhotoShown;
use crate::web::parts::question::AnswerSaid;
use crate::web::parts::status_tag::{DueTag, StatusTag};
use crate::web::parts::timeline::TimelineStep;
use crate::web::parts::{moment, promise};
use crate::web::query::Query;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// All that the desk shows of a report, with the steps that this person may take now.
#[derive(Template)]
#[template(path = "desk/ticket.html")]
pub struct TicketPage {
    pub shell: Shell,
    pub queue: QueueShown,
    pub back: String,
    pub code: String,
    pub heading: String,
    pub status: StatusTag,
    pub due: DueTag,
    pub level: String,
    pub version: i32,
    /// The sender's own words, for whoever may read them.
    pub original: Vec<Words>,
    /// Until when they stand open; "" for whoever reads them at any time.
    pub original_until: String,
    /// The checked copy, where it says something else, or its reader sees nothing else.
    pub public_text: Vec<Words>,
    pub public_label: String,
    /// How it read before its sender corrected it, the newest correction first.
    pub versions: Vec<VersionShown>,
    /// What was left out of the copy is opened with a reason.
    pub see_original: Option<StepForm>,
    /// So is how to reach the sender.
    pub see_contact: Option<StepForm>,
    /// What else the sender sent, while that stands open.
    pub past: Option<SenderHistory>,
    /// What it may need another way for, while it is at the 1022 desk.
    pub signals: Vec<SignalTold>,
    /// What its category asked, answered.
    pub asked: Vec<AnswerSaid>,
    pub photos: Vec<PhotoShown>,
    pub refusal: String,
    pub facts: Vec<Fact>,
    /// Where it is, or where whoever may sets it.
    pub map: Option<MapShown>,
    /// Who had it, and for how long.
    pub held: Vec<HeldShown>,
    /// What was and is owed on it, in the order in which it began.
    pub life: Vec<TimelineStep>,
    pub timeline: Vec<TimelineStep>,
    pub notes: Vec<NoteShown>,
    pub note: Option<StepForm>,
    pub colleagues: Vec<String>,
    pub answers: Vec<AnswerPart>,
    pub rating: Option<RatingShown>,
    pub triage: Option<TriageForm>,
    pub draft: Option<DraftForm>,
    /// The form of a part, for whoever works with the lead.
    pub part: Option<PartForm>,
    /// Everybody's part; nothing where the lead works alone.
    pub parts: Vec<PartShown>,
    /// "Nơi phối hợp chưa góp ý"; "" where nobody works with the lead.
    pub parts_told: String,
    /// The draft as the public will see it, for whoever does not write at it.
    pub preview: Option<AnswerPart>,
    /// "Dự thảo của …"
    pub drafter: String,
    pub approval: Option<Approval>,
    pub acts: Vec<StepForm>,
    pub letters: Vec<KeyShown>,
    pub errors: Errors,
    pub conflict: Option<Conflict>,
    pub public_page: String,
    /// What people said publicly about it; "" for whoever does not decide about that.
    pub comments: String,
    pub history_csv: String,
    /// Where a script says that somebody has it open, and hears who else does.
    pub here: String,
}

/// A title and a text.
pub struct Words {
    pub title: String,
    pub body: String,
}

/// The approver's decision.
pub struct Approval {
    pub action: String,
    pub letter: &'static str,
    /// For whoever may give it back.
    pub sends_back: Option<StepForm>,
    /// A few words of it may be mended.
    pub mends: Option<StepForm>,
    /// Four eyes: whoever wrote the draft cannot approve it.
    pub own: bool,
    /// "Hạn trả lời: 17:00, 9/9/2026"
    pub due: String,
}

/// The queue that the report was opened from, and the code of the report just done.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "kebab-case")]
pub struct TicketQuestion {
    hang: String,
    xong: String,
    /// Whom that one went to.
    co_quan: String,
}

/// The page of one report; not found for whoever may not know of it.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    code: web::Path<String>,
    asked: Query<TicketQuestion>,
) -> Result<HttpResponse, Failure> {
    let opened = open(&portal, &visitor, &code, &asked.hang).await?;
    let mut page = of(&portal, &visitor, &opened, TypedStep::default());
    super::say_done(&mut page.shell, &opened.city, (&asked.xong, &asked.co_quan), &opened.ticket.code);
    Ok(map::allow(&portal, page::page(&page)?))
}

/// Reads a report for whoever asks.
pub async fn open(portal: &Portal, visitor: &Visitor, code: &str, queue: &str) -> Result<Opened, Failure> {
    let actor = visitor.staff()?.clone();
    let (now, code, queue) = (portal.now(), code.to_owned(), queue.to_owned());
    let saved = visitor.views().to_vec();
    off_thread::look_in_city(portal, move |c, city| {
        Opened::load(c, city, (&actor, &saved), &code, &queue, now)
    })
    .await
}

/// The page again with what was typed: 422 where it cannot be taken, 409 where somebody was faster.
pub fn again(
    portal: &Portal,
    visitor: &Visitor,
    opened: &Opened,
    typed: TypedStep,
    conflict: Option<Conflict>,
) -> Result<HttpResponse, Failure> {
    let mut page = of(portal, visitor, opened, typed);
    let status = if conflict.is_some() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    page.conflict = conflict;
    Ok(map::allow(portal, page::page_as(status, &page)?))
}

/// The page with what was typed into the form of one step, if anything was.
pub fn of(portal: &Portal, visitor: &Visitor, opened: &Opened, typed: TypedStep) -> TicketPage {
    let w = visitor.words();
    let ticket = &opened.ticket;
    let facts = Facts { w, opened };
    let maker = Maker { w, opened, typed: &typed, reopen_days: opened.city.facts.reopen_days };
    let queue = opened.queue.as_ref().map(|found| found.show(&w, &ticket.code)).unwrap_or_default();
    let heading = heading(opened);
    let shell = framed(portal, visitor, format!("{} · {heading}", ticket.code), &queue);
    let draft = draft_form::of(&w, opened, &typed);
    let triage = triage_form::of(&w, opened, &typed);
    let preview = if draft.is_some() { None } else { waiting(&w, opened) };
    // Whoever checks a report sees its photos beside the choice of what becomes public.
    let photos = if triage.is_some() { Vec::new() } else { sent_photos(&w, opened) };
    TicketPage {
        back: queue.back(),
        code: ticket.code.clone(),
        heading,
        status: status(&w, opened),
        due: queue::due(&w, ticket.status, ticket.level, ticket.due_at(), opened.now, &opened.city.calendar),
        level: facts.level(),
        version: ticket.version,
        original: original(opened),
        original_until: original_until(&w, opened),
        public_text: public_text(opened),
        public_label: w.say(public_label(opened)),
        versions: versions::shown(&w, opened),
        see_original: maker.form(&see_original::STEP),
        see_contact: maker.form(&see_contact::STEP),
        past: sender_history::shown(&w, opened),
        signals: signals::told(&w, opened),
        asked: asked(&w, opened),
        photos,
        refusal: ticket.refusal.clone(),
        facts: facts.list(),
        map: point::map(portal, opened),
        held: held::turns(&w, opened),
        life: life::line(&w, opened),
        timeline: facts.timeline(),
        notes: facts.notes(),
        note: maker.form(&write_note::STEP),
        colleagues: opened.colleagues.iter().map(|one| format!("@{}", one.name)).collect(),
        answers: will_see::published(&w, opened),
        part: parts::form(&w, opened, &typed),
        parts: parts::of(&w, opened),
        parts_told: parts::count(&w, opened),
        rating: opened.rating.as_ref().map(|rating| RatingShown::of(&w, &opened.city, rating)),
        preview,
        drafter: w.fill("desk.draft.of", [("name", &opened.drafter)]),
        approval: approval(&maker, opened.city.facts.four_eyes),
        acts: maker.listed(),
        letters: maker.letters(),
        public_page: public_page(opened),
        comments: comments(opened),
        history_csv: links::history_csv(&ticket.code),
        here: links::presence(&ticket.code),
        conflict: None,
        errors: typed.errors.clone(),
        triage,
        draft,
        shell,
        queue,
    }
}

/// The answer that waits for its approver, as the public would read it.
fn waiting(w: &i18n::Words, opened: &Opened) -> Option<AnswerPart> {
    opened.draft.as_ref().map(|draft| will_see::draft(w, opened.around(), draft))
}

/// Until when the sender's own words stand open; "" where they always do, or do not.
fn original_until(w: &i18n::Words, opened: &Opened) -> String {
    let said = |until| w.fill("desk.open_until", [("when", moment::time(until))]);
    opened.original_until.map(said).unwrap_or_default()
}

/// The exact state, or what is promised while that is all that is owed.
fn status(w: &i18n::Words, opened: &Opened) -> StatusTag {
    let promised = Promised::standing(&opened.ticket.clocks).filter(|_| opened.ticket.status.is_settled());
    match promised {
        Some(promised) => promise::state(w, &promised, opened.now),
        None => StatusTag::exact(w, opened.ticket.status),
    }
}

/// What its category asked, answered. Free words in which somebody may be named are for who reads the
/// sender's own words.
fn asked(w: &i18n::Words, opened: &Opened) -> Vec<AnswerSaid> {
    let one = |(question, value): &(Question, Value)| {
        let hidden = !opened.reads_original && value.may_be_personal();
        let value = if hidden { w.say("desk.asked_hidden") } else { value.said(question, w.lang()) };
        AnswerSaid { label: question.label(w.lang()).to_owned(), value }
    };
    opened.asked.iter().map(one).collect()
}

/// The frame, with the queue in its menu.
fn framed(portal: &Portal, visitor: &Visitor, title: String, queue: &QueueShown) -> Shell {
    let mut shell = Shell::new(portal, visitor, title);
    queue::into_menu(&mut shell, queue);
    shell
}

/// "" while nothing is public.
fn public_page(opened: &Opened) -> String {
    if opened.ticket.is_public { links::ticket(&opened.ticket.code) } else { String::new() }
}

/// Where what people said publicly about it is decided; "" for whoever may not, and while nothing is public.
fn comments(opened: &Opened) -> String {
    let decides = opened.actor.may(Act::SetProminence, &opened.ticket.holding());
    if decides && opened.ticket.is_public { links::comments_of(&opened.ticket.code) } else { String::new() }
}

/// The title that the public reads, or the sender's own while none is.
fn heading(opened: &Opened) -> String {
    let ticket = &opened.ticket;
    let checked = !ticket.public_title.is_empty();
    if checked { &ticket.public_title } else { &ticket.title }.clone()
}

fn sent_photos(w: &i18n::Words, opened: &Opened) -> Vec<PhotoShown> {
    let sent = opened.photos.iter().filter(|photo| photo.role == PhotoRole::Report);
    sent.map(|photo| will_see::shown(w, &opened.ticket.code, photo, "desk.before_alt")).collect()
}

/// Nothing for whoever reads the checked copy alone.
fn original(opened: &Opened) -> Vec<Words> {
    let Ticket { report, .. } = &opened.ticket;
    let words = Words { title: report.title.clone(), body: report.body.clone() };
    if opened.reads_original { vec![words] } else { Vec::new() }
}

/// The checked copy, where it says something else than the original, or the original is not shown.
fn public_text(opened: &Opened) -> Vec<Words> {
    let ticket = &opened.ticket;
    let (title, body) = ticket.copy();
    let differs = ticket.checked_at.is_some() && ticket.is_edited();
    if differs || !opened.reads_original {
        vec![Words { title: title.to_owned(), body: body.to_owned() }]
    } else {
        Vec::new()
    }
}

fn public_label(opened: &Opened) -> &'static str {
    match (opened.may(Act::ReadOriginal), opened.ticket.checked_at.is_some()) {
        (true, _) => "desk.public_text",
        (false, true) => "desk.checked_text",
        (false, false) => "desk.sent_text",
    }
}

fn approval(maker: &Maker<'_>, four_eyes: bool) -> Option<Approval> {
    let opened = maker.opened;
    if !publish::STEP.is_open(opened) {
        return None;
    }
    Some(Approval {
        action: links::desk_step(&opened.ticket.code, publish::STEP.path),
        letter: publish::STEP.letter,
        sends_back: maker.form(&return_draft::STEP),
        mends: maker.form(&mend_draft::STEP),
        own: four_eyes && opened.draft.as_ref().is_some_and(|draft| draft.author_id == opened.actor.id),
        due: due_line(&maker.w, &opened.ticket),
    })
}

/// By when the answer is due: beside the approver's decision.
pub fn due_line(w: &i18n::Words, ticket: &Ticket) -> String {
    w.fill("desk.draft.due", [("when", moment::full(ticket.answer_due().unwrap_or(ticket.due_at())))])
}
