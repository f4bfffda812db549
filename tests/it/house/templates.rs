//! Templates hold no words of their own, no style and no script.
use super::source::{files, none};

#[test]
fn every_visible_word_comes_from_the_catalogue() {
    let mut wrong = Vec::new();
    for file in files(&["templates"], &["html", "txt"]) {
        let bare = without(&without(&without(&file.text, "{#", "#}"), "{{", "}}"), "{%", "%}");
        let bare = without(&bare, "<!--", "-->");
        for name in ["alt", "title", "placeholder", "aria-label", "aria-description"] {
            for value in attribute_values(&bare, name) {
                if value.chars().any(char::is_alphabetic) {
                    wrong.push(format!("{}: {name}={value:?}", file.path));
                }
            }
        }
        // What is inside a tag may come from a macro of its own: attributes, and the names of classes.
        let bare = bare.replace("wrap wrap-wide", "");
        let text = without(&without(&bare, "<", ">"), "&", ";");
        let shown =
            |line: &&str| line.chars().any(char::is_alphabetic) && !line.trim_start().starts_with("aria-");
        for line in text.lines().filter(shown) {
            wrong.push(format!("{}: {}", file.path, line.trim()));
        }
    }
    none(wrong, "These words stand outside the catalogue:");
}

#[test]
fn no_style_and_no_script_stands_in_a_page() {
    let mut wrong = Vec::new();
    for file in files(&["templates"], &["html"]).into_iter().filter(|file| !file.path.contains("/letters/")) {
        let bare = without(&file.text, "{#", "#}");
        let inline_script = bare.match_indices("<script").any(|(at, _)| {
            let tag = bare[at..].split('>').next().unwrap_or_default();
            !tag.contains("src=")
        });
        if inline_script
            || bare.contains("<style")
            || bare.contains(" style=")
            || bare.contains("javascript:")
        {
            wrong.push(format!("{}: inline style or script", file.path));
        }
        if bare.split_whitespace().any(|word| word.starts_with("on") && word.contains("=\"")) {
            wrong.push(format!("{}: an event handler in an attribute", file.path));
        }
        if bare.contains("|safe") || bare.contains("| safe") {
            wrong.push(format!("{}: unescaped output", file.path));
        }
    }
    none(wrong, "The content policy would block, or should:");
}

#[test]
fn no_address_stands_in_a_template() {
    let mut wrong = Vec::new();
    for file in files(&["templates"], &["html"]) {
        let bare = without(&file.text, "{#", "#}");
        // The face of the letters is asked for as the style asks for it.
        for line in bare.lines().filter(|line| !line.contains("rel=\"preload\"")) {
            if line.match_indices("\"/").any(|(at, _)| !line[at..].starts_with("\"/>")) {
                wrong.push(format!("{}: {}", file.path, line.trim()));
            }
        }
    }
    none(wrong, "These addresses belong into `links.rs`:");
}

#[test]
fn what_may_be_typed_is_limited_by_its_rule() {
    let mut wrong = Vec::new();
    for file in
        files(&["templates"], &["html"]).into_iter().filter(|file| file.path != "templates/parts/form.html")
    {
        for (at, start) in file.text.match_indices("max=") {
            if file.text[at + start.len()..].starts_with(|c: char| c.is_ascii_digit()) {
                wrong.push(format!(
                    "{}: {}",
                    file.path,
                    file.text[at..].chars().take(20).collect::<String>()
                ));
            }
        }
    }
    none(wrong, "These limits are numbers of their own:");
}

fn attribute_values(text: &str, name: &str) -> Vec<String> {
    let start = format!(" {name}=\"");
    text.match_indices(&start)
        .filter_map(|(at, _)| text[at + start.len()..].split('"').next().map(str::to_owned))
        .collect()
}

/// The text with everything between two marks taken out.
fn without(text: &str, open: &str, close: &str) -> String {
    let mut rest = text;
    let mut kept = String::new();
    while let Some(at) = rest.find(open) {
        kept.push_str(&rest[..at]);
        let Some(end) = rest[at..].find(close) else {
            kept.push_str(&rest[at..]);
            return kept;
        };
        rest = &rest[at + end + close.len()..];
    }
    kept.push_str(rest);
    kept
}
