//! The column types against a real database, through the same kind of connection that the portal uses.
use super::{TicketCode, TicketId, text_enum};
use diesel::prelude::*;

#[derive(diesel::MultiConnection)]
enum Conn {
    Sqlite(SqliteConnection),
    #[allow(dead_code)] // Never opened here: that it compiles for PostgreSQL too is the test.
    Postgres(PgConnection),
}

text_enum! {
    /// How a lamp is.
    pub enum Lamp { Lit = "lit", Dark = "dark" }
}

diesel::table! {
    lamps (id) {
        id -> BigInt,
        lamp -> Text,
        code -> Text,
        replaces -> Nullable<BigInt>,
        before -> Nullable<Text>,
    }
}

#[derive(Debug, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = lamps)]
struct Row {
    id: TicketId,
    lamp: Lamp,
    code: TicketCode,
    replaces: Option<TicketId>,
    before: Option<Lamp>,
}

fn opened() -> Conn {
    let mut conn = Conn::Sqlite(SqliteConnection::establish(":memory:").unwrap());
    diesel::sql_query(
        "create table lamps (id bigint primary key, lamp text not null, code text not null, replaces bigint, before text)",
    )
    .execute(&mut conn)
    .unwrap();
    conn
}

#[test]
fn ids_words_and_codes_come_back_as_they_went() {
    let mut conn = opened();
    let code = TicketCode::random(2026);
    let rows = [
        Row { id: TicketId(1), lamp: Lamp::Lit, code, replaces: None, before: None },
        Row { id: TicketId(2), lamp: Lamp::Dark, code, replaces: Some(TicketId(1)), before: Some(Lamp::Lit) },
    ];
    for row in &rows {
        diesel::insert_into(lamps::table).values(row).execute(&mut conn).unwrap();
    }
    let read: Vec<Row> = lamps::table.select(Row::as_select()).order(lamps::id).load(&mut conn).unwrap();
    assert_eq!(read, rows);
    let found: TicketId = lamps::table
        .filter(lamps::replaces.eq(TicketId(1)).and(lamps::lamp.eq(Lamp::Dark)).and(lamps::code.eq(code)))
        .filter(lamps::id.eq_any([TicketId(2), TicketId(3)]))
        .select(lamps::id)
        .first(&mut conn)
        .unwrap();
    assert_eq!(found, TicketId(2));
}

#[test]
fn a_strange_word_in_the_table_is_an_error() {
    let mut conn = opened();
    diesel::sql_query("insert into lamps (id, lamp, code) values (1, 'purple', '26')")
        .execute(&mut conn)
        .unwrap();
    assert!(lamps::table.select(lamps::lamp).first::<Lamp>(&mut conn).is_err());
    assert!(lamps::table.select(lamps::code).first::<TicketCode>(&mut conn).is_err());
    assert_eq!(lamps::table.select(lamps::id).first::<TicketId>(&mut conn).unwrap(), TicketId(1));
}
