//! The program knows no city: names, agencies and terms are rows, seeded from `data/`.
use super::source::{files, none, product, root};

#[test]
fn no_city_and_no_agency_is_named_in_the_program() {
    let mut names = vec!["Hải Phòng".to_owned(), "Hai Phong".to_owned(), "haiphong".to_owned()];
    let mut agencies = csv::Reader::from_path(root().join("data/agencies.csv")).unwrap();
    names.extend(agencies.records().map(|row| row.unwrap()[1].to_owned()));
    assert!(names.len() > 100, "the agencies could not be read");
    let mut all = product();
    all.extend(files(&["templates", "locales"], &["html", "txt", "toml"]));
    let mut wrong = Vec::new();
    for file in all {
        for name in names.iter().filter(|name| file.text.contains(name.as_str())) {
            wrong.push(format!("{}: {name}", file.path));
        }
    }
    none(wrong, "These belong in data/:");
}
