//! Scenes for the public pages: reports as the desk leaves them.
use crate::support::TestPortal;
use diesel::prelude::*;
use langnghe::actions::tickets::{self, Order};
use langnghe::domain::city::Commune;
use langnghe::domain::policy::Actor;
use langnghe::domain::ticket::{Prominence, Ticket};
use langnghe::portal::Portal;
use langnghe::schema::communes;

pub fn commune(portal: &TestPortal, name: &str) -> Commune {
    portal.with_db(|c| {
        communes::table.filter(communes::short_name.eq(name)).select(Commune::as_select()).first(c)
    })
}

/// The desk decides who may see it.
pub fn set_prominence(portal: &Portal, (actor, ticket): (&Actor, &Ticket), prominence: Prominence) -> Ticket {
    let order = Order { actor, code: &ticket.code, seen: ticket.version };
    tickets::set_prominence(portal, order, prominence, "Theo đề nghị của phường").unwrap()
}
