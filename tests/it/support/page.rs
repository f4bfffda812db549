//! A page as a visitor has it before them.
use super::browser::{Answer, Browser};
use super::form::Form;
use super::form_read;
use actix_web::http::Method;
use actix_web::http::header::HeaderMap;
use scraper::{ElementRef, Html, Selector};
use std::cell::OnceCell;

pub struct Page {
    pub status: u16,
    pub headers: HeaderMap,
    /// The body as text; empty for a picture.
    pub html: String,
    pub bytes: Vec<u8>,
    /// The address, with its query.
    pub path: String,
    pub(super) browser: Browser,
    /// Parsed once, when it is first looked into.
    parsed: OnceCell<Html>,
}

impl Page {
    pub(super) fn read(browser: Browser, path: String, answer: Answer) -> Self {
        let html = String::from_utf8(answer.body.clone()).unwrap_or_default();
        Self {
            status: answer.status,
            headers: answer.headers,
            html,
            bytes: answer.body,
            path,
            browser,
            parsed: OnceCell::new(),
        }
    }

    /// Fails when a word of the page is in no catalogue.
    pub(super) fn is_worded(&self) {
        let words = self.html.find('⟦').map(|at| self.html[at..].chars().take(60).collect::<String>());
        assert!(words.is_none(), "{} shows a word that no catalogue has: {words:?}", self.path);
    }

    pub fn header(&self, name: &str) -> Option<String> {
        Some(self.headers.get(name)?.to_str().unwrap().to_owned())
    }

    /// The page parsed, to look closer at it.
    pub fn dom(&self) -> &Html {
        self.parsed.get_or_init(|| Html::parse_document(&self.html))
    }

    /// The texts of every element that a CSS selector finds.
    pub fn all(&self, css: &str) -> Vec<String> {
        self.dom().select(&selector(css)).map(|element| text_of(&element)).collect()
    }

    /// One attribute of every element that a CSS selector finds and that has it.
    pub fn attributes(&self, css: &str, name: &str) -> Vec<String> {
        self.dom()
            .select(&selector(css))
            .filter_map(|element| element.value().attr(name).map(str::to_owned))
            .collect()
    }

    pub fn has(&self, css: &str) -> bool {
        self.dom().select(&selector(css)).next().is_some()
    }

    /// What is written on the page, spaces and lines run together.
    pub fn text(&self) -> String {
        self.all("body").join(" ")
    }

    /// Fails unless the words stand on the page.
    #[track_caller]
    pub fn says(&self, words: &str) -> &Self {
        assert!(self.text().contains(words), "{} does not say {words:?}.\n{}", self.path, self.told());
        self
    }

    /// Fails if the words stand anywhere in the page, hidden or not.
    #[track_caller]
    pub fn never_says(&self, words: &str) -> &Self {
        let said = self.html.contains(words) || self.text().contains(words);
        assert!(!said, "{} says {words:?}.\n{}", self.path, self.told());
        self
    }

    /// Fails unless the answer has this status.
    #[track_caller]
    pub fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status, status, "{}\n{}", self.path, self.told());
        self
    }

    #[track_caller]
    pub fn h1(&self) -> String {
        let all = self.all("h1");
        assert_eq!(
            all.len(),
            1,
            "{} has {} headings of the first rank.\n{}",
            self.path,
            all.len(),
            self.told()
        );
        all.into_iter().next().unwrap_or_default()
    }

    /// The lines of the error summary.
    pub fn errors(&self) -> Vec<String> {
        self.all(".errors li")
    }

    /// Follows the first link with these words, or else the first that contains them.
    #[track_caller]
    pub fn follow(&self, words: &str) -> impl Future<Output = Page> {
        let dom = self.dom();
        let links: Vec<_> = dom.select(&selector("a[href]")).collect();
        let label = |link: &&ElementRef<'_>| text_of(link);
        let found = links
            .iter()
            .find(|link| label(link) == words)
            .or_else(|| links.iter().find(|link| label(link).contains(words)));
        let Some(link) = found else {
            panic!("{} has no link {words:?}.\n{}", self.path, self.told());
        };
        let href = self.resolve(link.value().attr("href").unwrap_or_default());
        let (browser, from) = (self.browser.clone(), self.path.clone());
        async move { browser.ask(Method::GET, &href, Some(&from), None).await }
    }

    /// The form with this id, or else with this in its action. Starts from the values that the page offers.
    #[track_caller]
    pub fn form(&self, which: &str) -> Form {
        match form_read::find(self, which) {
            Some(form) => form,
            None => panic!("{} has no form {which:?}.\n{}", self.path, self.told()),
        }
    }

    /// The same address once more.
    pub async fn again(&self) -> Page {
        self.browser.get(&self.path).await
    }

    pub fn browser(&self) -> &Browser {
        &self.browser
    }

    /// An address on this page as the browser would call it.
    pub fn resolve(&self, address: &str) -> String {
        let here = self.path.split('?').next().unwrap_or("/");
        if address.is_empty() {
            self.path.clone()
        } else if address.starts_with('/') || address.contains("://") {
            address.to_owned()
        } else if address.starts_with(['?', '#']) {
            format!("{here}{address}")
        } else {
            format!("{}/{address}", here.rsplit_once('/').map_or("", |(folder, _)| folder))
        }
    }

    /// What a failing test shows of the page.
    pub(super) fn told(&self) -> String {
        let text: String = self.all("main").join(" ").chars().take(3_000).collect();
        format!(
            "--- {} {} ---\n{}\n---",
            self.status,
            self.path,
            if text.is_empty() { &self.html } else { &text }
        )
    }
}

pub(super) fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap_or_else(|error| panic!("{css}: {error}"))
}

/// The words inside an element, spaces run together.
pub(super) fn text_of(element: &ElementRef<'_>) -> String {
    let words: String = element.text().collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
