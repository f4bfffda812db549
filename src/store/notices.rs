//! What staff were told: written with what happened, read by whoever it is for, and by the job that writes letters of it.
use super::{Conn, Found, on_each};
use crate::clock::Moment;
use crate::domain::notice::{LetterChoice, Notice, NoticeLetter, Staffer, What};
use crate::domain::partners::Partners;
use crate::domain::policy::Holding;
use crate::domain::status::Status;
use crate::ids::{AccountId, AgencyId, NoticeId, TicketId};
use crate::schema::{accounts, desk_reports as desk, notices, tickets};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::result::Error::DeserializationError;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Integer, Nullable, Text};
use std::collections::HashMap;

/// How far up from an agency somebody is looked for; more is a ring in the data.
const STEPS_UP: i32 = 8;

/// Whose answer is wanted: the working people of these agencies and of those above them, the 1022 desk, single people.
#[derive(Debug, Default)]
pub struct Wanted {
    pub agencies: Vec<AgencyId>,
    pub desk: bool,
    /// Who watches over the city itself: supervisors and leaders there.
    pub watch: bool,
    pub people: Vec<AccountId>,
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Nullable<BigInt>)]
    root: Option<i64>,
    #[diesel(sql_type = Integer)]
    above: i32,
    #[diesel(sql_type = Nullable<Text>)]
    role: Option<String>,
    #[diesel(sql_type = BigInt)]
    account: i64,
    #[diesel(sql_type = Text)]
    letters: String,
    #[diesel(sql_type = Nullable<BigInt>)]
    deputy: Option<i64>,
    #[diesel(sql_type = Nullable<Text>)]
    deputy_letters: Option<String>,
}

/// Those who can come in, each with whoever stands in for them on this day; in one question.
pub fn staff(conn: &mut Conn, wanted: &Wanted, today: NaiveDate) -> Found<Vec<Staffer>> {
    let mut parts = Vec::new();
    if !wanted.agencies.is_empty() {
        let ids = join(wanted.agencies.iter().map(|id| id.0));
        parts.push(format!(
            "SELECT w.root, w.above, r.role, r.account_id FROM ways w JOIN account_roles r ON r.agency_id = w.id \
             WHERE w.root IN ({ids}) AND r.role IN ('focal', 'officer', 'approver', 'supervisor')"
        ));
    }
    if wanted.desk {
        parts.push(
            "SELECT CAST(NULL AS BIGINT), 0, r.role, r.account_id FROM account_roles r \
             WHERE r.role IN ('agent', 'dispatcher')"
                .into(),
        );
    }
    if wanted.watch {
        parts.push(
            "SELECT CAST(NULL AS BIGINT), 1, r.role, r.account_id FROM account_roles r \
             JOIN agencies g ON g.id = r.agency_id \
             WHERE r.role IN ('supervisor', 'leader') AND g.kind IN ('city', 'office', 'inspectorate')"
                .into(),
        );
    }
    if !wanted.people.is_empty() {
        let ids = join(wanted.people.iter().map(|id| id.0));
        parts.push(format!(
            "SELECT CAST(NULL AS BIGINT), 0, CAST(NULL AS TEXT), a.id FROM accounts a WHERE a.id IN ({ids})"
        ));
    }
    if parts.is_empty() {
        return Ok(Vec::new());
    }
    let roots = join(wanted.agencies.iter().map(|id| id.0).chain([0]));
    let found: Vec<Line> = sql_query(format!(
        "WITH RECURSIVE ways (root, id, above) AS ( \
           SELECT g.id, g.id, 0 FROM agencies g WHERE g.id IN ({roots}) \
           UNION ALL SELECT w.root, g.parent_id, w.above + 1 FROM ways w JOIN agencies g ON g.id = w.id \
           WHERE g.parent_id IS NOT NULL AND w.above < {STEPS_UP}), \
         meant (root, above, role, account) AS ({}) \
         SELECT m.root, m.above, m.role, m.account, a.letters, d.id AS deputy, d.letters AS deputy_letters \
         FROM meant m JOIN accounts a ON a.id = m.account \
         LEFT JOIN absences o ON o.account_id = a.id AND o.ended_at IS NULL \
           AND o.first_day <= '{today}' AND o.last_day >= '{today}' \
         LEFT JOIN accounts d ON d.id = o.deputy_id AND d.state = 'active' \
         WHERE a.state = 'active' ORDER BY m.above, m.account, o.id",
        parts.join(" UNION ALL ")
    ))
    .load(conn)?;
    found.into_iter().map(staffer).collect()
}

fn join(ids: impl Iterator<Item = i64>) -> String {
    ids.map(|id| id.to_string()).collect::<Vec<_>>().join(", ")
}

fn staffer(line: Line) -> Found<Staffer> {
    let unread = |wrong: crate::ids::UnknownWord| DeserializationError(wrong.into());
    let letters = |word: String| word.parse::<LetterChoice>().map_err(unread);
    let deputy = match (line.deputy, line.deputy_letters) {
        (Some(id), Some(word)) => Some((AccountId(id), letters(word)?)),
        _ => None,
    };
    Ok(Staffer {
        root: line.root.map(AgencyId),
        above: line.above,
        role: line.role.map(|word| word.parse().map_err(unread)).transpose()?,
        account: AccountId(line.account),
        letters: letters(line.letters)?,
        deputy,
    })
}

/// Adds what people are told.
pub fn insert(conn: &mut Conn, all: &[Notice]) -> Found<()> {
    if all.is_empty() {
        return Ok(());
    }
    on_each!(conn, |c| diesel::insert_into(notices::table).values(all).execute(c)).map(drop)
}

/// Whoever acts on a report has seen what they were told of it.
pub fn seen_by_acting(conn: &mut Conn, account: AccountId, ticket: TicketId, now: Moment) -> Found<()> {
    let own = notices::table
        .filter(notices::ticket_id.eq(ticket))
        .filter(notices::account_id.eq(account))
        .filter(notices::read_at.is_null());
    diesel::update(own).set(notices::read_at.eq(now)).execute(conn).map(drop)
}

/// Marks as read what one was told, up to the notice that stood last before one's eyes. How many there were.
pub fn read_until(conn: &mut Conn, account: AccountId, last: NoticeId, now: Moment) -> Found<usize> {
    let own = notices::table
        .filter(notices::account_id.eq(account))
        .filter(notices::read_at.is_null())
        .filter(notices::id.le(last));
    diesel::update(own).set(notices::read_at.eq(now)).execute(conn)
}

/// Marks one's own notice as read: the code of its report, and what it told; `NotFound` where it is another's.
pub fn read_one(conn: &mut Conn, account: AccountId, id: NoticeId, now: Moment) -> Found<(String, What)> {
    let own = notices::table.filter(notices::id.eq(id)).filter(notices::account_id.eq(account));
    let code = own.inner_join(tickets::table.on(tickets::id.eq(notices::ticket_id)));
    let told = code.select((tickets::code, notices::what)).first(conn)?;
    diesel::update(own.filter(notices::read_at.is_null())).set(notices::read_at.eq(now)).execute(conn)?;
    Ok(told)
}

/// What somebody was told, as their list shows it.
#[derive(Debug, Clone)]
pub struct Listed {
    pub notice: Notice,
    pub code: String,
    pub status: Status,
    /// The checked title, or "" where there is none.
    pub title: String,
    pub holding: Holding,
    /// Who did it; nobody: the sender, or the portal.
    pub by: Option<String>,
    pub instead_of: Option<String>,
}

type Holds = (Option<AgencyId>, Partners, Option<AccountId>);
type Row = (Notice, (String, Status, String), Holds, Option<String>);

/// The newest first, from before the one that a page ended with.
pub fn of_account(
    conn: &mut Conn,
    account: AccountId,
    before: Option<NoticeId>,
    limit: i64,
) -> Found<Vec<Listed>> {
    let rows: Vec<Row> = notices::table
        .inner_join(tickets::table.on(tickets::id.eq(notices::ticket_id)))
        .inner_join(desk::table.on(desk::ticket_id.eq(notices::ticket_id)))
        .left_join(accounts::table.on(accounts::id.nullable().eq(notices::by_id)))
        .filter(notices::account_id.eq(account))
        .filter(notices::id.lt(before.unwrap_or(NoticeId(i64::MAX))))
        .order(notices::id.desc())
        .limit(limit)
        .select((
            Notice::as_select(),
            (tickets::code, tickets::status, tickets::public_title),
            (desk::agency_id, desk::partners, desk::assignee_id),
            accounts::name.nullable(),
        ))
        .load(conn)?;
    let away: Vec<AccountId> = rows.iter().filter_map(|(notice, ..)| notice.for_id).collect();
    let away: HashMap<AccountId, String> = if away.is_empty() {
        HashMap::new()
    } else {
        let named = accounts::table.filter(accounts::id.eq_any(away)).select((accounts::id, accounts::name));
        named.load::<(AccountId, String)>(conn)?.into_iter().collect()
    };
    let listed = |(notice, (code, status, title), (agency, partners, assignee), by): Row| Listed {
        instead_of: notice.for_id.and_then(|id| away.get(&id).cloned()),
        notice,
        code,
        status,
        title,
        holding: Holding { agency, partners, assignee },
        by,
    };
    Ok(rows.into_iter().map(listed).collect())
}

/// What a letter says of a notice: no word of who sent the report.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct ForLetter {
    pub id: NoticeId,
    pub account: AccountId,
    pub what: What,
    pub due: Option<Moment>,
    pub read_at: Option<Moment>,
    pub code: String,
    pub ticket: TicketId,
}

/// Notices whose letter is due: those that wait for none in the morning, and those made before the last morning letter.
pub fn due(
    conn: &mut Conn,
    digest: Option<Moment>,
    account: Option<AccountId>,
    limit: i64,
) -> Found<Vec<ForLetter>> {
    let mut query = notices::table
        .inner_join(tickets::table.on(tickets::id.eq(notices::ticket_id)))
        .filter(notices::letter.eq(NoticeLetter::AtOnce).or(
            notices::letter.eq(NoticeLetter::Digest).and(notices::made_at.lt(digest.unwrap_or_default())),
        ))
        .into_boxed::<super::db::MultiBackend>();
    if let Some(account) = account {
        query = query.filter(notices::account_id.eq(account));
    }
    query
        .order(notices::id)
        .limit(limit)
        .select((
            notices::id,
            notices::account_id,
            notices::what,
            notices::due,
            notices::read_at,
            tickets::code,
            tickets::id,
        ))
        .load(conn)
}

/// Notes which letters were written, and which were spared.
pub fn lettered(conn: &mut Conn, ids: &[NoticeId], state: NoticeLetter) -> Found<()> {
    for part in ids.chunks(500) {
        let rows = notices::table.filter(notices::id.eq_any(part));
        diesel::update(rows).set(notices::letter.eq(state)).execute(conn)?;
    }
    Ok(())
}

/// Forgets what was read before `since`: the report's own history says what happened.
pub fn sweep(conn: &mut Conn, since: Moment) -> Found<usize> {
    diesel::delete(notices::table.filter(notices::read_at.lt(since))).execute(conn)
}
