//! What the documents promise is so.
use super::source::{none, root};
use langnghe::config::SETTINGS;

#[test]
fn the_readme_names_every_setting_and_no_other() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let mut wrong: Vec<String> = SETTINGS
        .iter()
        .filter(|setting| !readme.contains(&format!("LANGNGHE_{}", setting.name.to_uppercase())))
        .map(|setting| format!("README.md lacks LANGNGHE_{}", setting.name.to_uppercase()))
        .collect();
    for word in readme.split(|c: char| !(c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')) {
        let Some(name) = word.strip_prefix("LANGNGHE_").filter(|name| !name.is_empty()) else {
            continue;
        };
        let known = SETTINGS.iter().any(|setting| setting.name.to_uppercase() == name);
        if !known && !["TEST_DATABASE", "LOG_FORMAT"].contains(&name) {
            wrong.push(format!(
                "README.md promises LANGNGHE_{name}, which does not exist"
            ));
        }
    }
    none(wrong, "Settings and README.md:");
}

#[test]
fn the_readme_leads_only_to_files_that_are_there() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let wrong = readme
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .filter(|link| !link.contains("://") && !link.starts_with('#'))
        .map(|link| link.split('#').next().unwrap_or(link))
        .filter(|link| !root().join(link).exists())
        .map(str::to_owned)
        .collect();
    none(wrong, "README.md leads to files that are not there:");
}
