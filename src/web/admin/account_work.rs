//! What somebody works on, and who may have it when they can come in no more.
use crate::domain::account::AccountState;
use crate::domain::city::Agency;
use crate::domain::ticket::Ticket;
use crate::i18n::Words;
use crate::ids::{AccountId, AgencyId};
use crate::store::colleagues::Colleague;
use crate::store::{Conn, Found, accounts, colleagues, tickets};
use crate::web::form::Choice;
use crate::web::parts::moment::full;

/// The open reports in somebody's hands.
#[derive(Default)]
pub struct WorkShown {
    /// "Đang giữ 3 phản ánh"; "" where none is.
    pub told: String,
    /// One a line: code, agency, when it is due.
    pub reports: Vec<String>,
    /// Who works in each of those agencies.
    pub heirs: Vec<Choice>,
    /// Agencies in which nobody is left who can act, in words; "" where somebody is everywhere.
    pub alone: String,
}

/// What was read of it.
pub struct Work {
    open: Vec<Ticket>,
    /// Who works where it lies, an agency each.
    others: Vec<(AgencyId, Vec<Colleague>)>,
    /// Where nobody else can take on work.
    alone: Vec<AgencyId>,
}

impl Work {
    /// Reads the open reports in somebody's hands, and who else works there.
    pub fn load(conn: &mut Conn, of: AccountId) -> Found<Self> {
        let mut open = tickets::open_of(conn, of)?;
        open.retain(|ticket| ticket.holders.is_held());
        let mut agencies: Vec<AgencyId> = open.iter().filter_map(|ticket| ticket.agency()).collect();
        agencies.sort_unstable();
        agencies.dedup();
        let mut others = Vec::with_capacity(agencies.len());
        for agency in agencies {
            let mut there = colleagues::of_agency(conn, agency)?;
            there.retain(|one| one.id != of);
            others.push((agency, there));
        }
        Ok(Self { open, others, alone: accounts::alone_in(conn, of)? })
    }

    /// Ready to show, for an account in this state.
    pub fn show(&self, w: &Words, all: &[Agency], state: AccountState) -> WorkShown {
        let name = |id: AgencyId| all.iter().find(|one| one.id == id).map_or("", |one| one.name.as_str());
        let line = |ticket: &Ticket| {
            let due = w.fill("admin.ending.due", [("when", full(ticket.due_at()))]);
            format!("{} · {} · {due}", ticket.code, ticket.agency().map_or("", name))
        };
        let everywhere = |one: &&Colleague| {
            self.others.iter().all(|(_, there)| there.iter().any(|other| other.id == one.id))
        };
        let heirs = self.others.first().map(|(_, there)| there.iter().filter(everywhere));
        let heirs = heirs.into_iter().flatten().map(|one| {
            let load = w.count("step.load", one.holds);
            Choice::new(&one.id.to_string(), format!("{} · {} · {load}", one.name, one.position), "")
        });
        let open = i64::try_from(self.open.len()).unwrap_or(i64::MAX);
        let alone: Vec<&str> = self.alone.iter().map(|id| name(*id)).collect();
        let leaves = state == AccountState::Active && !alone.is_empty();
        WorkShown {
            told: if open > 0 { w.count("admin.holds", open) } else { String::new() },
            reports: self.open.iter().map(line).collect(),
            heirs: heirs.collect(),
            alone: if leaves {
                w.fill("admin.lock_alone", [("agencies", alone.join(", "))])
            } else {
                String::new()
            },
        }
    }
}
