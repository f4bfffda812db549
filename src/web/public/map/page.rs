//! The map of public reports: a picture of where they are, and beside it the same reports as a list.
use super::asked::{DENSE, MapQuestion};
use super::looked::{LISTED, Read};
use crate::clock;
use crate::domain::city::Commune;
use crate::domain::density;
use crate::domain::status::PublicWord;
use crate::i18n::Words;
use crate::ids::CommuneId;
use crate::links;
use crate::portal::Portal;
use crate::store::public::cells::NARROWED;
use crate::web::error::Failure;
use crate::web::parts::map::{self, MapShown};
use crate::web::parts::ticket_card::TicketCard;
use crate::web::public::asked::Chip;
use crate::web::public::{chosen, shown};
use crate::web::query::Query;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{known, off_thread};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use std::collections::HashMap;

/// The reports of a part of the city, on a map and in a list, for anybody.
#[derive(Template)]
#[template(path = "public/map/page.html")]
pub struct MapPage {
    pub shell: Shell,
    pub map: MapShown,
    /// Where the script asks for squares, for this page again, and where the picture lies.
    pub squares: String,
    pub page: String,
    pub picture: String,
    /// The same reports as a list alone.
    pub list: String,
    /// Where what is looked for is followed by mail, and where all around the chosen square is; "" where none is chosen.
    pub follow: String,
    pub follow_here: String,
    pub states: Vec<Chip>,
    /// With numbers, or in colours.
    pub ways: Vec<Chip>,
    /// How many each colour means, the fewest first; nothing where numbers stand.
    pub colours: Vec<String>,
    pub chosen: Vec<Chip>,
    /// Where it is narrowed further.
    pub narrow: String,
    /// "96 phản ánh trong khung"
    pub total: String,
    /// That only the newest are shown; "" where all are.
    pub cut: String,
    /// Under the square that was chosen.
    pub picked: Vec<TicketCard>,
    pub cards: Vec<TicketCard>,
    /// More of them lie in the frame than stand here.
    pub more: bool,
    /// Without borders it is drawn only about.
    pub about: bool,
    pub by_commune: Vec<CommuneRow>,
}

/// A commune with how many reports it has, and the way to them.
pub struct CommuneRow {
    pub name: String,
    pub count: String,
    pub href: String,
}

/// The map of what is asked for.
pub async fn show(
    portal: web::Data<Portal>,
    visitor: Visitor,
    request: HttpRequest,
    asked: Query<MapQuestion>,
) -> Result<HttpResponse, Failure> {
    let (w, asked, now) = (visitor.words(), asked.into_inner(), portal.now());
    let question = asked.clone();
    let read =
        off_thread::look_in_city(&portal, move |c, city| Ok(Read::of(c, city, &question, now)?)).await?;
    let city = read.looked.city.clone();
    let today = clock::local(now).date();
    let view = &read.looked.view;
    let words = std::iter::once("").chain(PublicWord::ALL.iter().map(PublicWord::as_str));
    let chips = asked.list.states(&w).into_iter().zip(words);
    let count = view.total;
    let shell = Shell::new(&portal, &visitor, w.say("map.title"));
    let page = MapPage {
        shell: if request.query_string().is_empty() { shell.indexed(w.say("map.lead")) } else { shell },
        map: MapShown::of(&portal, &city, today),
        squares: asked.under(&links::map_squares()),
        page: asked.under(&links::map()),
        picture: asked.framed(&links::map_picture()),
        list: asked.list.under(&links::answers()),
        follow: asked.list.under(&links::follow()),
        follow_here: asked.around().map_or_else(String::new, |here| here.under(&links::follow())),
        states: chips.map(|(chip, word)| Chip { href: on_map(&asked, "trang-thai", word), ..chip }).collect(),
        ways: ways(&w, &asked),
        colours: if asked.is_dense() { colours(&w, read.looked.most()) } else { Vec::new() },
        chosen: chosen::chosen(&asked.list, (&w, &city, today))
            .into_iter()
            .zip(asked.list.chosen().into_iter().filter(|(key, _)| !chosen::APART.contains(key)))
            .map(|(chip, (key, _))| Chip { href: on_map(&asked, key, ""), ..chip })
            .collect(),
        narrow: asked.under(&links::narrow_map()),
        total: w.count("map.total", count),
        cut: if view.is_cut { w.fill("map.cut", [("n", w.number(NARROWED as i64))]) } else { String::new() },
        picked: shown::cards(&w, &city, &read.chosen, now),
        cards: shown::cards(&w, &city, &read.listed, now),
        more: count > LISTED as i64,
        about: city.borders_on(today).is_none(),
        by_commune: communes(&w, &read, &asked),
    };
    Ok(map::allow(&portal, known::page(&request, &visitor, &page)?))
}

/// The same map with one thing chosen otherwise.
fn on_map(asked: &MapQuestion, name: &'static str, value: &str) -> String {
    let mut pairs = asked.list.chosen();
    pairs.retain(|(key, _)| *key != name);
    pairs.extend([(name, value), ("hien", asked.drawn())]);
    links::asking(&links::map(), &pairs)
}

/// The two ways of drawing it, of the same ground.
fn ways(w: &Words, asked: &MapQuestion) -> Vec<Chip> {
    let way = |hien: &str, label: &str| {
        let other = MapQuestion { hien: hien.to_owned(), o: String::new(), ..asked.clone() };
        Chip { href: other.framed(&links::map()), label: w.say(label), current: asked.drawn() == hien }
    };
    vec![way("", "map.numbers"), way(DENSE, "map.dense")]
}

/// "1", "2–4", "5–19"
fn colours(w: &Words, most: i64) -> Vec<String> {
    let range = |(from, to): (i64, i64)| {
        if from == to { w.number(from) } else { format!("{}–{}", w.number(from), w.number(to)) }
    };
    density::ranges(most).into_iter().map(range).collect()
}

/// Each commune with what it has, the most first.
fn communes(w: &Words, read: &Read, asked: &MapQuestion) -> Vec<CommuneRow> {
    let city = &read.looked.city;
    let counts: HashMap<CommuneId, i64> = read.by_commune.iter().copied().collect();
    let named = city.communes_by_name().filter_map(|one| Some((one, *counts.get(&one.id)?)));
    let mut all: Vec<(&Commune, i64)> = named.collect();
    all.sort_by_key(|(_, n)| -n);
    all.into_iter()
        .map(|(commune, n)| CommuneRow {
            name: commune.name.clone(),
            count: w.number(n),
            href: on_map(asked, "phuong-xa", &commune.slug),
        })
        .collect()
}
