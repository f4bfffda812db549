//! Who is told of what: a rule a happening, with no wildcard, so that a new one must be thought about.
use super::assignment::{Ended, Part};
use super::calendar::Calendar;
use super::event::EventKind;
use super::level::Level;
use super::partners::Partners;
use super::policy::Role;
use super::status::Status;
use super::ticket::Ticket;
use crate::clock::{Moment, local, moment_of};
use crate::ids::{AbsenceId, AccountId, AgencyId, EventId, NoticeId, TicketId, text_enum};
use crate::schema::{absences, notices};
use chrono::{NaiveDate, NaiveTime};
use diesel::{Insertable, Queryable, Selectable};
use std::collections::BTreeSet;

text_enum! {
    /// What somebody is told.
    pub enum What {
        /// It came to one's agency.
        Arrived = "arrived",
        /// One's agency works with the lead on it.
        PartAsked = "part_asked",
        /// It was given to oneself.
        Assigned = "assigned",
        /// It is urgent, or became so.
        Urgent = "urgent",
        /// It was one's agency's and went to another one.
        SentElsewhere = "sent_elsewhere",
        /// It happened somewhere else than was said before.
        PointMoved = "point_moved",
        /// An agency sent it back to the 1022 desk.
        SentBack = "sent_back",
        /// … as often as the city allows: the coordinating office decides.
        Disputed = "disputed",
        /// Its sender answered what was asked.
        SenderAnswered = "sender_answered",
        /// Its sender added something.
        SenderAdded = "sender_added",
        /// Its sender wants it public, and somebody has to look first.
        ToCheck = "to_check",
        Reopened = "reopened",
        Withdrawn = "withdrawn",
        /// A colleague named one in a note.
        Mentioned = "mentioned",
        /// A draft waits for approval.
        ToApprove = "to_approve",
        /// The approver gave the draft back.
        DraftReturned = "draft_returned",
        /// … or mended a few words of it.
        DraftMended = "draft_mended",
        /// Whoever watches asks for another look at a refusal.
        RefusalDoubted = "refusal_doubted",
        /// Its sender does not agree that it was refused.
        RefusalObjected = "refusal_objected",
        /// Its sender is not content with the answer.
        PoorlyRated = "poorly_rated",
        /// A visitor asks that something public is taken down.
        RemovalAsked = "removal_asked",
        /// Somebody wants to say something publicly about it.
        CommentSent = "comment_sent",
        /// Part of the time for it is over, or little is left.
        DueSoon = "due_soon",
        Overdue = "overdue",
        /// It is overdue, and whoever owes it has not done it.
        LongOverdue = "long_overdue",
        /// Whoever watches reminds one of it.
        Reminded = "reminded",
        /// A reminder of one's own was answered.
        ReminderAnswered = "reminder_answered",
        /// The lead does not wait for one's agency's part any more.
        PartTakenBack = "part_taken_back",
        /// Whoever works with one's agency did its part.
        PartGiven = "part_given",
        /// … or says that it has none.
        PartDeclined = "part_declined",
        /// The lead waits for one's agency's part.
        PartReminded = "part_reminded",
        /// Somebody asks one for more time.
        ExtensionAsked = "extension_asked",
        /// One has the time that one asked for …
        ExtensionGranted = "extension_granted",
        /// … or has it not.
        ExtensionDeclined = "extension_declined",
    }
}

text_enum! {
    /// How somebody wants letters about what waits for them.
    pub enum LetterChoice {
        AtOnce = "at_once",
        /// One letter in the morning of each working day.
        Digest = "digest",
        Never = "none",
    }
}

text_enum! {
    /// The letter that a notice still waits for, or the one that it had.
    pub enum NoticeLetter {
        AtOnce = "at_once",
        Digest = "digest",
        /// None comes: it is not wanted, or it was read before.
        Spared = "none",
        Written = "written",
    }
}

/// One person was told of one happening.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = notices)]
pub struct Notice {
    pub id: NoticeId,
    pub account_id: AccountId,
    pub ticket_id: TicketId,
    pub event_id: EventId,
    pub what: What,
    /// Whose doing it is; nobody's: the sender's, or the portal's own.
    pub by_id: Option<AccountId>,
    /// For whom they stand in.
    pub for_id: Option<AccountId>,
    /// By when something is owed.
    pub due: Option<Moment>,
    pub made_at: Moment,
    pub read_at: Option<Moment>,
    pub letter: NoticeLetter,
}

/// Days on which somebody is away, the first and the last of them counted, and who does their work meanwhile.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = absences)]
pub struct Absence {
    pub id: AbsenceId,
    pub account_id: AccountId,
    pub deputy_id: AccountId,
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    pub made_by: AccountId,
    pub made_at: Moment,
    /// They came back before the last day.
    pub ended_at: Option<Moment>,
}

/// Whom a happening concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Circle {
    /// Who takes reports in.
    Desk,
    /// Who takes on what comes to an agency.
    Takers(AgencyId),
    /// Who approves an agency's answers.
    Approvers(AgencyId),
    /// Who watches over an agency, from wherever above.
    Supervisors(AgencyId),
    /// The city's office, which settles what others do not.
    Office,
    /// … and not the one there whose doing is to be looked at; where nobody else is there, who watches over the city.
    OfficeBut(AccountId),
    Person(AccountId),
}

/// What a happening changed, as far as it decides who is told.
pub struct Around<'a> {
    /// As it is now.
    pub ticket: &'a Ticket,
    /// Who led and who worked with the lead before.
    pub before: &'a (Option<AgencyId>, Partners),
    /// The agency that it concerns, where it says one.
    pub agency: Option<AgencyId>,
    /// Who is meant by it: named in a note, the author of a draft, whose refusal or poorly rated answer it is.
    pub named: &'a [AccountId],
    /// It came in saying that somebody is in danger.
    pub in_danger: bool,
}

/// Who is told what of a happening; a person who stands in two circles hears the first.
pub fn told(kind: EventKind, around: &Around<'_>) -> Vec<(What, Circle)> {
    use EventKind::*;
    let ticket = around.ticket;
    let named = |what| around.named.iter().map(|id| (what, Circle::Person(*id))).collect::<Vec<_>>();
    let of_part = |what| around.agency.map(|id| (what, Circle::Takers(id))).into_iter().collect();
    let urgent = ticket.level == Level::Urgent || around.in_danger;
    match kind {
        // The desk has its queue before its eyes all day: it is told of what cannot wait for a look.
        Submitted | Confirmed | LevelSet | Corrected if urgent => vec![(What::Urgent, holder(ticket))],
        Submitted | Confirmed | LevelSet | Corrected => Vec::new(),
        // What nobody has looked at for the public waits in no queue where an agency works on it.
        PublicAsked if ticket.status != Status::New => vec![(What::ToCheck, Circle::Desk)],
        PublicAsked => Vec::new(),
        Forwarded => given(ticket, around.before).into_iter().chain(lost(ticket, around.before.0)).collect(),
        PassedOn => given(ticket, around.before),
        Assigned => ticket.assignee().map(|id| (What::Assigned, Circle::Person(id))).into_iter().collect(),
        SentBack => vec![(What::SentBack, Circle::Desk)],
        EventKind::Disputed => vec![(What::Disputed, Circle::Office)],
        InfoGiven | NoMoreInfo => vec![(What::SenderAnswered, holder(ticket))],
        InfoAdded => vec![(What::SenderAdded, holder(ticket))],
        EventKind::Reopened => vec![(What::Reopened, holder(ticket))],
        EventKind::Withdrawn => last_holder(ticket).map(|who| (What::Withdrawn, who)).into_iter().collect(),
        NoteWritten => named(What::Mentioned),
        Proposed => proposed(around),
        EventKind::DraftReturned => named(What::DraftReturned),
        EventKind::DraftMended => named(What::DraftMended),
        EventKind::Reminded => {
            let approver = ticket.agency().filter(|_| ticket.status == Status::AwaitingApproval);
            let approver = approver.map(|agency| (What::Reminded, Circle::Approvers(agency)));
            [(What::Reminded, holder(ticket))].into_iter().chain(approver).collect()
        }
        EventKind::ReminderAnswered => named(What::ReminderAnswered),
        EventKind::PartGiven => vec![(What::PartGiven, holder(ticket))],
        EventKind::PartDeclined => vec![(What::PartDeclined, holder(ticket))],
        EventKind::PartAsked => of_part(What::PartAsked),
        EventKind::PartTakenBack => of_part(What::PartTakenBack),
        EventKind::PartReminded => of_part(What::PartReminded),
        EventKind::ExtensionAsked => approvers(ticket, What::ExtensionAsked).collect(),
        Extended => named(What::ExtensionGranted),
        EventKind::ExtensionDeclined => named(What::ExtensionDeclined),
        // Where only what the map shows of it changed, no agency is concerned.
        EventKind::PointMoved => around.agency.map_or_else(Vec::new, |_| at_work(ticket, What::PointMoved)),
        EventKind::CommentSent => vec![(What::CommentSent, Circle::Desk)],
        EventKind::RemovalAsked => vec![(What::RemovalAsked, Circle::Desk)],
        EventKind::RefusalDoubted => vec![(What::RefusalDoubted, Circle::Desk)],
        // Somebody else than who refused settles it.
        Objected => {
            let whom = around.named.first().map_or(Circle::Office, |refuser| Circle::OfficeBut(*refuser));
            vec![(What::RefusalObjected, whom)]
        }
        // Who answered is named only where the rating is a poor one.
        Rated => {
            let watch = ticket.agency().filter(|_| !around.named.is_empty()).map(Circle::Supervisors);
            let watch = watch.map(|circle| (What::PoorlyRated, circle));
            watch.into_iter().chain(named(What::PoorlyRated)).collect()
        }
        Refused | MarkedDuplicate | Taken | Claimed | Released | InfoAsked | InfoReminded | Progress
        | TextEdited | KindSet | Answered | Closed | ProminenceSet | Escalated | Separated | DueMoved
        | LettersStopped | LettersResumed | LinkRenewed | LetterBounced | LetterHeld | Expired
        | RefusalAgreed | RatingClosed | RefusalUpheld | TakenUp | OriginalSeen | ContactSeen
        | ContactShared | ContactKept | NameShown | NameHidden | MadePrivate | PromiseTakenUp
        | PromiseKept | PromiseMoved | LettersChosen | CommentShown | CommentMended | CommentRefused
        | Accepted => Vec::new(),
    }
}

/// Who approves it, and whoever is not waited for.
fn proposed(around: &Around<'_>) -> Vec<(What, Circle)> {
    let ticket = around.ticket;
    let left_out = around.before.1.all().iter().filter(|id| !ticket.holders.is_with(**id));
    let left_out = left_out.map(|id| (What::PartTakenBack, Circle::Takers(*id)));
    approvers(ticket, What::ToApprove).chain(left_out).collect()
}

/// Who approves what its agency says.
fn approvers(ticket: &Ticket, what: What) -> impl Iterator<Item = (What, Circle)> {
    ticket.agency().map(|id| (what, Circle::Approvers(id))).into_iter()
}

/// Whoever was given it; an agency that had its part before is told nothing new.
fn given(ticket: &Ticket, (lead, with): &(Option<AgencyId>, Partners)) -> Vec<(What, Circle)> {
    let had = |agency: &AgencyId| ticket.holders.is_taken() && *lead == Some(*agency);
    let now = ticket.agency().filter(|agency| !had(agency));
    let now = now.map(|agency| (What::Arrived, Circle::Takers(agency)));
    let partners = ticket.partners();
    let new = partners.all().iter().filter(|agency| !with.has(**agency));
    now.into_iter().chain(new.map(|agency| (What::PartAsked, Circle::Takers(*agency)))).collect()
}

/// Whoever held it until this step: an agency must not look for what is another's, nor its officer go there.
fn lost(ticket: &Ticket, lead: Option<AgencyId>) -> Vec<(What, Circle)> {
    let Some(lead) = lead.filter(|lead| ticket.agency() != Some(*lead)) else { return Vec::new() };
    let held = ticket.holders.all().iter().rev();
    let mut held = held.filter(|one| one.part == Part::Lead && one.agency_id == lead);
    // What it sent back itself was not taken from it.
    let Some(held) = held.next().filter(|one| one.ended == Ended::Rerouted) else { return Vec::new() };
    let circles = [Some(Circle::Takers(lead)), held.person_id.map(Circle::Person)];
    circles.into_iter().flatten().map(|circle| (What::SentElsewhere, circle)).collect()
}

/// Whoever has it in hand at an agency, and who works with them.
fn at_work(ticket: &Ticket, what: What) -> Vec<(What, Circle)> {
    let lead = last_holder(ticket).filter(|_| ticket.holders.is_held());
    let partners = ticket.partners();
    let with = partners.all().iter().filter(|id| ticket.holders.is_with(**id)).map(|id| Circle::Takers(*id));
    lead.into_iter().chain(with).map(|circle| (what, circle)).collect()
}

/// Who has it in hand: the person, the agency, or the 1022 desk.
pub fn holder(ticket: &Ticket) -> Circle {
    if ticket.holders.is_held() { last_holder(ticket).unwrap_or(Circle::Desk) } else { Circle::Desk }
}

fn last_holder(ticket: &Ticket) -> Option<Circle> {
    ticket.assignee().map(Circle::Person).or(ticket.agency().map(Circle::Takers))
}

/// Somebody who can come in, as they stand to one of the agencies that were asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Staffer {
    /// The agency that was asked about; nobody's: of the 1022 desk, or a person by name.
    pub root: Option<AgencyId>,
    /// How far above that agency theirs stands.
    pub above: i32,
    pub role: Option<Role>,
    pub account: AccountId,
    pub letters: LetterChoice,
    /// Who does their work today, and how they want letters.
    pub deputy: Option<(AccountId, LetterChoice)>,
}

/// Who hears it, how their letters come, and for whom they stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Addressee {
    pub what: What,
    pub account: AccountId,
    pub letters: LetterChoice,
    pub instead_of: Option<AccountId>,
}

/// The people of these circles, each once, whoever did it left out; whoever is away is heard by their deputy.
pub fn addressees(told: &[(What, Circle)], staff: &[Staffer], by: Option<AccountId>) -> Vec<Addressee> {
    let mut seen: BTreeSet<AccountId> = by.into_iter().collect();
    let mut found = Vec::new();
    for (what, circle) in told {
        for one in within(*circle, staff) {
            let (account, letters) = one.deputy.unwrap_or((one.account, one.letters));
            // What one did oneself is no news to one's deputy either.
            if by != Some(one.account) && seen.insert(account) {
                let instead_of = (account != one.account).then_some(one.account);
                found.push(Addressee { what: *what, account, letters, instead_of });
            }
        }
    }
    found
}

fn within(circle: Circle, staff: &[Staffer]) -> Vec<Staffer> {
    match circle {
        Circle::Person(id) => staff.iter().filter(|one| one.account == id).take(1).copied().collect(),
        Circle::Desk => {
            let desk = [Some(Role::Agent), Some(Role::Dispatcher)];
            staff.iter().filter(|one| one.root.is_none() && desk.contains(&one.role)).copied().collect()
        }
        Circle::Takers(agency) => {
            let takers = nearest(agency, &[Role::Focal], staff);
            let workers = nearest(agency, &[Role::Focal, Role::Officer], staff);
            // A parent's focal officer comes after the agency's own officers.
            let closer = workers.first().map(|one| one.above) < takers.first().map(|one| one.above);
            if takers.is_empty() || closer { workers } else { takers }
        }
        Circle::Office => office(staff).collect(),
        Circle::OfficeBut(id) => {
            let others: Vec<_> = office(staff).filter(|one| one.account != id).collect();
            if others.is_empty() { over_the_city(staff).collect() } else { others }
        }
        Circle::Supervisors(agency) => {
            let fit = |one: &&Staffer| one.root == Some(agency) && one.role == Some(Role::Supervisor);
            staff.iter().filter(fit).copied().collect()
        }
        Circle::Approvers(agency) => nearest(agency, &[Role::Approver], staff),
    }
}

fn office(staff: &[Staffer]) -> impl Iterator<Item = Staffer> {
    staff.iter().filter(|one| one.role == Some(Role::Dispatcher)).copied()
}

/// Who watches over all: of a supervisor of some agency no question was asked.
fn over_the_city(staff: &[Staffer]) -> impl Iterator<Item = Staffer> {
    let watch = [Some(Role::Supervisor), Some(Role::Leader)];
    staff.iter().filter(move |one| one.root.is_none() && watch.contains(&one.role)).copied()
}

/// Those with such a role in the agency itself, or in the nearest one above it that has any.
fn nearest(agency: AgencyId, roles: &[Role], staff: &[Staffer]) -> Vec<Staffer> {
    let fit = |one: &&Staffer| one.root == Some(agency) && one.role.is_some_and(|role| roles.contains(&role));
    let least = staff.iter().filter(fit).map(|one| one.above).min();
    staff.iter().filter(fit).filter(|one| Some(one.above) == least).copied().collect()
}

/// The letter that a notice waits for. What is urgent comes at once, whatever was chosen: who is not on duty has a deputy.
pub fn letter(level: Level, choice: LetterChoice) -> NoticeLetter {
    match (level, choice) {
        (Level::Urgent, _) | (_, LetterChoice::AtOnce) => NoticeLetter::AtOnce,
        (_, LetterChoice::Digest) => NoticeLetter::Digest,
        (_, LetterChoice::Never) => NoticeLetter::Spared,
    }
}

/// When the last morning letter was due: what was made before it is in it. Nothing where the city has not worked for weeks.
pub fn last_digest(now: Moment, at: NaiveTime, calendar: &Calendar) -> Option<Moment> {
    let days = local(now).date().iter_days().rev().take(60);
    days.filter(|day| calendar.is_working_day(*day))
        .map(|day| moment_of(day.and_time(at)))
        .find(|one| *one <= now)
}

#[cfg(test)]
#[path = "notice_tests.rs"]
mod tests;
