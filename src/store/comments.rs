//! What is said publicly about reports, and what was decided about it.
use super::db::MultiBackend;
use super::{Conn, Found};
use crate::domain::comment::{Comment, CommentDecision, Discussion};
use crate::domain::policy::Scope;
use crate::domain::public::PublicComment;
use crate::ids::{CommentId, TicketId};
use crate::schema::{comments, desk_reports as desk, tickets};
use diesel::prelude::*;

/// What a page about comments shows of one: itself, its report's code and public title.
pub type Listed = (Comment, String, String);

/// Keeps a new comment.
pub fn insert(conn: &mut Conn, comment: &Comment) -> Found<()> {
    diesel::insert_into(comments::table).values(comment).execute(conn).map(drop)
}

/// The comment with this id; `NotFound` where there is none.
pub fn find(conn: &mut Conn, id: CommentId) -> Found<Comment> {
    comments::table.find(id).select(Comment::as_select()).first(conn)
}

/// Were the same words said about it already, and does nobody yet know what becomes of them?
pub fn is_waiting(conn: &mut Conn, ticket: TicketId, words: &str) -> Found<bool> {
    let same = comments::table
        .filter(comments::ticket_id.eq(ticket))
        .filter(comments::words.eq(words))
        .filter(comments::decision.is_null());
    diesel::select(diesel::dsl::exists(same)).get_result(conn)
}

/// Keeps what was decided; false where somebody else decided since this version was read.
pub fn decide(conn: &mut Conn, decided: &Comment) -> Found<bool> {
    let seen = comments::table.find(decided.id).filter(comments::version.eq(decided.version - 1));
    let changed = diesel::update(seen)
        .set((
            comments::decision.eq(decided.decision),
            comments::shown_words.eq(&decided.shown_words),
            comments::answer.eq(&decided.answer),
            comments::answered_by.eq(decided.answered_by),
            comments::why.eq(&decided.why),
            comments::decided_at.eq(decided.decided_at),
            comments::decided_by.eq(decided.decided_by),
            comments::version.eq(decided.version),
        ))
        .execute(conn)?;
    Ok(changed > 0)
}

/// Those within a scope, the oldest first: all that wait, or, where a code is named, all of that report.
pub fn listed(conn: &mut Conn, scope: &Scope, code: Option<&str>, most: i64) -> Found<Vec<Listed>> {
    let mut query = comments::table
        .inner_join(tickets::table.on(tickets::id.eq(comments::ticket_id)))
        .inner_join(desk::table.on(desk::ticket_id.eq(comments::ticket_id)))
        .order((comments::sent_at, comments::id))
        .limit(most)
        .select((Comment::as_select(), tickets::code, tickets::public_title))
        .into_boxed::<MultiBackend>();
    query = match code {
        Some(code) => query.filter(tickets::code.eq(code.to_owned())),
        None => query.filter(comments::decision.is_null()),
    };
    match scope {
        Scope::Nothing => return Ok(Vec::new()),
        Scope::All => {}
        Scope::Agencies(agencies) => query = query.filter(desk::agency_id.eq_any(agencies)),
    }
    query.load(conn)
}

/// What whoever sent a report said about it, the oldest first.
pub fn by_sender(conn: &mut Conn, ticket: TicketId) -> Found<Vec<Comment>> {
    comments::table
        .filter(comments::ticket_id.eq(ticket))
        .filter(comments::by_sender.eq(true))
        .order((comments::sent_at, comments::id))
        .select(Comment::as_select())
        .load(conn)
}

/// What the public reads of them, the oldest first, as far as the report's category shows them.
pub fn shown(conn: &mut Conn, ticket: TicketId, discussion: Discussion) -> Found<Vec<PublicComment>> {
    if discussion == Discussion::Off {
        return Ok(Vec::new());
    }
    let all = comments::table
        .filter(comments::ticket_id.eq(ticket))
        .filter(comments::decision.eq(CommentDecision::Shown))
        .order((comments::sent_at, comments::id))
        .select((
            comments::by_sender,
            comments::shown_words,
            comments::sent_at,
            comments::answer,
            comments::answered_by,
        ))
        .load::<PublicComment>(conn)?;
    Ok(all.into_iter().filter(|one| discussion.allows(one.by_sender)).collect())
}
