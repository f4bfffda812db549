//! All that is public, to be narrowed and searched. Everything that is chosen stands in the address.
use super::shown;
use crate::clock;
use crate::domain::status::PublicWord;
use crate::domain::ticket::Kind;
use crate::i18n::Words;
use crate::ids::TicketId;
use crate::links;
use crate::portal::Portal;
use crate::store::listing::{self, Filter};
use crate::store::names::Names;
use crate::store::public;
use crate::web::error::Failure;
use crate::web::form::Choice;
use crate::web::page;
use crate::web::parts::pager::Pager;
use crate::web::parts::ticket_card::TicketCard;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;

pub const PAGE: usize = 20;
/// An exact total would cost more than the page: beyond this it is "hơn 200".
const COUNTED: usize = 201;

#[derive(Template)]
#[template(path = "public/answers.html")]
pub struct AnswersPage {
    pub shell: Shell,
    pub canonical: String,
    pub q: String,
    pub state: String,
    pub chips: Vec<Chip>,
    pub categories: Vec<Choice>,
    pub communes: Vec<Choice>,
    pub agencies: Vec<Choice>,
    pub kinds: Vec<Choice>,
    pub chosen: usize,
    pub open: bool,
    pub total: String,
    pub cards: Vec<TicketCard>,
    pub pager: Pager,
}

/// One of the four words, one tap away.
pub struct Chip {
    pub href: String,
    pub label: String,
    pub current: bool,
}

/// The query of the address; "" is not chosen.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    linh_vuc: String,
    phuong_xa: String,
    co_quan: String,
    trang_thai: String,
    loai: String,
    sau: String,
}

pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, Failure> {
    let (w, asked) = (visitor.words(), asked.into_inner());
    let now = portal.now();
    let today = clock::local(now).date();
    let kept = asked.clone();
    let (names, cards, next, count) = page::look(&portal, move |c| {
        let names = Names::load(c)?;
        let Some(filter) = kept.filter(&names) else {
            return Ok((names, Vec::new(), None, 0));
        };
        let found = public::list(c, &filter, kept.sau.parse().ok(), PAGE)?;
        let count = listing::count_up_to(c, &filter, COUNTED)?;
        let cards = shown::cards(c, &w, &names, &found.items, now)?;
        Ok((names, cards, found.next, count))
    })
    .await?;
    let pager = Pager {
        newer: if asked.sau.is_empty() { String::new() } else { asked.with("sau", "") },
        older: next.map_or_else(String::new, |key: TicketId| asked.with("sau", &key.to_string())),
        told: String::new(),
    };
    let shell = Shell::new(&portal, &visitor, w.say("answers.title"));
    let plain = asked.pairs().is_empty();
    page::page(&AnswersPage {
        shell: if plain { shell.indexed() } else { shell },
        canonical: format!("{}{}", portal.config.base_url, links::answers()),
        chips: asked.chips(&w),
        categories: categories(&names, &w, &asked.linh_vuc, today),
        communes: communes(&names, &asked.phuong_xa, today),
        agencies: agencies(&names, &asked.co_quan),
        kinds: kinds(&w, &asked.loai),
        chosen: asked.pairs().iter().filter(|(key, _)| *key != "sau").count(),
        open: asked.narrowed(),
        total: total(&w, count),
        state: asked.trang_thai,
        q: asked.q,
        cards,
        pager,
    })
}

impl Asked {
    /// What the address asks for; `None` when it names something that does not exist, where nothing can be found.
    fn filter(&self, names: &Names) -> Option<Filter> {
        let categories = names.category_and_below(&self.linh_vuc);
        let commune = names.communes.values().find(|one| one.slug == self.phuong_xa);
        let agency = names.agencies.values().find(|one| one.slug == self.co_quan);
        let word: Option<PublicWord> = self.trang_thai.parse().ok();
        let kind: Option<Kind> = self.loai.parse().ok();
        let missing = |typed: &str, found: bool| !typed.is_empty() && !found;
        let strange = missing(&self.linh_vuc, !categories.is_empty())
            || missing(&self.phuong_xa, commune.is_some())
            || missing(&self.co_quan, agency.is_some())
            || missing(&self.trang_thai, word.is_some())
            || missing(&self.loai, kind.is_some());
        (!strange).then(|| Filter {
            categories,
            commune: commune.map(|one| one.id),
            agency: agency.map(|one| one.id),
            word,
            kind,
            text: self.q.clone(),
        })
    }

    fn pairs(&self) -> Vec<(&'static str, &str)> {
        let all = [
            ("q", &self.q),
            ("linh_vuc", &self.linh_vuc),
            ("phuong_xa", &self.phuong_xa),
            ("co_quan", &self.co_quan),
            ("trang_thai", &self.trang_thai),
            ("loai", &self.loai),
            ("sau", &self.sau),
        ];
        all.into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(key, value)| (key, value.as_str()))
            .collect()
    }

    /// The same list with one thing chosen otherwise.
    fn with(&self, name: &'static str, value: &str) -> String {
        let mut pairs = self.pairs();
        pairs.retain(|(key, _)| *key != name && (*key != "sau" || name == "sau"));
        if !value.is_empty() {
            pairs.push((name, value));
        }
        match serde_urlencoded::to_string(&pairs) {
            Ok(query) if !query.is_empty() => format!("{}?{query}", links::answers()),
            _ => links::answers(),
        }
    }

    /// Is anything chosen that the folded filters hold?
    fn narrowed(&self) -> bool {
        let folded = [&self.linh_vuc, &self.phuong_xa, &self.co_quan, &self.loai];
        folded.iter().any(|value| !value.is_empty())
    }

    fn chips(&self, w: &Words) -> Vec<Chip> {
        let all = Chip {
            href: self.with("trang_thai", ""),
            label: w.say("answers.any_state"),
            current: self.trang_thai.is_empty(),
        };
        let each = PublicWord::ALL.iter().map(|word| Chip {
            href: self.with("trang_thai", word.as_str()),
            label: w.say(&format!("status.{word}")),
            current: self.trang_thai == word.as_str(),
        });
        std::iter::once(all).chain(each).collect()
    }
}

fn total(w: &Words, count: usize) -> String {
    if count >= COUNTED {
        w.fill("answers.more_than", [("n", COUNTED - 1)])
    } else {
        w.count("answers.total", i64::try_from(count).unwrap_or(i64::MAX))
    }
}

/// Every group with its leaves under it, indented.
fn categories(names: &Names, w: &Words, chosen: &str, today: NaiveDate) -> Vec<Choice> {
    let mut all: Vec<_> = names.categories.values().filter(|one| one.is_current(today)).collect();
    all.sort_by_key(|one| (one.position, one.id));
    let choice = |one: &crate::domain::city::Category, mark: &str| {
        Choice::new(&one.code, format!("{mark}{}", one.name(w.lang())), chosen)
    };
    let mut choices = Vec::with_capacity(all.len());
    for group in all.iter().filter(|one| one.parent_id.is_none()) {
        choices.push(choice(group, ""));
        let leaves = all.iter().filter(|one| one.parent_id == Some(group.id));
        choices.extend(leaves.map(|leaf| choice(leaf, "– ")));
    }
    choices
}

fn communes(names: &Names, chosen: &str, today: NaiveDate) -> Vec<Choice> {
    let mut all: Vec<_> = names
        .communes
        .values()
        .filter(|one| one.valid_to.is_none_or(|last| today <= last) || one.slug == chosen)
        .collect();
    all.sort_by_key(|one| (crate::domain::text::fold(&one.short_name), one.id));
    all.iter().map(|one| Choice::new(&one.slug, one.name.clone(), chosen)).collect()
}

/// Every agency, merged ones too: their answers stay under their own name.
fn agencies(names: &Names, chosen: &str) -> Vec<Choice> {
    let mut all: Vec<_> = names.agencies.values().collect();
    all.sort_by(|a, b| (&a.name_fold, a.id).cmp(&(&b.name_fold, b.id)));
    all.iter().map(|one| Choice::new(&one.slug, one.name.clone(), chosen)).collect()
}

fn kinds(w: &Words, chosen: &str) -> Vec<Choice> {
    let each = Kind::ALL.iter();
    each.map(|kind| Choice::new(kind.as_str(), w.say(&format!("kind.{kind}")), chosen)).collect()
}
