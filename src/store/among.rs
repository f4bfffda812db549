//! "Is one of these", in a statement that stays prepared: it has as many places as the next power of two, and those left over
//! hold the last of them once more. A list as long as what is asked for would be another statement for each length.
use super::Found;
use crate::ids::TicketId;
use diesel::backend::Backend;
use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate};
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types::{BigInt, Bool, HasSqlType};

/// A condition: this column is one of these.
#[derive(Debug, Clone)]
pub struct Among {
    column: &'static str,
    ids: Vec<i64>,
}

/// Is the report that this column names one of these?
pub fn reports(column: &'static str, reports: &[TicketId]) -> Among {
    among(column, reports.iter().map(|id| id.0))
}

/// Is what this column names one of these?
pub fn among(column: &'static str, ids: impl Iterator<Item = i64>) -> Among {
    let mut ids: Vec<i64> = ids.collect();
    if let Some(last) = ids.last() {
        ids.resize(ids.len().next_power_of_two(), *last);
    }
    Among { column, ids }
}

impl Expression for Among {
    type SqlType = Bool;
}

impl<Tables> AppearsOnTable<Tables> for Among {}
impl<Tables> SelectableExpression<Tables> for Among {}

impl<Grouped> ValidGrouping<Grouped> for Among {
    type IsAggregate = is_aggregate::No;
}

impl<B> QueryFragment<B> for Among
where
    B: Backend + HasSqlType<BigInt>,
    i64: ToSql<BigInt, B>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, B>) -> Found<()> {
        let mut before = "";
        out.push_sql(self.column);
        // Nothing is one of none.
        out.push_sql(if self.ids.is_empty() { " IS NULL AND 1 = 0" } else { " IN (" });
        for id in &self.ids {
            out.push_sql(before);
            out.push_bind_param::<BigInt, _>(id)?;
            before = ", ";
        }
        out.push_sql(if self.ids.is_empty() { "" } else { ")" });
        Ok(())
    }
}

impl QueryId for Among {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
