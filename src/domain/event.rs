//! What happened to a report, one row a step, never changed and never deleted.
use super::status::Status;
use crate::clock::Moment;
use crate::ids::{AccountId, AgencyId, EventId, TicketId, text_enum};
use crate::schema::{events, notes};
use diesel::{Insertable, Queryable, Selectable};

text_enum! {
    /// What happened. The word is kept with the event and names its sentence in the timeline.
    pub enum EventKind {
        Submitted = "submitted",
        Accepted = "accepted",
        Refused = "refused",
        MarkedDuplicate = "marked_duplicate",
        Forwarded = "forwarded",
        Taken = "taken",
        SentBack = "sent_back",
        /// It was sent back as often as the city allows: its coordinating office decides who has it.
        Disputed = "disputed",
        Assigned = "assigned",
        /// Somebody took it among the unassigned for themselves.
        Claimed = "claimed",
        /// Its officer gave it back to the unassigned.
        Released = "released",
        InfoAsked = "info_asked",
        InfoGiven = "info_given",
        /// The sender was reminded of a question.
        InfoReminded = "info_reminded",
        /// The sender was asked and knows no more.
        NoMoreInfo = "no_more_info",
        /// The sender added something of themselves.
        InfoAdded = "info_added",
        Progress = "progress",
        NoteWritten = "note_written",
        TextEdited = "text_edited",
        LevelSet = "level_set",
        /// Another kind: a question is no report, and a praise needs no proof.
        KindSet = "kind_set",
        Proposed = "proposed",
        DraftReturned = "draft_returned",
        /// The approver mended a few words of it: which is the remark.
        DraftMended = "draft_mended",
        Answered = "answered",
        Extended = "extended",
        /// Whoever works on it asks the approver for more time.
        ExtensionAsked = "extension_asked",
        /// … who leaves the deadline as it is.
        ExtensionDeclined = "extension_declined",
        Closed = "closed",
        Reopened = "reopened",
        Withdrawn = "withdrawn",
        ProminenceSet = "shown_or_hidden",
        Reminded = "reminded",
        /// Whoever holds it answered a reminder.
        ReminderAnswered = "reminder_answered",
        /// Another agency is asked for a part: what is asked is the remark.
        PartAsked = "part_asked",
        /// … and is not any more: why is the remark.
        PartTakenBack = "part_taken_back",
        /// Whoever works with the lead did its part: its words are the remark.
        PartGiven = "part_given",
        /// … or says that it has none, and why.
        PartDeclined = "part_declined",
        /// The lead reminds whoever works with it.
        PartReminded = "part_reminded",
        /// The city's ladder told somebody that it is owed for long.
        Escalated = "escalated",
        Separated = "separated",
        /// Its agency was closed down or merged: the successor holds it now.
        PassedOn = "passed_on",
        /// The calendar changed, and the answer is due on another day.
        DueMoved = "due_moved",
        /// The sender wants no more letters about it.
        LettersStopped = "letters_stopped",
        LettersResumed = "letters_resumed",
        /// The sender chose what to read letters about.
        LettersChosen = "letters_chosen",
        /// The sender asked for another link to their page; the ones before open nothing more.
        LinkRenewed = "link_renewed",
        /// The sender's mail server knows no such address.
        LetterBounced = "letter_bounced",
        /// A letter was held back: nobody confirmed the address, and it got many that day.
        LetterHeld = "letter_held",
        /// The sender opened the link of the receipt and confirmed.
        Confirmed = "confirmed",
        /// Nobody confirmed it in time.
        Expired = "expired",
        /// Whoever watches looked a refusal over and agreed with it.
        RefusalAgreed = "refusal_agreed",
        /// … or asks the 1022 desk to look at it again.
        RefusalDoubted = "refusal_doubted",
        /// The sender objects to the refusal: why is the remark.
        Objected = "objected",
        /// Somebody else looked at it, and the refusal stays.
        RefusalUpheld = "refusal_upheld",
        /// … or the report is taken up again.
        TakenUp = "taken_up",
        /// The sender rated the answer: the remark is the mark.
        Rated = "rated",
        /// Whoever watches looked a poor rating over and leaves the answer as it is.
        RatingClosed = "rating_closed",
        /// Somebody looked at the sender's own words; why is the remark.
        OriginalSeen = "original_seen",
        /// … or at how to reach the sender.
        ContactSeen = "contact_seen",
        /// The agency that handles it may look at that; the remark says why, or to which words the sender agreed.
        ContactShared = "contact_shared",
        /// … or may not any more.
        ContactKept = "contact_kept",
        /// The sender wrote other words in the place of the first, or took some out.
        Corrected = "corrected",
        /// The sender lets the name stand beside the report; the remark says to which words they agreed.
        NameShown = "name_shown",
        NameHidden = "name_hidden",
        /// The sender wants it to be nowhere public …
        MadePrivate = "made_private",
        /// … or public after all, once somebody has looked.
        PublicAsked = "public_asked",
        /// The agency begins to say what became of what it promised.
        PromiseTakenUp = "promise_taken_up",
        /// A visitor asked that something of it is taken down.
        RemovalAsked = "removal_asked",
        /// Somebody said something for all to read: it waits for a look.
        CommentSent = "comment_sent",
        /// … and is read now.
        CommentShown = "comment_shown",
        /// … in other words than before, or with another answer.
        CommentMended = "comment_mended",
        /// … or is not, or not any more: why is the remark.
        CommentRefused = "comment_refused",
        /// Where it is, as a point, was said or corrected at the desk.
        PointMoved = "point_moved",
        /// What was promised is done.
        PromiseKept = "promise_kept",
        /// … or is promised for another day.
        PromiseMoved = "promise_moved",
    }
}

impl EventKind {
    /// Does the public timeline show that this happened? Its own words are shown only from `public_text`.
    pub fn is_public(self) -> bool {
        use EventKind::*;
        match self {
            Submitted | Accepted | Refused | MarkedDuplicate | Forwarded | Taken | SentBack | InfoAsked
            | InfoGiven | NoMoreInfo | Progress | Answered | Extended | Closed | Reopened | Withdrawn
            | PassedOn | DueMoved | Expired | Objected | RefusalUpheld | TakenUp | PromiseKept
            | PromiseMoved | CommentShown => true,
            Disputed | Assigned | Claimed | Released | NoteWritten | TextEdited | LevelSet | KindSet
            | Proposed | DraftReturned | InfoReminded | InfoAdded | LinkRenewed | ProminenceSet
            | Escalated | Reminded | ReminderAnswered | PartAsked | PartTakenBack | PartGiven
            | PartDeclined | PartReminded | Separated | LettersStopped | LettersResumed | LetterBounced
            | LetterHeld | Confirmed | RefusalAgreed | RefusalDoubted | Rated | RatingClosed
            | OriginalSeen | ContactSeen | ContactShared | ContactKept | Corrected | NameShown
            | NameHidden | MadePrivate | PublicAsked | PromiseTakenUp | ExtensionAsked
            | ExtensionDeclined | DraftMended | LettersChosen | PointMoved | RemovalAsked | CommentSent
            | CommentMended | CommentRefused => false,
        }
    }
}

/// One step in the life of a report: what happened, when, and by whom.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, serde::Deserialize)]
#[diesel(table_name = events)]
pub struct Event {
    pub id: EventId,
    pub ticket_id: TicketId,
    pub kind: EventKind,
    pub status_from: Option<Status>,
    pub status_to: Status,
    /// Nobody: the sender, or the portal by itself.
    pub actor_id: Option<AccountId>,
    /// The agency it concerns: who received it, who sent it back, who answered.
    pub agency_id: Option<AgencyId>,
    pub is_public: bool,
    /// Words for the public timeline (a progress note, the reason of an extension).
    pub public_text: String,
    /// Words for the staff alone.
    pub remark: String,
    /// The deadline that this step set.
    pub due: Option<Moment>,
    pub at: Moment,
}

impl Event {
    /// What was changed from which word to which, and why, where this is such a change: its remark holds the words as they
    /// are kept.
    pub fn change(&self) -> Option<(&str, &str, &str)> {
        if !matches!(self.kind, EventKind::LevelSet | EventKind::KindSet) {
            return None;
        }
        let (before, rest) = self.remark.split_once(" → ")?;
        let (after, why) = rest.split_once(": ")?;
        Some((before, after, why))
    }

    /// Is its remark the sender's own words? Then it may name them.
    pub fn quotes_the_sender(&self) -> bool {
        match self.kind {
            EventKind::InfoGiven | EventKind::InfoAdded | EventKind::Objected => true,
            kind => kind == EventKind::Reopened && self.actor_id.is_none(),
        }
    }
}

/// An internal note. It lives apart from events, and no public query reads its table.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, serde::Deserialize)]
#[diesel(table_name = notes)]
pub struct Note {
    pub id: crate::ids::NoteId,
    pub ticket_id: TicketId,
    pub author_id: AccountId,
    pub body: String,
    pub created_at: Moment,
}
