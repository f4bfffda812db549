//! Conditions and columns in the portal's own fixed words: written into the statement and not bound, so that a connection keeps
//! it prepared, and SQLite knows what it looks for. Nothing that anybody typed may stand in them.
use super::Found;
use super::db::MultiBackend;
use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate};
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use std::marker::PhantomData;

/// A piece of a statement, and the type of what it says.
#[derive(Debug, Clone)]
pub struct Fixed<T> {
    words: String,
    kind: PhantomData<T>,
}

/// These words, which are of type `T`.
pub fn fixed<T>(words: String) -> Fixed<T> {
    Fixed { words, kind: PhantomData }
}

impl<T> Expression for Fixed<T>
where
    T: diesel::sql_types::SqlType + diesel::expression::TypedExpressionType,
{
    type SqlType = T;
}

impl<T, Tables> AppearsOnTable<Tables> for Fixed<T> where Self: Expression {}
impl<T, Tables> SelectableExpression<Tables> for Fixed<T> where Self: Expression {}

impl<T, Grouped> ValidGrouping<Grouped> for Fixed<T> {
    type IsAggregate = is_aggregate::No;
}

impl<T> QueryFragment<MultiBackend> for Fixed<T> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, MultiBackend>) -> Found<()> {
        out.push_sql(&self.words);
        Ok(())
    }
}

impl<T> QueryId for Fixed<T> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
