//! What every page shows around its own content: name, menu, language, messages.
use super::assets;
use super::menu::{self, NavItem, Who};
use super::parts::bell::BellShown;
use super::visitor::Visitor;
use crate::domain::city_facts::CityFacts;
use crate::i18n::Words;
use crate::links;
use crate::portal::Portal;

/// The frame of a page: what the layouts show, and the key that its forms carry.
pub struct Shell {
    pub w: Words,
    pub lang: &'static str,
    pub other_lang: &'static str,
    pub title: String,
    pub city: CityShown,
    pub csrf: String,
    pub here: String,
    pub flash: Option<Flash>,
    /// The form of this page came back to be sent once more.
    pub reopened: bool,
    pub who: Option<Who>,
    pub nav: Vec<NavItem>,
    /// Where else one may go, where the queues of a room stand above.
    pub rest: Vec<NavItem>,
    /// The views that whoever works here saved, and those of their teams.
    pub views: Vec<NavItem>,
    /// What whoever works here was told and has not read.
    pub bell: Option<BellShown>,
    /// May search engines keep it?
    pub robots: bool,
    /// What it is, for whoever finds it elsewhere; "" where search engines do not keep it.
    pub description: String,
    pub emergency: Vec<Emergency>,
}

/// The city as the frame names it, in the reader's language.
pub struct CityShown {
    pub name: String,
    pub portal_name: String,
    pub hotline: String,
    pub owner: String,
}

/// Words shown once on top of a page: what was just done, or what to mind.
pub struct Flash {
    pub kind: &'static str,
    pub text: String,
}

/// A number to call when it burns.
pub struct Emergency {
    pub number: String,
    pub label: String,
}

impl Shell {
    /// The frame of a page called `title`, with the menu of whoever is looking.
    pub fn new(portal: &Portal, visitor: &Visitor, title: String) -> Self {
        let words = visitor.words();
        let told = visitor.flash().map(|key| Flash { kind: "done", text: words.say(key) });
        let again = visitor.reopened().map(|key| Flash { kind: "mind", text: words.say(key) });
        let desk = visitor.path().starts_with("/lam-viec") || visitor.path().starts_with("/quan-tri");
        Self {
            reopened: again.is_some(),
            flash: again.or(told),
            csrf: visitor.csrf(portal),
            here: visitor.path().to_owned(),
            who: visitor.actor().map(|actor| menu::who(actor, &words)),
            nav: if desk { menu::desk(visitor) } else { menu::public(visitor) },
            views: if desk { menu::views(visitor) } else { Vec::new() },
            bell: if desk {
                visitor.actor().and_then(|actor| BellShown::of(&words, actor, visitor.bell()))
            } else {
                None
            },
            robots: false,
            ..Self::plain(&portal.city().facts, words, title)
        }
    }

    /// A frame for a page that no visitor asked for: errors before one is known, and samples.
    pub fn plain(city: &CityFacts, words: Words, title: String) -> Self {
        let lang = words.lang();
        Self {
            w: words,
            lang,
            other_lang: if lang == "vi" { "en" } else { "vi" },
            title,
            city: CityShown {
                name: city.name.clone(),
                portal_name: city.portal_name(lang).to_owned(),
                hotline: city.hotline.clone(),
                owner: city.owner(lang).to_owned(),
            },
            csrf: String::new(),
            here: "/".into(),
            flash: None,
            reopened: false,
            who: None,
            nav: Vec::new(),
            views: Vec::new(),
            rest: Vec::new(),
            bell: None,
            robots: false,
            description: String::new(),
            emergency: city
                .emergency
                .iter()
                .map(|line| Emergency { number: line.number.clone(), label: line.label(lang).to_owned() })
                .collect(),
        }
    }

    /// Does whoever is looking type in what callers say? Then each page leads to it by a few keys.
    pub fn takes_calls(&self) -> bool {
        self.nav.iter().chain(&self.rest).any(|item| item.href == links::call())
    }

    /// Lets search engines keep the page, under a sentence that says what it is.
    pub fn indexed(mut self, description: String) -> Self {
        (self.robots, self.description) = (true, description);
        self
    }

    /// The address of a static file.
    pub fn asset(&self, path: &str) -> String {
        assets::url(path)
    }
}
