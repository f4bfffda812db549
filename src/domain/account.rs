//! The people who work here: accounts, one-time passes, sessions.
use crate::clock::Moment;
use crate::ids::{AccountId, text_enum};
use crate::schema::accounts;
use diesel::{AsChangeset, Insertable, Queryable, Selectable};

text_enum! {
    /// May this person come in?
    pub enum AccountState {
        /// Has a link and no password yet.
        Invited = "invited",
        Active = "active",
        Locked = "locked",
    }
}

text_enum! {
    /// What a one-time link is for.
    pub enum Purpose {
        Invite = "invite",
        Reset = "reset",
    }
}

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = accounts, treat_none_as_null = true)]
pub struct Account {
    pub id: AccountId,
    pub email: String,
    pub name: String,
    pub position: String,
    /// Argon2id, in PHC form.
    pub password: Option<String>,
    pub state: AccountState,
    /// Wrong passwords in a row.
    pub failures: i32,
    pub locked_until: Option<Moment>,
    pub lang: String,
    pub created_at: Moment,
    pub version: i32,
}
