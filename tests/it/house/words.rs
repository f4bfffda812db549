//! The catalogues: both languages say the same things, every word asked for is there, and none lies unused.
use super::source::{File, files, none, product, quoted_after};
use langnghe::i18n::{LANGS, keys};
use std::collections::{BTreeMap, BTreeSet};

/// Keys that are put together at run time, with where.
const BUILT: &[(&str, &str)] = &[
    ("desk.parts.", "web/desk/parts: how a part of a report stands"),
    ("desk.channel.", "web/desk: the way in"),
    ("answers_sort.", "web/public/answers: the order of the list"),
    ("admin.did.", "web/admin/history: what was done to an account, an agency, a category"),
    ("admin.field.", "web/admin/history: which field"),
    ("admin.is.", "web/admin/history: yes and no"),
    ("admin.discussion.", "web/admin/category: who may comment publicly"),
    ("admin.ending.", "web/admin/ending: what passes on when an agency ends"),
    ("admin.job.", "web/admin/jobs: a job's name"),
    ("admin.job_did.", "web/admin/jobs: what a job did"),
    ("admin.kind.", "web/admin/agencies: the kind of an agency"),
    ("admin.lang.", "web/admin/invite: the language of an account"),
    ("admin.letter.", "web/admin/letters: how far a letter has come"),
    ("admin.letter_kind.", "web/admin/letters: what a letter is about"),
    ("letter_channel.", "web/admin/letter_topics: the way by which somebody is told"),
    ("letter_topic.", "web/admin/letter_topics: of what senders may be told"),
    ("admin.level.", "web/admin/category"),
    ("admin.place.", "web/admin/category"),
    ("admin.publish.", "web/admin/categories: when a report becomes public"),
    ("admin.signal_kind.", "web/admin/signals: where a signal leads to"),
    ("admin.state.", "web/admin/accounts: may this person come in?"),
    ("agency_kind.", "web/public/agencies: the kind of an agency"),
    ("calendar.certainty.", "web/admin/calendar: how sure a day is"),
    ("calendar.kind.", "web/admin/calendar: off or worked"),
    ("calendar.kind_hint.", "web/admin/calendar/day: what each kind does"),
    ("calendar.verdict.", "web/admin/calendar/import_preview: what becomes of a line"),
    ("calendar.weekday.", "web/admin/calendar: the days of the week"),
    ("desk.empty.", "web/desk/queue: an empty queue"),
    ("desk.fact.", "web/desk/facts"),
    ("views.place_", "web/desk/views: the page that a view opens"),
    ("desk.level.", "web/desk/facts: how pressing it is"),
    ("desk.prominence.", "web/desk/facts: who may see it"),
    ("desk.tab.", "web/desk/queue: the queues"),
    ("desk.term.", "web/desk/facts: units of a term"),
    ("error.", "web/error_pages: heading and text of every failure"),
    ("guide.level_", "web/public/guide: the terms of each level"),
    ("desk.life.owed_", "web/desk/life: what a clock is for"),
    ("guide.owed_", "web/public/guide: the terms of each step"),
    ("follow.", "web/public/follow, mail/letters: how often somebody is told"),
    ("file.", "web/desk/list_file: how an answer kept its term"),
    ("figures_page.", "web/desk/figures: periods, groups, stages"),
    ("measure.", "web/desk/figures: what is counted"),
    ("hooks.delivery.", "web/admin/webhook: how far a telling has come"),
    ("hooks.happening.", "web/admin/webhook: what was told"),
    ("keys.scope.", "web/admin/api_key: what a key lets do"),
    ("kind.", "web/public/answers: what the sender wants"),
    ("letters_wanted.kind.", "web/public/letters_wanted: what the letters tell"),
    ("door.letters.", "web/signin/own_account: how letters come"),
    ("notice.", "web/parts/bell: what one was told"),
    ("call.problem.", "web/desk/call_form: what is wrong, said to the agent"),
    ("map.source_", "web/desk/point: who said where it is, and how"),
    ("questions.kind.", "web/admin/question: how a question is answered"),
    ("ladder.amount.", "web/parts/rung: how much"),
    ("ladder.said.", "web/parts/rung: the moment of a rung"),
    ("ladder.moment.", "web/admin/ladder"),
    ("ladder.unit.", "web/admin/ladder"),
    ("ladder.whom.", "web/admin/ladder"),
    ("rules.", "web/admin/rules: the kinds of rules, what they mean, what they may be"),
    ("letters.", "mail/letters: subject and text of each kind of letter"),
    ("outcome.", "web/parts/answer: what the answer says was done"),
    ("promise.", "web/parts/promise: how a promise stands"),
    ("card.", "web/public/shown: after how many days it was answered, and how"),
    ("privacy.", "web/public/privacy: each kind of data, four texts"),
    ("problem.", "web/form: what is wrong with a field"),
    ("rating.", "web/public/own/rating: the four words of a rating"),
    ("reviews.", "web/desk/reviews: what waits for another look"),
    ("role.", "web/menu: the name of a role"),
    ("statistics.", "web/public/statistics: by what reports are divided"),
    ("comment.", "web/desk/comments: what was decided"),
    ("removal.", "web/public/removal: why, and what was decided"),
    ("dumps.", "web/public/open_data: what each column means"),
    ("embed.", "web/public/embed/maker: what may be shown, in which language"),
    ("state.", "web/parts/status_tag: the desk's thirteen words"),
    ("status.", "web/parts/status_tag: the public's four words"),
    ("step.", "web/desk/step: title, button, fields and last word of each step"),
    ("submit.kind_", "web/public/submit/what"),
    ("submit.part_", "web/public/submit/review"),
    ("submit.photo_", "web/public/submit/photos: why a photo was not taken"),
    ("timeline.", "web/parts/timeline: what happened"),
    ("words.", "web/parts: words of the public"),
];

#[test]
fn both_languages_have_the_same_keys() {
    let [first, other] =
        LANGS.map(|lang| keys(lang).into_iter().map(|(key, _)| key).collect::<BTreeSet<_>>());
    // A language without plural forms says everything with `other`.
    let same = |key: &String, there: &BTreeSet<String>| there.contains(key) || key.ends_with(".one");
    let mut wrong: Vec<String> = Vec::new();
    wrong.extend(first.iter().filter(|key| !same(key, &other)).map(|key| format!("en lacks {key}")));
    wrong.extend(other.iter().filter(|key| !same(key, &first)).map(|key| format!("vi lacks {key}")));
    none(wrong, "The languages differ:");
}

#[test]
fn both_languages_fill_in_the_same_things() {
    let [first, other] = LANGS.map(|lang| keys(lang).into_iter().collect::<BTreeMap<_, _>>());
    let wrong = first
        .iter()
        .filter_map(|(key, text)| Some((key, placeholders(text), placeholders(other.get(key)?))))
        .filter(|(_, here, there)| here != there)
        .map(|(key, here, there)| format!("{key}: {here:?} and {there:?}"))
        .collect();
    none(wrong, "Placeholders differ:");
}

#[test]
fn no_text_is_empty_or_has_spaces_at_its_ends() {
    let texts = LANGS.into_iter().flat_map(|lang| keys(lang).into_iter().map(move |pair| (lang, pair)));
    let wrong = texts
        .filter(|(_, (_, text))| text.trim().is_empty() || text.trim() != text)
        .map(|(lang, (key, _))| format!("{lang} {key}"))
        .collect();
    none(wrong, "Texts to look at:");
}

#[test]
fn every_word_asked_for_is_in_the_catalogue() {
    let known: BTreeSet<String> = keys("vi").into_iter().map(|(key, _)| key).collect();
    let mut wrong = Vec::new();
    for file in readers() {
        for key in quoted_after(&file.text, "say(").into_iter().chain(quoted_after(&file.text, ".fill(")) {
            if key.contains('.') && !known.contains(&key) {
                wrong.push(format!("{}: {key}", file.path));
            }
        }
        for key in quoted_after(&file.text, ".count(") {
            if key.contains('.') && !known.contains(&format!("{key}.other")) {
                wrong.push(format!("{}: {key}.other", file.path));
            }
        }
    }
    none(wrong, "No catalogue has these words:");
}

#[test]
fn no_word_lies_unused() {
    let mut literals = BTreeSet::new();
    for file in readers() {
        literals.extend(literals_of(&file.text));
    }
    let used = |key: &str| {
        let counted = key.strip_suffix(".one").or(key.strip_suffix(".other")).unwrap_or(key);
        literals.contains(key)
            || literals.contains(counted)
            || BUILT.iter().any(|(prefix, _)| key.starts_with(prefix))
    };
    let wrong = keys("vi").into_iter().map(|(key, _)| key).filter(|key| !used(key)).collect();
    none(wrong, "Nobody says these words (or list their prefix in BUILT with where it is put together):");
}

#[test]
fn every_prefix_put_together_is_listed() {
    let mut wrong = Vec::new();
    for file in readers() {
        for start in ["say(&format!(", "fill(&format!(", "count(&format!("] {
            for text in quoted_after(&file.text, start) {
                let prefix = text.split('{').next().unwrap_or_default();
                if !prefix.is_empty() && !BUILT.iter().any(|(listed, _)| prefix.starts_with(listed)) {
                    wrong.push(format!("{}: {text}", file.path));
                }
            }
        }
    }
    none(wrong, "List these prefixes in BUILT:");
}

fn readers() -> Vec<File> {
    let mut all = product();
    all.retain(|file| ["src/web/", "src/mail/"].iter().any(|room| file.path.starts_with(room)));
    all.extend(files(&["templates"], &["html", "txt"]));
    all
}

/// Every text in quotes that has the shape of a key.
fn literals_of(text: &str) -> Vec<String> {
    let is_key = |part: &&str| {
        part.contains('.')
            && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._".contains(&b))
    };
    text.split('"').filter(is_key).map(str::to_owned).collect()
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}
