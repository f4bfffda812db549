//! After the first step, where public reports are like what was written: each with why, to be read or to be joined instead of
//! being written once more. Nobody is kept from going on.
use super::{Scene, Step, Way};
use crate::clock::Moment;
use crate::domain::likeness::{Candidate, Likeness, Writing, likest, pairs};
use crate::domain::passage::spelled;
use crate::domain::public::PublicCard;
use crate::domain::status::PublicWord;
use crate::domain::text::{excerpt, fold};
use crate::i18n::Words;
use crate::ids::{CategoryId, CommuneId};
use crate::links;
use crate::portal::Portal;
use crate::store::city::City;
use crate::store::{Conn, search};
use crate::web::error::Failure;
use crate::web::parts::ticket_card::TicketCard;
use crate::web::public::{shown, support};
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::{HttpResponse, web};
use askama::Template;

/// How many are shown.
const SHOWN: usize = 3;
/// Categories that its words may mean.
const GUESSES: usize = 2;
/// Characters of what was written that stand above.
const WROTE: usize = 160;

/// Reports that are like what was written, for its sender.
#[derive(Template)]
#[template(path = "public/submit/similar.html")]
pub struct SimilarPage {
    pub shell: Shell,
    pub way: Way,
    pub wrote: String,
    pub what: String,
    pub like: Vec<SimilarShown>,
    pub onward: String,
}

/// One of them.
pub struct SimilarShown {
    pub card: TicketCard,
    /// "Cùng lĩnh vực · cùng nói về “ngập sau mưa”"
    pub why: String,
    pub is_answered: bool,
    /// Where one says that one has it, too; "" where that is over.
    pub support_to: String,
}

/// The page; where nothing is like it, on to the next step.
pub async fn show(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    let scene = Scene::load(&portal, &visitor).await?;
    if let Some(earlier) = scene.too_early(Step::Category) {
        return Ok(redirect::to(&earlier));
    }
    let onward = Step::What.onward(&scene);
    let like =
        if onward == Step::Category.url() { like(&portal, &visitor, &scene).await? } else { Vec::new() };
    if like.is_empty() {
        return Ok(redirect::to(&onward));
    }
    let w = visitor.words();
    let way = Way {
        name: w.say("similar.step"),
        back: links::submit(),
        back_label: w.say("similar.back"),
        ..Step::Category.way(&w, &scene)
    };
    page::page(&SimilarPage {
        shell: Shell::new(&portal, &visitor, w.say("similar.title")),
        way,
        wrote: excerpt(&format!("{}. {}", scene.answers.title, scene.answers.body), WROTE),
        what: w.count("similar.what", i64::try_from(like.len()).unwrap_or(1)),
        like,
        onward,
    })
}

/// Where one goes from the first step: by way of what is like it, where anything is.
pub async fn onward(portal: &Portal, visitor: &Visitor, scene: &Scene) -> Result<String, Failure> {
    let onward = Step::What.onward(scene);
    let shown = onward == Step::Category.url() && !like(portal, visitor, scene).await?.is_empty();
    Ok(if shown { links::submit_similar() } else { onward })
}

async fn like(portal: &Portal, visitor: &Visitor, scene: &Scene) -> Result<Vec<SimilarShown>, Failure> {
    let (w, now) = (visitor.words(), portal.now());
    let (title, body) = (scene.answers.title.clone(), scene.answers.body.clone());
    let about: Vec<CategoryId> = match scene.answers.category {
        Some(chosen) => vec![chosen],
        None => {
            let guesses = scene.tree.guess(&format!("{title} {body}"), w.lang());
            guesses.into_iter().take(GUESSES).map(|guess| guess.category.id).collect()
        }
    };
    off_thread::look_in_city(portal, move |c, city| {
        let communes = named_in(&city, &format!("{title} {body}"));
        let writing = Writing { title: &title, body: &body, categories: about, communes };
        Ok(found(c, (&w, &city), &writing, now)?)
    })
    .await
}

/// The communes that were named.
fn named_in(city: &City, text: &str) -> Vec<CommuneId> {
    city.names().communes_in(&fold(text)).into_iter().map(|(id, _)| id).take(SHOWN).collect()
}

fn found(
    conn: &mut Conn,
    (w, city): (&Words, &City),
    writing: &Writing<'_>,
    now: Moment,
) -> Result<Vec<SimilarShown>, diesel::result::Error> {
    let mut cards = search::candidates(conn, &pairs(writing), (&writing.categories, &writing.communes))?;
    // What repeats another is read there, and what was refused answers nobody.
    cards.retain(|card| {
        card.ticket.status != crate::domain::status::Status::Duplicate
            && card.ticket.word != PublicWord::Refused
    });
    let candidates: Vec<Candidate<'_>> = cards
        .iter()
        .map(|PublicCard { ticket, .. }| Candidate {
            title: &ticket.title,
            body: &ticket.body,
            place: &ticket.place,
            category: ticket.category,
            commune: ticket.commune,
        })
        .collect();
    let likest = likest(writing, &candidates);
    Ok(likest.iter().take(SHOWN).map(|(at, likeness)| one(w, city, &cards[*at], likeness, now)).collect())
}

fn one(w: &Words, city: &City, public: &PublicCard, likeness: &Likeness, now: Moment) -> SimilarShown {
    let card = shown::card(w, city, public, now);
    SimilarShown {
        why: why(w, public, likeness),
        is_answered: public.ticket.word == PublicWord::Done && !card.answer.is_empty(),
        support_to: if support::is_open(&public.ticket) {
            links::support(&public.ticket.code)
        } else {
            String::new()
        },
        card,
    }
}

/// "Cùng lĩnh vực · cùng phường, xã · cùng nói về “ngập sau mưa”"
fn why(w: &Words, public: &PublicCard, likeness: &Likeness) -> String {
    let ticket = &public.ticket;
    let spelled = |word: &str| {
        let texts = [&ticket.title, &ticket.place, &ticket.body];
        texts.iter().find_map(|text| spelled(text, word)).unwrap_or_else(|| word.to_owned())
    };
    let said = |words: &String| words.split(' ').map(spelled).collect::<Vec<_>>().join(" ");
    let words: Vec<String> = likeness.words.iter().map(said).collect();
    let mut reasons = vec![w.fill("similar.why_words", [("words", words.join("”, “"))])];
    if likeness.same_commune {
        reasons.insert(0, w.say("similar.why_commune"));
    }
    if likeness.same_category {
        reasons.insert(0, w.say("similar.why_category"));
    }
    reasons.join(" · ")
}
