//! Writes a line into the administrators' journal, in the transaction of the change itself.
use crate::clock::Moment;
use crate::domain::audit::{self, AuditEvent, AuditKind, Change, Subject};
use crate::ids::{AccountId, OfficeEventId};
use crate::store::{self, Conn, Found};

/// The journal of one change: who, and when.
#[derive(Debug, Clone, Copy)]
pub struct Journal {
    pub actor: Option<AccountId>,
    pub at: Moment,
}

impl Journal {
    /// For a change by somebody who is signed in. The command line has nobody and leaves `actor` empty.
    pub fn by(actor: AccountId, at: Moment) -> Self {
        Self { actor: Some(actor), at }
    }

    /// Writes what happened to a thing; unchanged fields are left out.
    pub fn write(
        self,
        conn: &mut Conn,
        (subject, id): (Subject, i64),
        kind: AuditKind,
        changes: Vec<Change>,
    ) -> Found<()> {
        let event = AuditEvent {
            id: OfficeEventId::fresh(self.at),
            subject,
            subject_id: id,
            kind,
            detail: audit::write(&audit::differing(changes)),
            actor_id: self.actor,
            at: self.at,
        };
        store::audit::append(conn, &event)
    }
}
