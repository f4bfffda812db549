//! All that is public, to be narrowed and searched. Everything that is chosen stands in the address.
use super::asked::{Asked, Chip};
use super::shown;
use crate::clock;
use crate::domain::ticket::Kind;
use crate::i18n::Words;
use crate::ids::TicketId;
use crate::links;
use crate::portal::Portal;
use crate::store::listing;
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
    /// Sent from this day on, and until this day, as "2026-09-07".
    pub from: String,
    pub until: String,
    pub chosen: usize,
    pub open: bool,
    pub total: String,
    pub cards: Vec<TicketCard>,
    pub pager: Pager,
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
        from: asked.tu,
        until: asked.den,
        cards,
        pager,
    })
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
