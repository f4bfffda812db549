//! What makes a page unreadable for somebody, as far as its HTML tells.
use langnghe::i18n::{LANGS, keys};
use scraper::{ElementRef, Html, Selector};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Everything that is wrong with a page in this language.
pub fn faults(html: &str, lang: &str) -> Vec<String> {
    faults_in(&Html::parse_document(html), html, lang)
}

/// The same of one that was parsed already.
pub fn faults_in(dom: &Html, html: &str, lang: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    if attributes(dom, "html", "lang") != [lang] {
        wrong.push("another language".into());
    }
    if select(dom, "title").iter().all(|title| text_of(title).is_empty()) {
        wrong.push("no title".into());
    }
    if let Some(at) = html.find('⟦') {
        wrong.push(html[at..].chars().take(40).collect());
    }
    if html.contains("<script>") {
        wrong.push("what was typed runs as a script".into());
    }
    headings(dom, &mut wrong);
    names(dom, &mut wrong);
    fields(dom, &mut wrong);
    foreign(dom, lang, &mut wrong);
    wrong
}

/// One heading of the first rank, and none that skips a rank.
fn headings(dom: &Html, wrong: &mut Vec<String>) {
    let first: Vec<String> = select(dom, "h1").iter().map(text_of).collect();
    if first.len() != 1 || first[0].is_empty() {
        wrong.push(format!("headings of the first rank: {first:?}"));
    }
    // What stands before the page's own heading is of the second rank: errors, and the queue beside a report.
    let mut above = 1;
    for heading in select(dom, "main h1, main h2, main h3, main h4, main h5, main h6") {
        let rank = heading.value().name()[1..].parse::<u32>().unwrap_or(0);
        if rank > above + 1 {
            wrong.push(format!("a rank is left out before {}", heading.html()));
        }
        above = rank;
    }
}

/// Ids that are there once, whatever names them, and what pictures, links and buttons are called.
fn names(dom: &Html, wrong: &mut Vec<String>) {
    let ids = attributes(dom, "[id]", "id");
    let mut seen = BTreeSet::new();
    wrong.extend(ids.iter().filter(|id| !seen.insert(id.as_str())).map(|id| format!("the id {id} twice")));
    for name in ["aria-describedby", "aria-labelledby", "for"] {
        for value in attributes(dom, &format!("[{name}]"), name) {
            let missing = value.split_whitespace().filter(|id| !seen.contains(id));
            wrong.extend(missing.map(|id| format!("{name} names {id}, which is not there")));
        }
    }
    for href in attributes(dom, "a[href^='#']", "href").iter().filter(|href| !seen.contains(&href[1..])) {
        wrong.push(format!("a link leads to {href}, which is not there"));
    }
    for image in select(dom, "img:not([alt])") {
        wrong.push(format!("a picture without alternative: {}", image.html()));
    }
    for button in select(dom, "button, a[href], summary") {
        let labelled = button.value().attr("aria-label").is_some();
        let pictured = button.select(&css("img[alt]:not([alt=''])")).next().is_some();
        if text_of(&button).is_empty() && !labelled && !pictured {
            wrong.push(format!("nothing says what this does: {}", button.html()));
        }
    }
}

/// A label for each field, and a key in each form that changes something.
fn fields(dom: &Html, wrong: &mut Vec<String>) {
    for form in select(dom, "form[method=post]") {
        let first = form.select(&css("input, textarea, select")).next();
        if first.and_then(|field| field.value().attr("name")) != Some("csrf") {
            wrong.push(format!("a form whose first field is not its key: {:?}", form.value().attr("action")));
        }
    }
    let labelled: BTreeSet<String> = attributes(dom, "label[for]", "for").into_iter().collect();
    for control in select(dom, "input:not([type=hidden]):not([type=submit]), select, textarea") {
        if !is_labelled(&labelled, &control) {
            wrong.push(format!("a field without label: {}", control.html()));
        }
    }
}

fn is_labelled(labelled: &BTreeSet<String>, control: &ElementRef<'_>) -> bool {
    let element = control.value();
    let inside =
        control.ancestors().filter_map(ElementRef::wrap).any(|above| above.value().name() == "label");
    let named = element.attr("id").is_some_and(|id| labelled.contains(id));
    inside || named || element.attr("aria-label").is_some() || element.attr("aria-labelledby").is_some()
}

/// What only the other language's catalogue says. The way to the other language is written in it.
fn foreign(dom: &Html, lang: &str, wrong: &mut Vec<String>) {
    let others = &OTHERS[lang];
    for element in select(dom, "body *:not([lang]):not(style):not(script), title") {
        let own =
            element.children().filter_map(|node| node.value().as_text().map(|text| text.trim().to_owned()));
        let said = ["alt", "aria-label", "title", "placeholder"];
        let said = said.iter().filter_map(|name| element.value().attr(name).map(str::to_owned));
        for text in own.chain(said).filter(|text| others.contains(text.as_str())) {
            wrong.push(format!("in another language: {text:?}"));
        }
    }
}

/// For each language, the texts that only the others have.
static OTHERS: LazyLock<BTreeMap<&'static str, BTreeSet<String>>> = LazyLock::new(|| {
    let texts = |lang: &str| keys(lang).into_iter().map(|(_, text)| text).collect::<BTreeSet<String>>();
    let only_others = |lang: &'static str| {
        let others = LANGS.into_iter().filter(|other| *other != lang).flat_map(texts);
        let own = texts(lang);
        (lang, others.filter(|text| !own.contains(text)).collect())
    };
    LANGS.into_iter().map(only_others).collect()
});

fn text_of(element: &ElementRef<'_>) -> String {
    element.text().collect::<String>().trim().to_owned()
}

fn attributes(dom: &Html, query: &str, name: &str) -> Vec<String> {
    let all = select(dom, query);
    all.iter().filter_map(|element| element.value().attr(name).map(str::to_owned)).collect()
}

fn select<'a>(dom: &'a Html, query: &str) -> Vec<ElementRef<'a>> {
    dom.select(&css(query)).collect()
}

fn css(query: &str) -> Selector {
    Selector::parse(query).unwrap_or_else(|error| panic!("{query}: {error}"))
}
