//! The report that everybody tries to change, and what a change would leave.
use super::cast::{CO_AGENCY, HOLDER};
use crate::support::TestPortal;
use diesel::prelude::*;
use langnghe::actions::Refusal;
use langnghe::actions::replies::{Written, propose, publish};
use langnghe::actions::senders::{self, Given};
use langnghe::actions::tickets::{
    Order, ask_extension, ask_info, assign, close, give_info, mark_duplicate, refuse, remind, share_contact,
};
use langnghe::domain::policy::Role;
use langnghe::domain::rating::Mark;
use langnghe::domain::reply::Outcome;
use langnghe::domain::status::Status;
use langnghe::domain::ticket::Ticket;
use langnghe::ids::AccountId;
use langnghe::schema::{events, notes};
use langnghe::store;

/// A report in this state, held by [`HOLDER`] with [`CO_AGENCY`] and given to `own`. One that nobody holds is read by the
/// desk alone, and then whoever may not is told that there is none: so somebody holds it wherever somebody can.
pub fn scene(portal: &TestPortal, state: Status, own: Option<AccountId>) -> Ticket {
    let at = |state: Status| {
        let ticket = portal.ticket().saying("Giữa đường có một hố sâu, xe máy dễ ngã.");
        let ticket = ticket.sent_as("Hố nhà ông Bảy", "Giữa đường có một hố sâu, hỏi ông Bảy ở số 12.");
        let ticket = ticket.at(HOLDER).along_with(CO_AGENCY).in_state(state);
        match own {
            Some(own) => ticket.given_to(own).build(),
            None => ticket.build(),
        }
    };
    let desk = |ticket: &Ticket, verb: &dyn Fn(Order<'_>) -> Result<Ticket, Refusal>| {
        let agent = portal.player(Role::Agent, "tt-1022");
        verb(Order { actor: &agent, code: &ticket.code, seen: ticket.version }).unwrap()
    };
    let ask = |ticket: &Ticket| desk(ticket, &|order| ask_info(portal, order, "Ở số nhà nào?"));
    match state {
        Status::Accepted => desk(&ask(&at(Status::Forwarded)), &|order| give_info(portal, order, "Số 12")),
        Status::NeedsInfo => ask(&at(Status::InProgress)),
        Status::Rejected => {
            let refused = desk(&at(Status::Returned), &|order| refuse(portal, order, "quang_cao", ""));
            senders::object(portal, refused.id, "Đây là việc thật").unwrap()
        }
        Status::Duplicate => {
            let master = portal.ticket().build().report.code;
            desk(&at(Status::InProgress), &|order| mark_duplicate(portal, order, &master))
        }
        Status::Withdrawn => senders::withdraw(portal, at(Status::InProgress).id).unwrap(),
        Status::Forwarded => {
            let (ticket, focal) = (at(state), portal.player(Role::Focal, HOLDER));
            let order = Order { actor: &focal, code: &ticket.code, seen: ticket.version };
            own.map_or(Ok(ticket.clone()), |own| assign(portal, order, Some(own))).unwrap()
        }
        Status::Answered => {
            let ticket = at(state);
            let poor = Given { mark: Some(Mark::Poor), ticked: Vec::new(), words: String::new() };
            senders::rate(portal, ticket.id, &poor).unwrap();
            ticket
        }
        Status::AwaitingApproval => {
            let (ticket, watcher) = (at(state), portal.player(Role::Supervisor, HOLDER));
            let order = Order { actor: &watcher, code: &ticket.code, seen: ticket.version };
            remind(portal, order, "Hạn là hôm nay.", "2026-09-08".parse().unwrap()).unwrap()
        }
        Status::Reopened => {
            let ticket = at(state);
            let dispatcher = portal.player(Role::Dispatcher, "tt-1022");
            let order = Order { actor: &dispatcher, code: &ticket.code, seen: ticket.version };
            share_contact(portal, order, "Cần hẹn gặp").unwrap()
        }
        Status::Closed => promised(portal, &at(Status::InProgress)),
        // Nobody's work waits for its approver, so that there is something to decline.
        Status::InProgress if own.is_none() => {
            let (ticket, focal) = (at(state), portal.player(Role::Focal, HOLDER));
            let order = Order { actor: &focal, code: &ticket.code, seen: ticket.version };
            ask_extension(portal, order, "2026-09-11".parse().unwrap(), "Chờ vật tư").unwrap()
        }
        Status::New | Status::InProgress | Status::Returned => at(state),
    }
}

/// It is closed, and what its answer promised is owed.
fn promised(portal: &TestPortal, ticket: &Ticket) -> Ticket {
    let [writer, approver] = [Role::Focal, Role::Approver].map(|role| portal.player(role, HOLDER));
    let dispatcher = portal.player(Role::Dispatcher, "vp-ubnd");
    let by = |actor, seen| Order { actor, code: &ticket.code, seen };
    let written = Written {
        outcome: Outcome::Planned,
        body: "Đoạn đường nằm trong kế hoạch sửa chữa năm 2027, đã có kinh phí.".into(),
        signed_as: "Giám đốc".into(),
        document_number: String::new(),
        promised_for: chrono::NaiveDate::from_ymd_opt(2027, 3, 31),
        over: 0,
    };
    let proposed = propose(portal, by(&writer, ticket.version), &written, "Không chờ thêm được nữa").unwrap();
    let answered = publish(portal, by(&approver, proposed.version)).unwrap();
    close(portal, by(&dispatcher, answered.version)).unwrap()
}

/// All that a verb could leave: the report itself, how many events it has, its draft, its files.
pub fn traces(portal: &TestPortal, ticket: &Ticket) -> String {
    portal.look(|c| {
        let now = store::tickets::find(c, ticket.id)?;
        let happened: i64 = events::table.filter(events::ticket_id.eq(ticket.id)).count().get_result(c)?;
        let draft = store::reply_drafts::find(c, ticket.id)?;
        let photos = store::photos::unpublished_after(c, ticket.id)?.len();
        let documents = store::documents::unpublished(c, ticket.id)?.len();
        let notes: i64 = notes::table.filter(notes::ticket_id.eq(ticket.id)).count().get_result(c)?;
        let replies = store::replies::next_version(c, ticket.id)?;
        Ok(format!("{now:?} {happened} {draft:?} {photos} {documents} {notes} {replies}"))
    })
}
