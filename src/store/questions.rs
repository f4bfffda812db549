//! What categories ask beside what all are asked, what was answered, and how often somebody was led to advice instead.
use super::{Conn, Found};
use crate::clock::Moment;
use crate::domain::question::{Answered, Question, ReportAnswer, Stop, Value};
use crate::ids::{CategoryId, QuestionId, ReportAnswerId, TicketId};
use crate::schema::{questions, report_answers, shown_stops};
use diesel::dsl::count_star;
use diesel::prelude::*;
use std::collections::HashMap;

/// What all categories ask now, each in its order.
pub fn current(conn: &mut Conn) -> Found<Vec<Question>> {
    questions::table
        .filter(questions::is_current.eq(true))
        .order((questions::category_id, questions::position, questions::root_id))
        .select(Question::as_select())
        .load(conn)
}

/// What a category asks now, in its order.
pub fn of_category(conn: &mut Conn, category: CategoryId) -> Found<Vec<Question>> {
    questions::table
        .filter(questions::is_current.eq(true))
        .filter(questions::category_id.eq(category))
        .order((questions::position, questions::root_id))
        .select(Question::as_select())
        .load(conn)
}

/// Adds a question, or other words for one.
pub fn insert(conn: &mut Conn, question: &Question) -> Found<()> {
    diesel::insert_into(questions::table).values(question).execute(conn).map(drop)
}

/// It is asked so no more; false where somebody was faster.
pub fn retire(conn: &mut Conn, id: QuestionId) -> Found<bool> {
    let standing = questions::table.filter(questions::id.eq(id)).filter(questions::is_current.eq(true));
    Ok(diesel::update(standing).set(questions::is_current.eq(false)).execute(conn)? == 1)
}

/// Keeps what a report's sender answered.
pub fn keep(conn: &mut Conn, ticket: TicketId, answered: &Answered, now: Moment) -> Found<()> {
    let value = serde_json::to_string(&answered.value)
        .map_err(|error| diesel::result::Error::SerializationError(error.into()))?;
    let row = ReportAnswer {
        id: ReportAnswerId::fresh(now),
        ticket_id: ticket,
        question_id: answered.question,
        value,
    };
    diesel::insert_into(report_answers::table).values(row).execute(conn).map(drop)
}

/// What was answered with a report, each by its question as it was asked, in the order of the questions.
pub fn of_ticket(conn: &mut Conn, ticket: TicketId) -> Found<Vec<(Question, Value)>> {
    let rows: Vec<(Question, ReportAnswer)> = report_answers::table
        .inner_join(questions::table)
        .filter(report_answers::ticket_id.eq(ticket))
        .order((questions::position, questions::root_id, report_answers::id))
        .select((Question::as_select(), ReportAnswer::as_select()))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|(question, answer)| Some((question, answer.read()?))).collect())
}

/// Keeps that somebody who wrote was led to advice here; who, is not kept.
pub fn note_stopped(conn: &mut Conn, stop: &Stop, now: Moment) -> Found<()> {
    let row = (
        shown_stops::id.eq(QuestionId::fresh(now)),
        shown_stops::category_id.eq(stop.category),
        shown_stops::question_id.eq(stop.answer.map(|(question, _)| question)),
        shown_stops::choice.eq(stop.answer.map_or(0, |(_, choice)| choice)),
    );
    diesel::insert_into(shown_stops::table).values(row).execute(conn).map(drop)
}

/// How often a category led to advice since a moment: by the root of the question, none for the category itself.
pub fn stops(
    conn: &mut Conn,
    category: CategoryId,
    since: Moment,
) -> Found<HashMap<Option<QuestionId>, i64>> {
    let rows: Vec<(Option<QuestionId>, i64)> = shown_stops::table
        .filter(shown_stops::category_id.eq(category))
        .filter(shown_stops::id.ge(QuestionId::first_at(since)))
        .group_by(shown_stops::question_id)
        .select((shown_stops::question_id, count_star()))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// What was stopped before this moment is counted no more; how many rows there were.
pub fn forget_stops(conn: &mut Conn, before: Moment) -> Found<usize> {
    let old = shown_stops::table.filter(shown_stops::id.lt(QuestionId::first_at(before)));
    diesel::delete(old).execute(conn)
}
