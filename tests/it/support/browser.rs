//! A browser in process: cookies, redirects, and the headers that a real one sends.
use super::TestPortal;
use super::page::Page;
use actix_web::body::to_bytes;
use actix_web::cookie::Cookie;
use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::http::Method;
use actix_web::http::header::{CONTENT_TYPE, HeaderMap, LOCATION, SET_COOKIE};
use actix_web::test::{self, TestRequest};
use actix_web::web::Bytes;
use futures_util::stream;
use langnghe::config::Config;
use langnghe::ids::AccountId;
use langnghe::portal::Portal;
use langnghe::web::page_cache::PageCache;
use langnghe::web::posted::Intake;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::sync::Arc;

/// Bytes of a body that come at once: as many as a fast line brings while a file is written.
const PIECE: usize = 100 * 1024;

/// How many times in a row a page may send the browser on.
const PATIENCE: usize = 8;

/// A visitor with cookies of their own. Cheap to clone; clones share their cookies.
#[derive(Clone)]
pub struct Browser(Rc<Inner>);

struct Inner {
    app: Rc<App>,
    jar: RefCell<BTreeMap<String, String>>,
    who: Option<AccountId>,
}

/// A portal as its visitors meet it. All who have it open share it.
struct App {
    config: Arc<Config>,
    call: Call,
}

type Call = Box<dyn Fn(Asked) -> Pin<Box<dyn Future<Output = Answer>>>>;

thread_local! {
    /// The app that was visited last: making one takes longer than asking it.
    static LAST: RefCell<Weak<App>> = RefCell::default();
}

impl App {
    async fn of(portal: &Portal) -> Rc<Self> {
        let last = LAST.with_borrow(Weak::upgrade).filter(|last| Arc::ptr_eq(&last.config, &portal.config));
        if let Some(app) = last {
            return app;
        }
        let app = Rc::new(Self::new(portal).await);
        LAST.set(Rc::downgrade(&app));
        app
    }

    async fn new(portal: &Portal) -> Self {
        let intake = Intake::open(&portal.config.data, 8).unwrap();
        let service = Rc::new(
            test::init_service(langnghe::web::app(portal.clone(), intake, PageCache::default())).await,
        );
        let call: Call = Box::new(move |asked| {
            let service = service.clone();
            Box::pin(async move {
                let body = asked.in_pieces();
                let (request, _) = asked.dressed().to_request().replace_payload(body);
                let response = test::call_service(&*service, request).await;
                let (status, headers) = (response.status().as_u16(), response.headers().clone());
                let Ok(body) = to_bytes(response.into_body()).await else {
                    panic!("the answer broke off");
                };
                Answer { status, headers, body: body.to_vec() }
            })
        });
        Self { config: portal.config.clone(), call }
    }
}

/// One request as it goes over the line.
pub struct Asked {
    pub method: Method,
    pub address: String,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl TestPortal {
    /// A visitor nobody knows.
    pub async fn browser(&self) -> Browser {
        Browser::over(self, None, None).await
    }
}

impl Browser {
    pub(super) async fn over(portal: &Portal, session: Option<&str>, who: Option<AccountId>) -> Self {
        let app = App::of(portal).await;
        let jar = session.map(|token| ("session".to_owned(), token.to_owned()));
        Self(Rc::new(Inner { app, jar: RefCell::new(jar.into_iter().collect()), who }))
    }

    /// The same visitor, with the same cookies, at another portal.
    pub async fn moved_to(&self, portal: &Portal) -> Self {
        let app = App::of(portal).await;
        Self(Rc::new(Inner { app, jar: self.0.jar.clone(), who: self.0.who }))
    }

    /// The member of staff who uses it.
    pub fn who(&self) -> AccountId {
        self.0.who.expect("nobody has signed in with this browser")
    }

    /// Types an address and goes wherever it leads.
    pub async fn get(&self, address: &str) -> Page {
        self.ask(Method::GET, address, None, None).await
    }

    /// Types an address and goes wherever it leads, even if words are missing there: for tests that list them all.
    pub async fn wander(&self, address: &str) -> Page {
        let mut page = self.peek(address).await;
        while let Some(next) = page.header(LOCATION.as_str()) {
            page = self.peek(&next).await;
        }
        page
    }

    /// Types an address and stays where it leads: a redirect is shown, not followed.
    pub async fn peek(&self, address: &str) -> Page {
        self.once(Method::GET, address, None, &None).await
    }

    /// Sends fields that no page offered, as somebody who means harm would. Does not follow redirects.
    pub async fn post_raw(&self, address: &str, fields: &[(&str, &str)]) -> Page {
        let body = serde_urlencoded::to_string(fields).unwrap().into_bytes();
        let kind = "application/x-www-form-urlencoded".to_owned();
        self.once(Method::POST, address, None, &Some((kind, body))).await
    }

    /// One request with every header chosen by the test.
    pub async fn send(&self, asked: Asked) -> Answer {
        (self.0.app.call)(asked).await
    }

    pub fn cookie(&self, name: &str) -> Option<String> {
        self.0.jar.borrow().get(name).cloned()
    }

    pub fn set_cookie(&self, name: &str, value: &str) {
        self.0.jar.borrow_mut().insert(name.into(), value.into());
    }

    /// A phone short of memory keeps the page and loses this.
    pub fn lose_cookies(&self) {
        self.0.jar.borrow_mut().clear();
    }

    /// The cookies it holds, by name.
    pub fn cookies(&self) -> Vec<String> {
        self.0.jar.borrow().keys().cloned().collect()
    }

    /// The language that pages are asked for in from now on.
    pub fn in_language(self, lang: &str) -> Self {
        self.set_cookie("lang", lang);
        self
    }

    pub(super) async fn ask(
        &self,
        method: Method,
        address: &str,
        from: Option<&str>,
        body: Option<(String, Vec<u8>)>,
    ) -> Page {
        let mut page = self.once(method, address, from, &body).await;
        for _ in 0..PATIENCE {
            let Some(next) = page.header(LOCATION.as_str()) else {
                page.is_worded();
                return page;
            };
            let from = page.path.clone();
            page = self.once(Method::GET, &next, Some(&from), &None).await;
        }
        panic!("{address} sends the browser round in a circle");
    }

    async fn once(
        &self,
        method: Method,
        address: &str,
        from: Option<&str>,
        body: &Option<(String, Vec<u8>)>,
    ) -> Page {
        let address = own(address);
        let mut headers = vec![("accept", "text/html,*/*;q=0.8".to_owned())];
        let site = if from.is_some() || method == Method::POST { "same-origin" } else { "none" };
        headers.push(("sec-fetch-site", site.into()));
        if let Some(from) = from {
            headers.push(("referer", format!("http://localhost{from}")));
        }
        if method == Method::POST {
            headers.push(("origin", "http://localhost".into()));
        }
        if let Some((kind, _)) = body {
            headers.push((CONTENT_TYPE.as_str(), kind.clone()));
        }
        let cookies: Vec<String> =
            self.0.jar.borrow().iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            headers.push(("cookie", cookies.join("; ")));
        }
        let body = body.as_ref().map(|(_, bytes)| bytes.clone()).unwrap_or_default();
        let answer = self.send(Asked { method, address: address.clone(), headers, body }).await;
        self.keep_cookies(&answer.headers);
        Page::read(self.clone(), address, answer)
    }

    fn keep_cookies(&self, headers: &HeaderMap) {
        for line in headers.get_all(SET_COOKIE) {
            let cookie = Cookie::parse(line.to_str().unwrap().to_owned()).unwrap();
            let mut jar = self.0.jar.borrow_mut();
            let gone = cookie.max_age().is_some_and(|age| age.is_zero() || age.is_negative());
            if gone {
                jar.remove(cookie.name());
            } else {
                jar.insert(cookie.name().to_owned(), cookie.value().to_owned());
            }
        }
    }
}

impl Asked {
    /// A bare request without any header.
    pub fn plain(method: Method, address: &str) -> Self {
        Self { method, address: address.to_owned(), headers: Vec::new(), body: Vec::new() }
    }

    /// The body as it comes over a fast line: each piece is there before the one before it was read.
    fn in_pieces(&self) -> Payload {
        let pieces: Vec<_> = self
            .body
            .chunks(PIECE)
            .map(|piece| Ok::<_, PayloadError>(Bytes::copy_from_slice(piece)))
            .collect();
        Payload::Stream { payload: Box::pin(stream::iter(pieces)) }
    }

    /// All but the body.
    fn dressed(self) -> TestRequest {
        let mut request = TestRequest::with_uri(&self.address)
            .method(self.method)
            .peer_addr(([127, 0, 0, 1], 40_000).into());
        for (name, value) in self.headers {
            request = request.append_header((name, value));
        }
        request
    }
}

/// A path of this portal, from an address that a letter or a header gives in full.
fn own(address: &str) -> String {
    let path = match address.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("/", |at| &rest[at..]),
        None => address,
    };
    assert!(path.starts_with('/'), "{address} is no address of the portal");
    path.split('#').next().unwrap_or(path).to_owned()
}
