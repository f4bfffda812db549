//! A question in the portal's own words, with numbers and texts in its places, that a connection keeps prepared: unlike
//! `sql_query`, which is read anew each time.
use super::Found;
use diesel::backend::Backend;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::query_dsl::RunQueryDsl;
use diesel::serialize::ToSql;
use diesel::sql_types::{BigInt, HasSqlType, Text};
use std::marker::PhantomData;

/// What stands in a place.
#[derive(Debug, Clone)]
pub enum Value {
    Number(i64),
    Text(String),
}

/// A question whose rows are of type `T`. Its words are few, whatever is asked for: each wording stays in memory.
#[derive(Debug, Clone)]
pub struct Statement<T> {
    words: String,
    values: Vec<Value>,
    rows: PhantomData<T>,
}

/// These words, each "?" of which is one of the values.
pub fn statement<T>(words: String, values: Vec<Value>) -> Statement<T> {
    Statement { words, values, rows: PhantomData }
}

impl<T> Query for Statement<T> {
    type SqlType = T;
}

impl<T, B> QueryFragment<B> for Statement<T>
where
    B: Backend + HasSqlType<BigInt> + HasSqlType<Text>,
    i64: ToSql<BigInt, B>,
    String: ToSql<Text, B>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, B>) -> Found<()> {
        let mut values = self.values.iter().peekable();
        for (at, words) in self.words.split('?').enumerate() {
            // A place stands before each piece of words but the first.
            match values.next_if(|_| at > 0) {
                Some(Value::Number(number)) => out.push_bind_param::<BigInt, _>(number)?,
                Some(Value::Text(text)) => out.push_bind_param::<Text, _>(text)?,
                None => {}
            }
            out.push_sql(words);
        }
        Ok(())
    }
}

impl<T> QueryId for Statement<T> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<T, C> RunQueryDsl<C> for Statement<T> {}
