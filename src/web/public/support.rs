//! "Tôi cũng gặp": whoever has the same trouble as a public report says so, once a browser, and takes it back. The browser gets
//! its key with the first press; a reader has none.
use crate::actions::readers::{self, Device};
use crate::domain::public::{PublicCard, PublicTicket};
use crate::domain::status::{PublicWord, Status};
use crate::i18n::Words;
use crate::ids::{Secret, TicketCode};
use crate::links;
use crate::portal::Portal;
use crate::store::drafts;
use crate::store::public::copy;
use crate::web::cookies::{self, Jar};
use crate::web::error::Failure;
use crate::web::posted::{ButtonForm, Posted};
use crate::web::public::submit::key_of;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

/// How many days a browser keeps what it supports.
const DAYS: i64 = 365;

/// The button by which somebody says so, or takes it back.
#[derive(Template)]
#[template(path = "public/support.html")]
pub struct SupportPage {
    pub shell: Shell,
    pub report: String,
    pub title: String,
    /// "12 người cũng gặp"; "" for nobody yet.
    pub count: String,
    /// This browser said so.
    pub stands: bool,
    /// Nobody can say so any more.
    pub is_over: bool,
    pub press_to: String,
    pub undo_to: String,
    /// The report that its visitor writes; "" for none.
    pub write_on: String,
}

/// The page; looking says nothing.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    request: HttpRequest,
    code: web::Path<String>,
) -> Result<HttpResponse, Failure> {
    let code = TicketCode::parse(&code).map_err(|_| Failure::NotFound)?;
    let device = Jar::of(&request, &portal).device();
    let (inside, now, draft) = (portal.clone(), portal.now(), key_of(&portal, &visitor));
    let (ticket, stands, writes) = off_thread::look(&portal, move |c| {
        let Some((PublicCard { ticket, .. }, _)) = copy::report(c, code.as_str())? else {
            return Err(Failure::NotFound);
        };
        let stands = match &device {
            Some(key) => readers::is_supported(&inside, c, key, ticket.id)?,
            None => false,
        };
        let writes = drafts::find(c, &draft, now)?.is_some_and(|draft| !draft.is_sent());
        Ok((ticket, stands, writes))
    })
    .await?;
    let w = visitor.words();
    page::page(&SupportPage {
        shell: Shell::new(&portal, &visitor, w.say("support.title")),
        report: links::ticket(code.as_str()),
        count: count(&w, ticket.supports),
        stands,
        is_over: !is_open(&ticket),
        press_to: links::support(code.as_str()),
        undo_to: links::support_undo(code.as_str()),
        write_on: if writes { links::submit() } else { String::new() },
        title: ticket.title,
    })
}

/// Says so; the browser gets its key where it has none.
pub async fn press(
    portal: web::Data<Portal>,
    visitor: Visitor,
    request: HttpRequest,
    code: web::Path<String>,
    _posted: Posted<ButtonForm>,
) -> Result<HttpResponse, Failure> {
    let code = TicketCode::parse(&code).map_err(|_| Failure::NotFound)?;
    let known = Jar::of(&request, &portal).device();
    let key = known.unwrap_or_else(|| Secret::random().reveal().to_owned());
    let (inside, network, own, wanted) = (portal.clone(), visitor.network().to_owned(), key.clone(), code);
    off_thread::change(move || {
        let device = Device { key: &own, network: &network };
        Ok::<_, Failure>(readers::support(&inside, &device, &wanted)?)
    })
    .await?;
    let mut answer = redirect::to_saying(&portal, &links::support(code.as_str()), "support.done");
    answer
        .add_cookie(&cookies::make(&portal, "device", key, Some(DAYS)))
        .map_err(|error| Failure::Internal(error.to_string()))?;
    Ok(answer)
}

/// Takes it back.
pub async fn undo(
    portal: web::Data<Portal>,
    visitor: Visitor,
    request: HttpRequest,
    code: web::Path<String>,
    _posted: Posted<ButtonForm>,
) -> Result<HttpResponse, Failure> {
    let code = TicketCode::parse(&code).map_err(|_| Failure::NotFound)?;
    if let Some(key) = Jar::of(&request, &portal).device() {
        let (inside, network, wanted) = (portal.clone(), visitor.network().to_owned(), code);
        off_thread::change(move || {
            let device = Device { key: &key, network: &network };
            Ok::<_, Failure>(readers::support_no_more(&inside, &device, &wanted)?)
        })
        .await?;
    }
    Ok(redirect::to_saying(&portal, &links::support(code.as_str()), "support.undone"))
}

/// Can anybody say so: it does not repeat another, and was not refused.
pub fn is_open(ticket: &PublicTicket) -> bool {
    ticket.status != Status::Duplicate && ticket.word != PublicWord::Refused
}

/// "12 người cũng gặp"; "" for nobody.
pub fn count(w: &Words, supports: i64) -> String {
    if supports == 0 { String::new() } else { w.count("support.count", supports) }
}
