//! Who may import whom: ARCHITECTURE.md's picture as a table. Imports go down only.
use super::source::{File, none, product};

/// Each room with the rooms that it may name. A room may always name itself.
const MAY: &[(&str, &[&str])] = &[
    ("clock", &[]),
    ("schema", &[]),
    ("ids", &["clock"]),
    ("i18n", &[]),
    ("links", &["ids"]),
    ("domain", &[]),
    ("store", &["domain"]),
    // The settings know which addresses the store can open.
    ("config", &["store", "domain"]),
    ("telemetry", &["config"]),
    ("secrets", &["domain"]),
    ("files", &["domain"]),
    ("mail", &["config", "links", "i18n", "domain"]),
    ("portal", &["mail", "files", "config", "secrets", "store", "domain"]),
    // The first language of the catalogues is the one a new account gets.
    ("actions", &["portal", "mail", "files", "config", "secrets", "store", "domain", "i18n"]),
    ("jobs", &["actions", "portal", "mail", "files", "config", "store", "domain"]),
    (
        "web",
        &[
            "actions",
            "portal",
            "mail",
            "files",
            "config",
            "secrets",
            "store",
            "domain",
            "links",
            "i18n",
            "telemetry",
        ],
    ),
    ("lives", &["actions", "portal", "files", "store", "domain"]),
    ("sample", &["lives", "actions", "portal", "files", "store", "domain"]),
    (
        "demo",
        &[
            "lives", "actions", "portal", "mail", "files", "config", "secrets", "store", "domain", "opening",
            "links", "i18n",
        ],
    ),
    ("opening", &["actions", "portal", "mail", "files", "config", "secrets", "store", "domain"]),
    (
        "cli",
        &[
            "demo",
            "sample",
            "opening",
            "web",
            "jobs",
            "actions",
            "portal",
            "mail",
            "files",
            "config",
            "secrets",
            "store",
            "domain",
            "links",
            "i18n",
            "telemetry",
        ],
    ),
];

#[test]
fn imports_go_down_only() {
    let mut wrong = Vec::new();
    for file in product() {
        let room = room_of(&file.path);
        if room == "lib" || room == "main" {
            continue;
        }
        let Some((_, may)) = MAY.iter().find(|(name, _)| *name == room) else {
            wrong.push(format!("{}: the room {room} has no place in the table", file.path));
            continue;
        };
        for named in named(&file) {
            let ground = match named.as_str() {
                "clock" => !["schema", "i18n", "clock"].contains(&room),
                "ids" => !["schema", "i18n", "clock", "secrets"].contains(&room),
                "schema" => ["domain", "store", "demo"].contains(&room),
                _ => false,
            };
            if named != room && !ground && !may.contains(&named.as_str()) {
                wrong.push(format!("{}: {room} may not name {named}", file.path));
            }
        }
    }
    wrong.dedup();
    none(wrong, "Imports go down only (ARCHITECTURE.md):");
}

#[test]
fn only_actions_and_the_store_change_anything() {
    let wrong = product()
        .into_iter()
        // A job's claim of its own hour is the timetable's, and leaves no event.
        .filter(|file| !["actions", "store", "demo", "sample", "jobs"].contains(&room_of(&file.path)))
        .filter(|file| file.text.contains("db.change(") || file.text.contains(".change(|c|"))
        .map(|file| file.path)
        .collect();
    none(wrong, "Only actions change the database; everything else looks:");
}

/// The room that a file belongs to: its folder under `src`, or its own name.
fn room_of(path: &str) -> &str {
    let inside = path.strip_prefix("src/").unwrap_or(path);
    inside.split('/').next().map_or(inside, |first| first.strip_suffix(".rs").unwrap_or(first))
}

/// The rooms that a file names by `crate::room` or in `crate::{room, …}`.
fn named(file: &File) -> Vec<String> {
    let mut rooms = Vec::new();
    for (at, _) in file.text.match_indices("crate::") {
        let rest = &file.text[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => rooms.extend(first_level(list)),
            None => rooms.push(word(rest)),
        }
    }
    rooms.retain(|room| room.starts_with(|c: char| c.is_ascii_lowercase()));
    // The crate's own macros live at its root.
    rooms.retain(|room| !["on_each", "text_column", "text_enum", "typed_id"].contains(&room.as_str()));
    rooms
}

fn first_level(list: &str) -> Vec<String> {
    let (mut depth, mut names, mut start) = (0, Vec::new(), true);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => start = true,
            c if start && c.is_alphabetic() => {
                names.push(word(&list[at..]));
                start = false;
            }
            _ => {}
        }
    }
    names
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}
