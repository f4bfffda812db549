//! What the public may read of a report. Internal notes, contact data and drafts are not fields of these types;
//! `store::public` is the only place that makes them.
use super::cell::{self, Cell, FINEST};
use super::event::EventKind;
use super::point::Point;
use super::promise::Promised;
use super::reply::Outcome;
use super::status::{PublicWord, Status};
use super::ticket::Kind;
use crate::clock::Moment;
use crate::ids::{AgencyId, CategoryId, CommuneId, ReplyId, TicketId};
use diesel::Queryable;
use serde::{Deserialize, Serialize};

/// A report that is public: its checked copy, never the sender's own words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PublicTicket {
    pub id: TicketId,
    pub code: String,
    pub kind: Kind,
    pub status: Status,
    /// What is read of its state; of a duplicate, its last master's.
    pub word: PublicWord,
    pub title: String,
    pub body: String,
    pub category: CategoryId,
    pub commune: Option<CommuneId>,
    pub place: String,
    /// Who holds it, or who answered.
    pub agency: Option<AgencyId>,
    /// Who works with them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partners: Vec<AgencyId>,
    /// The sender's name where they chose to show it, else "".
    pub sender: String,
    /// The code of the reason it was refused for.
    pub reason: Option<String>,
    /// What the sender was told when it was refused.
    pub refusal: String,
    /// The code of the report that it repeats, where that one is public; else "".
    pub master: String,
    pub created_at: Moment,
    pub answered_at: Option<Moment>,
    pub answer_due: Option<Moment>,
    /// When the next step is due, whoever owes it.
    pub due_at: Moment,
    /// What the answer says was done, while it stands; of a duplicate, its last master's.
    #[serde(default)]
    pub outcome: Option<Outcome>,
    /// What the answer promises, while it stands; of a duplicate, its last master's.
    #[serde(default)]
    pub promised: Option<Promised>,
    /// How many others have the same trouble, those of what repeats it included; of a duplicate they stand with its master.
    #[serde(default, skip_serializing_if = "is_nobody")]
    pub supports: i64,
}

fn is_nobody(supports: &i64) -> bool {
    *supports == 0
}

/// A public report as a list shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PublicCard {
    pub ticket: PublicTicket,
    /// The newest answer, without its proofs.
    pub answer: Option<PublishedReply>,
    /// The address of a small photo, taken after where there is one; "" for none.
    pub small: String,
    /// The square in which a map shows it; kept beside the card, since lists choose by it.
    #[serde(skip)]
    pub cell: Option<Cell>,
}

/// Where a public map shows a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// The middle of its square: a stretch of road.
    Square(Point),
    /// The middle of its commune: nothing closer may be shown, or is known.
    Commune(Point),
}

impl About {
    /// The middle itself.
    pub fn point(self) -> Point {
        match self {
            Self::Square(point) | Self::Commune(point) => point,
        }
    }

    /// The word by which programs tell the two apart.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Square(_) => "square",
            Self::Commune(_) => "commune",
        }
    }
}

impl PublicCard {
    /// Where the map shows it, with the middle of its commune as the city says it. What stands in that middle's own square is
    /// said to be no more than the commune: nobody marked the spot.
    pub fn about(&self, commune: Option<Point>) -> Option<About> {
        let cell = self.cell?;
        Some(match commune.filter(|middle| Cell::at(*middle) == cell) {
            Some(middle) => About::Commune(middle),
            None => About::Square(cell::middle(FINEST, cell.0)),
        })
    }
}

/// The rest of a public report's page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PublicRest {
    /// The photos that came with it and may be seen.
    pub photos: Vec<PublicPhoto>,
    /// What its category asked and its sender answered, where the question says that anybody may read it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<PublicAnswer>,
    /// Every published version of the answer, the newest first.
    pub answers: Vec<PublishedReply>,
    /// Its public steps, oldest first.
    pub events: Vec<PublicEvent>,
    /// What was said about it and let through, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<PublicComment>,
}

/// What somebody said about a public report, as it was let through.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Queryable)]
pub struct PublicComment {
    /// By whoever sent the report.
    pub by_sender: bool,
    pub words: String,
    pub sent_at: Moment,
    /// What was answered to it; "" for nothing.
    pub answer: String,
    pub answered_by: Option<AgencyId>,
}

/// A question of the category with its sender's answer, in both languages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PublicAnswer {
    pub label_vi: String,
    pub label_en: String,
    pub value_vi: String,
    pub value_en: String,
}

/// What anyone who holds the code may know of any report, public or not: where it stands, never what it says.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    pub id: TicketId,
    pub code: String,
    pub status: Status,
    /// What is read of its state; of a duplicate, its last master's.
    pub word: PublicWord,
    pub is_public: bool,
    /// Nobody has looked at it yet; then it may become public.
    pub waits_for_check: bool,
    pub agency: Option<AgencyId>,
    pub reason: Option<String>,
    /// The code of the report that it repeats, where that one is public; else "".
    pub master: String,
    /// It repeats one that is not public.
    pub master_is_hidden: bool,
    pub created_at: Moment,
    /// When it was answered, or the report that it repeats.
    pub answered_at: Option<Moment>,
    pub answer_due: Option<Moment>,
    pub due_at: Moment,
    /// What the answer says was done; nothing where it repeats one that is not public.
    pub outcome: Option<Outcome>,
    pub promised: Option<Promised>,
}

/// A step of the public timeline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PublicEvent {
    pub kind: EventKind,
    pub agency: Option<AgencyId>,
    /// Words meant for the public, "" if none; always "" on the timeline of a report that is not public.
    pub text: String,
    pub due: Option<Moment>,
    pub at: Moment,
}

/// A published version of an answer with its public proofs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PublishedReply {
    pub id: ReplyId,
    pub version: i32,
    pub agency: AgencyId,
    pub signed_as: String,
    pub outcome: Outcome,
    pub body: String,
    pub document_number: String,
    pub published_at: Moment,
    /// By when this version promises something.
    #[serde(default)]
    pub promised: Option<Moment>,
    pub photos: Vec<PublicPhoto>,
    pub documents: Vec<PublicDocument>,
}

/// A photo that is public: the addresses of its two sizes, never the original.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PublicPhoto {
    pub display: String,
    pub thumb: String,
    pub created_at: Moment,
}

/// A PDF that is public.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PublicDocument {
    pub hash: String,
    pub name: String,
    /// Size in bytes.
    pub bytes: i64,
}
