//! All that hangs on one report, for its page at the desk: small rows of many tables, read in one question.
mod pieces;

use super::{Conn, Found};
use crate::domain::assignment::{Assignment, Holders};
use crate::domain::clocks::{Clock, Clocks};
use crate::domain::contact::ContactState;
use crate::domain::event::{Event, Note};
use crate::domain::objection::Objection;
use crate::domain::own_words::OwnWords;
use crate::domain::photo::Photo;
use crate::domain::question::{Question, ReportAnswer, Value};
use crate::domain::rating::Rating;
use crate::domain::reply::{Document, Reply, ReplyDraft};
use crate::domain::report_point::ReportPoint;
use crate::domain::ticket::{Report, Ticket};
use crate::ids::{AccountId, NoteId, SignalId, TicketId};
use crate::schema::tickets;
use diesel::prelude::*;
use diesel::result::Error::DeserializationError;
use diesel::sql_query;
use diesel::sql_types::Text;
use pieces::PIECES;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// A report with all that hangs on it but its sender, whom only few may read.
#[derive(Debug, Clone, PartialEq)]
pub struct Dossier {
    pub ticket: Ticket,
    /// How letters fare with the sender; nothing where none is known, or not any more.
    pub contact_state: Option<ContactState>,
    /// What it needed another way for when it came in; nothing: its sender said that somebody is in danger.
    pub signals: Vec<Option<SignalId>>,
    /// What its category asked, answered, in the order of the questions.
    pub asked: Vec<(Question, Value)>,
    /// The sender's before those of the answer.
    pub photos: Vec<Photo>,
    /// Published or not, in the order they came.
    pub documents: Vec<Document>,
    /// Oldest first, with the name of whoever did it.
    pub events: Vec<(Event, Option<String>)>,
    /// Oldest first, each with its author's name.
    pub notes: Vec<(Note, String)>,
    /// Who was named in the notes.
    pub mentions: Vec<(NoteId, String)>,
    pub draft: Option<ReplyDraft>,
    /// Who wrote the draft; "" for nobody.
    pub drafter: String,
    /// Every version, the newest first.
    pub replies: Vec<Reply>,
    /// What its sender thinks of the answer.
    pub rating: Option<Rating>,
    /// How it read before its sender corrected it, the oldest first.
    pub versions: Vec<OwnWords>,
    /// Where it is, each time that it was said, the oldest first.
    pub points: Vec<ReportPoint>,
    /// What is said against its refusal.
    pub objection: Option<Objection>,
    /// Who works on it; "" for nobody.
    pub assignee: String,
    /// How many others have the same trouble.
    pub supports: i64,
}

/// What its public copy counts.
#[derive(Deserialize)]
struct Counted {
    supports: i64,
}

/// The report of this code, and what hangs on it.
pub fn by_code(conn: &mut Conn, code: &str) -> Found<Option<Dossier>> {
    let found = tickets::table.filter(tickets::code.eq(code)).select(Report::as_select()).first(conn);
    found.optional()?.map(|report| Rows::of(conn, report.id)?.around(report)).transpose()
}

/// Somebody whose name stands on the report.
#[derive(Deserialize)]
struct Named {
    id: AccountId,
    name: String,
}

/// A signal that the report came in with.
#[derive(Deserialize)]
struct Heard {
    signal_id: Option<SignalId>,
}

/// Who was named in which note.
#[derive(Deserialize)]
struct Mention {
    note_id: NoteId,
    account_id: AccountId,
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    part: String,
    #[diesel(sql_type = Text)]
    content: String,
}

/// What was read, by the table that it stands in.
struct Rows(BTreeMap<String, Vec<String>>);

impl Rows {
    fn of(conn: &mut Conn, ticket: TicketId) -> Found<Self> {
        let selects: Vec<String> = PIECES.iter().map(|piece| piece.select(conn, ticket)).collect();
        let lines: Vec<Line> = sql_query(selects.join(" UNION ALL ")).load(conn)?;
        let mut rows: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for line in lines {
            rows.entry(line.part).or_default().push(line.content);
        }
        Ok(Self(rows))
    }

    fn take<T: DeserializeOwned>(&mut self, part: &str) -> Found<Vec<T>> {
        let rows = self.0.remove(part).unwrap_or_default();
        let read =
            |row: &String| serde_json::from_str(row).map_err(|wrong| DeserializationError(wrong.into()));
        rows.iter().map(read).collect()
    }

    /// The rows in their order, around the report on which they hang.
    fn around(mut self, report: Report) -> Found<Dossier> {
        let people = self.take::<Named>("accounts")?.into_iter().map(|one| (one.id, one.name));
        let people: HashMap<AccountId, String> = people.collect();
        let name = |id: AccountId| people.get(&id).cloned();
        let mut photos: Vec<Photo> = self.take("photos")?;
        photos.sort_by_key(|one| (Reverse(one.role.as_str()), one.position, one.id));
        let mut documents: Vec<Document> = self.take("documents")?;
        documents.sort_by_key(|one| one.id);
        let mut events: Vec<Event> = self.take("events")?;
        events.sort_by_key(|one| one.id);
        let mut notes: Vec<Note> = self.take("notes")?;
        notes.sort_by_key(|one| one.id);
        let mentions = self.take::<Mention>("note_mentions")?.into_iter();
        let mut mentions: Vec<(NoteId, String)> =
            mentions.filter_map(|one| Some((one.note_id, name(one.account_id)?))).collect();
        mentions.sort();
        let mut replies: Vec<Reply> = self.take("replies")?;
        replies.sort_by_key(|one| Reverse((one.version, one.id)));
        let mut versions: Vec<OwnWords> = self.take("own_words")?;
        versions.sort_by_key(|one| one.id);
        let mut points: Vec<ReportPoint> = self.take("report_points")?;
        points.sort_by_key(|one| one.id);
        let asked = asked(self.take("questions")?, &self.take::<ReportAnswer>("report_answers")?);
        let draft = self.take::<ReplyDraft>("reply_drafts")?.pop();
        let holders = Holders::of(self.take::<Assignment>("assignments")?);
        let ticket = Ticket { report, holders, clocks: Clocks::of(self.take::<Clock>("clocks")?) };
        Ok(Dossier {
            contact_state: self.take("contacts")?.pop(),
            signals: self.take::<Heard>("report_signals")?.into_iter().map(|one| one.signal_id).collect(),
            asked,
            photos,
            documents,
            events: with(events, |one| one.actor_id.and_then(name)),
            notes: with(notes, |one| name(one.author_id).unwrap_or_default()),
            mentions,
            drafter: draft.as_ref().and_then(|draft| name(draft.author_id)).unwrap_or_default(),
            draft,
            replies,
            rating: self.take("ratings")?.pop(),
            versions,
            points,
            objection: self.take("objections")?.pop(),
            supports: self.take::<Counted>("public_reports")?.pop().map_or(0, |copy| copy.supports),
            assignee: ticket.assignee().and_then(name).unwrap_or_default(),
            ticket,
        })
    }
}

/// Each answer with its question as it was asked.
fn asked(mut questions: Vec<Question>, answers: &[ReportAnswer]) -> Vec<(Question, Value)> {
    questions.sort_by_key(|one| (one.position, one.root_id));
    let value = |id| answers.iter().find(|one| one.question_id == id)?.read();
    questions
        .into_iter()
        .filter_map(|one| Some((value(one.id)?, one)))
        .map(|(value, one)| (one, value))
        .collect()
}

/// Each with the name that stands on it.
fn with<T, N>(all: Vec<T>, name: impl Fn(&T) -> N) -> Vec<(T, N)> {
    let each = all.into_iter().map(|one| {
        let name = name(&one);
        (one, name)
    });
    each.collect()
}
