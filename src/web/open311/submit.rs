//! A request comes in from another program, by the same verb as every report.
use super::fault::{Fault, refused};
use super::media::{self, By};
use super::message::{Against, NewRequest, check, too_long};
use super::wire::Wire;
use crate::actions::Refusal;
use crate::actions::throttle::{self, Count};
use crate::actions::tickets::{NewTicket, Reviewed, submit};
use crate::clock::{Moment, local};
use crate::domain::api_key::ApiKey;
use crate::domain::intake::{Communes, Submission};
use crate::domain::limits::Limited;
use crate::domain::ticket::Channel;
use crate::files::KeptPhoto;
use crate::i18n::Words;
use crate::ids::{Secret, TicketId};
use crate::links;
use crate::portal::Portal;
use crate::store::{communes, consents, tickets};
use crate::web::error::Failure;
use crate::web::off_thread;
use crate::web::posted::{Fields, Keyed};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::json;

/// The header by which a program says that it means the same request.
const SAME: &str = "idempotency-key";
/// For so many minutes, and at most twice as many, the same words are the same request.
const SAME_MINUTES: i64 = 10;
/// For what a token is signed.
const TOKEN: &str = "open311 token";

/// Keeps a request and answers its number. Sent again it is the same one.
pub async fn send(
    portal: web::Data<Portal>,
    request: HttpRequest,
    form: web::Path<String>,
    sent: Keyed<NewRequest>,
) -> Result<HttpResponse, Failure> {
    let (wire, w) = (Wire::named(&form)?, Words::of(sent.fields.get("locale")));
    count(&portal, &sent.key, &sent.network).await?;
    if !sent.too_long.is_empty() {
        return refused(wire, &too_long(w, &sent.too_long));
    }
    let against = against(&portal, &sent.fields, w).await?;
    let (checked, fields) =
        off_thread::calculate(move || (check(&sent.fields, &against), sent.fields)).await?;
    let report = match checked {
        Ok(report) => report,
        Err(faults) => return refused(wire, &faults),
    };
    let by = By { key: &sent.key, network: &sent.network, w };
    let kept = match media::receive(&portal, by, sent.files, &sent.surplus).await? {
        Ok(kept) => kept,
        Err(faults) => return refused(wire, &faults),
    };
    let keys = form_keys(&request, &sent.key, &fields, &kept, portal.now());
    if let Some((id, code)) = sent_before(&portal, &keys).await? {
        media::give_up(&portal, kept).await?;
        return answer(wire, &portal, w, (id, &code));
    }
    let lies = match lies(&portal, by, &fields, (&keys[0], kept)).await? {
        Ok(lies) => lies,
        Err(fault) => return refused(wire, &[fault]),
    };
    let new = new_ticket(w, keys[0].clone(), report, lies);
    let own = portal.clone();
    match off_thread::change(move || Ok::<_, Failure>(submit(&own, &new))).await? {
        Ok(ticket) => answer(wire, &portal, w, (ticket.id, &ticket.code)),
        Err(Refusal::Invalid(problems)) => {
            let said = problems.iter().map(|problem| w.say(&format!("problem.{}", problem.word)));
            refused(wire, &said.map(Fault::bad).collect::<Vec<_>>())
        }
        Err(other) => Err(other.into()),
    }
}

/// Counts a try, by its key and by where it came from.
async fn count(portal: &web::Data<Portal>, key: &ApiKey, network: &str) -> Result<(), Failure> {
    let counts = [
        Count::new(Limited::KeyReports, key.prefix.as_str()),
        Count::new(Limited::KeyReportsNetwork, network),
    ];
    let own = portal.clone();
    off_thread::change(move || throttle::count(&own, &counts)).await
}

async fn against(portal: &Portal, fields: &Fields, w: Words) -> Result<Against, Failure> {
    let (code, today) = (fields.get("service_code").to_owned(), local(portal.now()).date());
    off_thread::look_in_city(portal, move |c, city| {
        let tree = city.tree_on(today);
        Ok(Against {
            category: tree.leaves().find(|leaf| leaf.code == code).cloned(),
            communes: Communes::of(communes::all(c)?),
            consent: consents::latest(c, consents::TO_SEND, w.lang())?,
            city,
            today,
            w,
        })
    })
    .await
}

/// By what a request is known if it is sent again: as its program says, else by all that it holds and about when. The first is
/// what it is kept under.
fn form_keys(
    request: &HttpRequest,
    key: &ApiKey,
    fields: &Fields,
    kept: &[KeptPhoto],
    now: Moment,
) -> Vec<String> {
    let hash = |what: String| Secret::presented(&format!("open311 {} {what}", key.id)).hash();
    let said = request.headers().get(SAME).map(|value| value.as_bytes()).filter(|said| !said.is_empty());
    if let Some(said) = said {
        return vec![hash(format!("said {}", String::from_utf8_lossy(said)))];
    }
    let photos: Vec<String> = kept.iter().map(|photo| photo.display.to_string()).collect();
    let all = format!("{:?} {photos:?}", fields.pairs());
    let window = now.and_utc().timestamp().div_euclid(60 * SAME_MINUTES);
    [window, window - 1].map(|window| hash(format!("held {window} {all}"))).into()
}

/// The report that this request became before.
async fn sent_before(portal: &Portal, keys: &[String]) -> Result<Option<(TicketId, String)>, Failure> {
    let keys = keys.to_vec();
    off_thread::look_up(portal, move |c| {
        for key in &keys {
            if let Some(ticket) = tickets::by_form_key(c, key)? {
                return Ok(Some((ticket.id, ticket.report.code)));
            }
        }
        Ok(None)
    })
    .await
}

/// Under what the photos of a request lie: those that came with it, or those that its address names.
async fn lies(
    portal: &web::Data<Portal>,
    by: By<'_>,
    fields: &Fields,
    (form_key, kept): (&str, Vec<KeptPhoto>),
) -> Result<Result<Option<String>, Fault>, Failure> {
    let (url, brings) = (fields.get("media_url").trim(), !kept.is_empty());
    if url.is_empty() {
        let lies = media::lies_under(by.key, form_key);
        if brings {
            media::hang(portal, lies.clone(), kept).await?;
        }
        return Ok(Ok(brings.then_some(lies)));
    }
    media::give_up(portal, kept).await?;
    let word = match media::token_of(portal, url) {
        _ if brings => "open311.media_twice",
        None => "open311.media_foreign",
        Some(token) => {
            let lies = media::lies_under(by.key, token);
            if media::waits(portal, &lies).await? {
                return Ok(Ok(Some(lies)));
            }
            "open311.media_over"
        }
    };
    Ok(Err(Fault::bad(by.w.fill(word, [("url", links::open311_media_home())]))))
}

fn new_ticket(w: Words, form_key: String, report: Submission, lies: Option<String>) -> NewTicket {
    NewTicket {
        form_key,
        channel: Channel::Api,
        lang: w.lang().to_owned(),
        report,
        entered_by: None,
        draft: lies.map(|key_hash| Reviewed { key_hash, print: None }),
    }
}

fn answer(
    wire: Wire,
    portal: &Portal,
    w: Words,
    (id, code): (TicketId, &str),
) -> Result<HttpResponse, Failure> {
    let page = format!("{}{}", portal.config.base_url, links::lookup_code(code));
    wire.say(
        StatusCode::CREATED,
        "service_requests",
        &json!([{
            "service_request_id": code,
            "token": portal.secrets.seal(TOKEN, id.0),
            "service_notice": w.fill("open311.received", [("url", page)]),
            "account_id": null,
        }]),
    )
}

/// The number of a request that was sent, for whoever holds its token.
pub async fn find(
    portal: web::Data<Portal>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Failure> {
    let (token, form) = path.into_inner();
    let wire = Wire::named(&form)?;
    let id = portal.secrets.unseal(TOKEN, &token).map(TicketId);
    let code = match id {
        Some(id) => off_thread::look_up(&portal, move |c| Ok(tickets::find(c, id)?.report.code)).await?,
        None => return refused(wire, &[Fault::missing(Words::of("").say("open311.no_token"))]),
    };
    let found = json!([{ "service_request_id": code, "token": token }]);
    wire.say(StatusCode::OK, "service_requests", &found)
}
