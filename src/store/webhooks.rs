//! Programs that are told of what happens in public, and what each was told.
use super::{Conn, Found};
use crate::clock::Moment;
use crate::domain::webhook::{DeliveryState, Happening, Webhook, WebhookDelivery};
use crate::ids::{WebhookDeliveryId, WebhookId};
use crate::schema::{webhook_deliveries as told, webhooks};
use diesel::prelude::*;

/// Every one, the newest first.
pub fn all(conn: &mut Conn) -> Found<Vec<Webhook>> {
    webhooks::table.order(webhooks::id.desc()).select(Webhook::as_select()).load(conn)
}

/// The one with this id; `NotFound` where there is none.
pub fn find(conn: &mut Conn, id: WebhookId) -> Found<Webhook> {
    webhooks::table.find(id).select(Webhook::as_select()).first(conn)
}

/// Adds one.
pub fn insert(conn: &mut Conn, hook: &Webhook) -> Found<()> {
    diesel::insert_into(webhooks::table).values(hook).execute(conn).map(drop)
}

/// It is told from now on, or no more; false where it was so before.
pub fn set_active(conn: &mut Conn, id: WebhookId, active: bool, given_up: Option<Moment>) -> Found<bool> {
    let other = webhooks::table.filter(webhooks::id.eq(id)).filter(webhooks::is_active.eq(!active));
    let put = (
        webhooks::is_active.eq(active),
        webhooks::given_up_at.eq(given_up),
        webhooks::failing_since.eq(None::<Moment>),
    );
    Ok(diesel::update(other).set(put).execute(conn)? == 1)
}

/// Since when nothing is taken there: set once, or forgotten.
pub fn note_failing(conn: &mut Conn, id: WebhookId, since: Option<Moment>) -> Found<()> {
    let hook = webhooks::table.find(id);
    match since {
        Some(since) => diesel::update(hook.filter(webhooks::failing_since.is_null()))
            .set(webhooks::failing_since.eq(since))
            .execute(conn),
        None => diesel::update(hook.filter(webhooks::failing_since.is_not_null()))
            .set(webhooks::failing_since.eq(None::<Moment>))
            .execute(conn),
    }
    .map(drop)
}

/// What happened to a report is to be told to all that are told anything, in the transaction in which it happened.
pub(super) fn queue(conn: &mut Conn, code: &str, happening: Happening, at: Moment) -> Found<()> {
    let hooks: Vec<WebhookId> =
        webhooks::table.filter(webhooks::is_active.eq(true)).select(webhooks::id).load(conn)?;
    for hook in hooks {
        let delivery = WebhookDelivery {
            id: WebhookDeliveryId::fresh(at),
            webhook_id: hook,
            code: code.to_owned(),
            happening,
            state: DeliveryState::Waiting,
            attempts: 0,
            next_try_at: at,
            answered: None,
            last_error: String::new(),
            at,
            sent_at: None,
        };
        diesel::insert_into(told::table).values(&delivery).execute(conn)?;
    }
    Ok(())
}

/// What is due to be told, the oldest first, but for those that just took nothing.
pub fn due(
    conn: &mut Conn,
    now: Moment,
    but: &[WebhookId],
    size: i64,
) -> Found<Vec<(WebhookDelivery, Webhook)>> {
    told::table
        .inner_join(webhooks::table.on(webhooks::id.eq(told::webhook_id)))
        .filter(told::state.eq(DeliveryState::Waiting))
        .filter(told::next_try_at.le(now))
        .filter(webhooks::is_active.eq(true))
        .filter(webhooks::id.ne_all(but))
        .order((told::next_try_at, told::id))
        .limit(size)
        .select((WebhookDelivery::as_select(), Webhook::as_select()))
        .load(conn)
}

/// Takes one to send it; false where somebody else has it.
pub fn claim(conn: &mut Conn, one: &WebhookDelivery, until: Moment) -> Found<bool> {
    let same = told::table
        .filter(told::id.eq(one.id))
        .filter(told::state.eq(DeliveryState::Waiting))
        .filter(told::attempts.eq(one.attempts))
        .filter(told::next_try_at.eq(one.next_try_at));
    Ok(diesel::update(same).set(told::next_try_at.eq(until)).execute(conn)? == 1)
}

/// What came of one: it was taken, or is tried again at a time, or no more.
pub fn note(
    conn: &mut Conn,
    one: &WebhookDelivery,
    (answered, why): (Option<i32>, &str),
    (sent_at, again): (Option<Moment>, Option<Moment>),
) -> Found<()> {
    let state = match (sent_at, again) {
        (Some(_), _) => DeliveryState::Sent,
        (None, Some(_)) => DeliveryState::Waiting,
        (None, None) => DeliveryState::Failed,
    };
    diesel::update(told::table.find(one.id))
        .set((
            told::state.eq(state),
            told::attempts.eq(one.attempts + 1),
            told::answered.eq(answered),
            told::last_error.eq(why),
            told::sent_at.eq(sent_at),
            told::next_try_at.eq(again.unwrap_or(one.next_try_at)),
        ))
        .execute(conn)
        .map(drop)
}

/// It is told once more, from the beginning.
pub fn again(conn: &mut Conn, id: WebhookDeliveryId, hook: WebhookId, now: Moment) -> Found<bool> {
    let ended = told::table.filter(told::id.eq(id)).filter(told::webhook_id.eq(hook));
    let put = (told::state.eq(DeliveryState::Waiting), told::attempts.eq(0), told::next_try_at.eq(now));
    Ok(diesel::update(ended).set(put).execute(conn)? == 1)
}

/// What one was told last, the newest first.
pub fn told_to(conn: &mut Conn, hook: WebhookId, size: i64) -> Found<Vec<WebhookDelivery>> {
    told::table
        .filter(told::webhook_id.eq(hook))
        .order(told::id.desc())
        .limit(size)
        .select(WebhookDelivery::as_select())
        .load(conn)
}

/// Forgets what was told, or given up, before this.
pub fn forget(conn: &mut Conn, before: Moment) -> Found<usize> {
    let old = told::table
        .filter(told::id.lt(WebhookDeliveryId::first_at(before)))
        .filter(told::state.ne(DeliveryState::Waiting));
    diesel::delete(old).execute(conn)
}
