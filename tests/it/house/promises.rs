//! A sentence that promises something is kept by a journey: `promises.txt` names, for each, the tests that show it. A text
//! that has such a word and promises nothing stands there with why ("- …"). English says the same under the same key.
use super::source::{files, none, root};
use langnghe::i18n::keys;
use std::collections::{BTreeMap, BTreeSet};

/// Words by which a promise is known, as whole words, whatever their case.
const WORDS: &[&str] = &[
    "sẽ",
    "được báo",
    "báo cho bạn",
    "chúng tôi báo",
    "chúng tôi gửi",
    "bạn có thể",
    "trong vòng",
    "tự đóng",
    "mỗi sáng",
    "luôn",
    "chậm nhất",
    "không bao giờ",
    "mỗi lần",
    "mỗi ngày",
    "bất cứ lúc nào",
    "từ nay",
    "từ bây giờ",
    "từ lúc này",
    "tạm dừng",
    "không ai",
    "chỉ bạn đọc",
    "chỉ bạn và",
    "bị xóa",
];

#[test]
fn every_promise_has_a_journey_that_keeps_it() {
    let promised: BTreeSet<String> =
        keys("vi").into_iter().filter(|(_, text)| promises(text)).map(|(key, _)| key).collect();
    let (listed, mut wrong) = list();
    wrong.extend(promised.iter().filter(|key| !listed.contains_key(*key)).map(|key| {
        format!("{key} promises something: name the test that shows it, or after \"-\" why it is no promise")
    }));
    let gone = listed.keys().filter(|key| !promised.contains(*key));
    wrong.extend(gone.map(|key| format!("{key} promises nothing any more, or is in no catalogue")));
    none(wrong, "What the catalogues promise, and tests/it/house/promises.txt:");
}

#[test]
fn every_journey_that_keeps_a_promise_is_there() {
    let tests = tests();
    let missing = |key: &String, said: &String| {
        let names = said.split_whitespace().filter(|name| !tests.contains(*name));
        names.map(|name| format!("{key}: there is no test {name}")).collect::<Vec<_>>()
    };
    let (listed, _) = list();
    let kept = listed.iter().filter(|(_, said)| !said.starts_with("- "));
    none(
        kept.flat_map(|(key, said)| missing(key, said)).collect(),
        "Journeys of tests/it/house/promises.txt:",
    );
}

fn promises(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let plain = format!(" {} ", words.join(" "));
    WORDS.iter().any(|word| plain.contains(&format!(" {word} ")))
}

/// The keys with what is said of each, and the lines that are none.
fn list() -> (BTreeMap<String, String>, Vec<String>) {
    let text = std::fs::read_to_string(root().join("tests/it/house/promises.txt")).unwrap();
    let (mut listed, mut wrong) = (BTreeMap::new(), Vec::new());
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.split_once(": ").filter(|(_, said)| said.trim_start_matches("- ").len() > 3) {
            Some((key, said)) if !listed.contains_key(key) => {
                listed.insert(key.to_owned(), said.to_owned());
            }
            _ => wrong.push(format!("no line, or a second one for its key: {line}")),
        }
    }
    (listed, wrong)
}

/// Every test there is, under its module: `public::own::letters_stop_and_come_again`.
fn tests() -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for file in files(&["tests/it", "src"], &["rs"]) {
        let inside =
            file.path.strip_prefix("tests/it/").or(file.path.strip_prefix("src/")).unwrap_or_default();
        let module = inside.trim_end_matches(".rs").trim_end_matches("/mod").replace('/', "::");
        let lines: Vec<&str> = file.text.lines().map(str::trim).collect();
        for pair in lines.windows(2).filter(|pair| pair[0].starts_with("#[") && pair[0].ends_with("test]")) {
            let name = pair[1]
                .trim_start_matches("async ")
                .strip_prefix("fn ")
                .and_then(|rest| rest.split_once('('));
            all.extend(name.map(|(name, _)| format!("{module}::{name}")));
        }
    }
    all
}
