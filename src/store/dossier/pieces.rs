//! The tables of which the desk reads all rows of a report, and how each column is written in JSON, the same way in both
//! databases.
use crate::ids::TicketId;
use crate::store::Conn;

/// A table's rows of one report. The columns' names stand by how they are written in JSON: each as serde reads it, in
/// either database.
pub(super) struct Piece {
    table: &'static str,
    /// Which rows; "$" stands for the report's id.
    of: &'static str,
    /// As text: a number in JSON need not keep all its digits.
    ids: &'static str,
    moments: &'static str,
    flags: &'static str,
    /// Texts and numbers.
    others: &'static str,
}

impl Piece {
    /// Its rows of this report: which table, and the row in JSON.
    pub(super) fn select(&self, conn: &Conn, ticket: TicketId) -> String {
        let columns = |names: &'static str, written: fn(&Conn, &str) -> String| {
            let one = move |name: &str| format!("'{name}', {}", written(conn, &format!("r.\"{name}\"")));
            names.split_whitespace().map(one)
        };
        let pairs: Vec<String> = columns(self.ids, |_, column| format!("CAST({column} AS TEXT)"))
            .chain(columns(self.moments, moment))
            .chain(columns(self.flags, flag))
            .chain(columns(self.others, |_, column| column.to_owned()))
            .collect();
        let (table, of, pairs) = (self.table, self.of.replace('$', &ticket.to_string()), pairs.join(", "));
        let content = match conn {
            Conn::Sqlite(_) => format!("json_object({pairs})"),
            Conn::Postgres(_) => format!("CAST(json_build_object({pairs}) AS TEXT)"),
        };
        format!("SELECT '{table}' AS part, {content} AS content FROM {table} r WHERE {of}")
    }
}

/// SQLite keeps "2026-09-07 13:15:00" as a text.
fn moment(conn: &Conn, column: &str) -> String {
    match conn {
        Conn::Sqlite(_) => format!("replace({column}, ' ', 'T')"),
        Conn::Postgres(_) => column.to_owned(),
    }
}

/// SQLite keeps 0 or 1.
fn flag(conn: &Conn, column: &str) -> String {
    match conn {
        Conn::Sqlite(_) => format!("json(iif({column}, 'true', 'false'))"),
        Conn::Postgres(_) => column.to_owned(),
    }
}

const ITS_OWN: &str = "r.ticket_id = $";

/// All that is read, in no order.
pub(super) const PIECES: &[Piece] = &[
    Piece {
        table: "assignments",
        of: ITS_OWN,
        ids: "id ticket_id agency_id person_id",
        moments: "taken_at since until",
        flags: "",
        others: "part ended",
    },
    Piece {
        table: "clocks",
        of: ITS_OWN,
        ids: "id ticket_id agency_id",
        moments: "since first_due due_at until",
        flags: "",
        others: "owed amount unit rule pauses extensions stopped",
    },
    Piece {
        table: "contacts",
        of: ITS_OWN,
        ids: "",
        moments: "email_failed_at letters_stopped_at email_verified_at confirm_by",
        flags: "",
        others: "",
    },
    Piece { table: "report_signals", of: ITS_OWN, ids: "signal_id", moments: "", flags: "", others: "" },
    Piece {
        table: "report_answers",
        of: ITS_OWN,
        ids: "id ticket_id question_id",
        moments: "",
        flags: "",
        others: "value",
    },
    Piece {
        table: "questions",
        of: "r.id IN (SELECT question_id FROM report_answers WHERE ticket_id = $)",
        ids: "id root_id category_id depends_on",
        moments: "",
        flags: "is_current is_required is_public",
        others: "version position kind label_vi label_en hint_vi hint_en depends_value choices",
    },
    Piece {
        table: "photos",
        of: ITS_OWN,
        ids: "id ticket_id reply_id",
        moments: "created_at",
        flags: "is_public",
        others: "role position display thumb original width height",
    },
    Piece {
        table: "documents",
        of: ITS_OWN,
        ids: "id ticket_id reply_id",
        moments: "created_at",
        flags: "is_public acts",
        others: "hash name bytes",
    },
    Piece {
        table: "events",
        of: ITS_OWN,
        ids: "id ticket_id actor_id agency_id",
        moments: "due at",
        flags: "is_public",
        others: "kind status_from status_to public_text remark",
    },
    Piece {
        table: "notes",
        of: ITS_OWN,
        ids: "id ticket_id author_id",
        moments: "created_at",
        flags: "",
        others: "body",
    },
    Piece {
        table: "note_mentions",
        of: "r.note_id IN (SELECT id FROM notes WHERE ticket_id = $)",
        ids: "note_id account_id",
        moments: "",
        flags: "",
        others: "",
    },
    Piece {
        table: "reply_drafts",
        of: ITS_OWN,
        ids: "ticket_id author_id",
        moments: "updated_at",
        flags: "",
        others: "outcome body signed_as document_number remark version promised_for",
    },
    Piece {
        table: "replies",
        of: ITS_OWN,
        ids: "id ticket_id agency_id author_id approver_id",
        moments: "published_at",
        flags: "",
        others: "version signed_as outcome body document_number",
    },
    Piece {
        table: "ratings",
        of: ITS_OWN,
        ids: "ticket_id",
        moments: "rated_at",
        flags: "",
        others: "mark reasons words review",
    },
    Piece { table: "public_reports", of: ITS_OWN, ids: "", moments: "", flags: "", others: "supports" },
    Piece {
        table: "own_words",
        of: ITS_OWN,
        ids: "id ticket_id",
        moments: "until",
        flags: "",
        others: "title body place photos_out",
    },
    Piece {
        table: "report_points",
        of: ITS_OWN,
        ids: "id ticket_id commune_id boundary_id by_id",
        moments: "at",
        flags: "is_shown",
        others: "lat lon source accuracy among why",
    },
    Piece {
        table: "objections",
        of: ITS_OWN,
        ids: "ticket_id",
        moments: "raised_at",
        flags: "by_sender",
        others: "why heard",
    },
    Piece {
        table: "accounts",
        of: "r.id IN (SELECT actor_id FROM events WHERE ticket_id = $ \
             UNION SELECT author_id FROM notes WHERE ticket_id = $ \
             UNION SELECT m.account_id FROM note_mentions m JOIN notes n ON n.id = m.note_id \
             WHERE n.ticket_id = $ \
             UNION SELECT author_id FROM reply_drafts WHERE ticket_id = $ \
             UNION SELECT person_id FROM assignments WHERE ticket_id = $)",
        ids: "id",
        moments: "",
        flags: "",
        others: "name",
    },
];
