//! Places found as people call them.
use super::place::{Fit, Names, find};

const COMMUNES: &[(&str, &str)] = &[
    ("Phường Thành Đông", "Phường Cẩm Thượng; Phường Nguyễn Trãi; Xã An Thượng; Thành phố Hải Dương"),
    ("Phường Lê Thanh Nghị", "Phường Tân Bình; Phường Trần Phú (một phần); Thành phố Hải Dương"),
    ("Phường Hải Dương", "Phường Quang Trung; Thành phố Hải Dương"),
    ("Phường Nguyễn Trãi", "Phường Bến Tắm; Xã Bắc An; Thành phố Chí Linh"),
    ("Xã Trần Phú", "Xã Hiệp Cát; Huyện Nam Sách"),
    ("Phường Hồng Bàng", "Phường Quán Toan; Quận Hồng Bàng (cũ)"),
    ("Phường Hồng An", "Xã An Hồng; Quận Hồng Bàng (cũ)"),
    ("Phường Lê Chân", "Phường Trần Nguyên Hãn; Phường Hàng Kênh; Quận Lê Chân (cũ)"),
    ("Đặc khu Cát Hải", "Thị trấn Cát Bà; Huyện Cát Hải"),
];

fn search(query: &str) -> Vec<(&'static str, Fit, Option<&'static str>)> {
    find(query, COMMUNES, |(name, others)| Names { name, others })
        .into_iter()
        .map(|found| (found.thing.0, found.fit, found.other))
        .collect()
}

#[track_caller]
fn first(query: &str, name: &'static str, fit: Fit, other: Option<&'static str>) {
    assert_eq!(search(query).first(), Some(&(name, fit, other)), "{query}");
}

#[test]
fn a_name_in_every_spelling() {
    for query in ["Phường Lê Chân", "phuong le chan", "P. LÊ CHÂN", "p.le chan", "p le chan"] {
        first(query, "Phường Lê Chân", Fit::Name, None);
    }
    first("le chan", "Phường Lê Chân", Fit::Short, None);
    first("lê ch", "Phường Lê Chân", Fit::Start, None);
    first("dk cat hai", "Đặc khu Cát Hải", Fit::Name, None);
}

#[test]
fn an_old_name_tells_which_it_was() {
    first("cam thuong", "Phường Thành Đông", Fit::Other, Some("Phường Cẩm Thượng"));
    first("P. Cẩm Th", "Phường Thành Đông", Fit::OtherStart, Some("Phường Cẩm Thượng"));
    first("tt cat ba", "Đặc khu Cát Hải", Fit::Other, Some("Thị trấn Cát Bà"));
    first("quan toan", "Phường Hồng Bàng", Fit::Other, Some("Phường Quán Toan"));
}

#[test]
fn todays_name_comes_before_an_old_one() {
    let names: Vec<_> = search("nguyễn trãi").into_iter().map(|(name, fit, _)| (name, fit)).collect();
    assert_eq!(names, [("Phường Nguyễn Trãi", Fit::Short), ("Phường Thành Đông", Fit::Other)]);
}

#[test]
fn the_kind_that_was_typed_decides() {
    let old = Some("Quận Hồng Bàng (cũ)");
    assert_eq!(
        search("q Hồng Bàng"),
        [("Phường Hồng Bàng", Fit::Other, old), ("Phường Hồng An", Fit::Other, old)]
    );
    first("phường trần phú", "Phường Lê Thanh Nghị", Fit::Other, Some("Phường Trần Phú (một phần)"));
    first("trần phú", "Xã Trần Phú", Fit::Short, None);
    first("xã lê chân", "Phường Lê Chân", Fit::Short, None);
}

#[test]
fn brackets_are_not_part_of_a_name() {
    let found = find("p trần phú", COMMUNES, |(name, others)| Names { name, others });
    assert_eq!(found[0].other_bare(), Some("Phường Trần Phú"));
    assert!(found[0].partly());
    assert!(!found[1].partly());
    assert!(search("phú một").is_empty(), "\"(một phần)\" is no word of a name");
}

#[test]
fn words_of_several_names_are_the_last_resort() {
    first("cẩm thượng hải dương", "Phường Thành Đông", Fit::Words, None);
    first("kênh hàng", "Phường Lê Chân", Fit::Words, Some("Phường Hàng Kênh"));
    first("phường", "Phường Thành Đông", Fit::Start, None);
    assert!(search("hà nội").is_empty());
    assert!(search(" . ").is_empty());
}

#[test]
fn a_single_letter_is_the_start_of_a_name() {
    let names: Vec<_> =
        search("h").into_iter().filter(|found| found.1 == Fit::Start).map(|found| found.0).collect();
    assert_eq!(names, ["Phường Hải Dương", "Phường Hồng Bàng", "Phường Hồng An"]);
}

#[test]
fn scattered_words_come_after_another_kind() {
    let communes = ["Xã Chân Lê", "Phường Lê Chân"];
    let found = find("xã lê chân", &communes, |name| Names { name, others: "" });
    let names: Vec<_> = found.into_iter().map(|found| (*found.thing, found.fit)).collect();
    assert_eq!(names, [("Phường Lê Chân", Fit::Short), ("Xã Chân Lê", Fit::Words)]);
}

#[test]
fn categories_are_found_by_their_synonyms() {
    let categories =
        [("Chiếu sáng", "đèn đường; cột đèn"), ("Cây xanh", "cây đổ; cắt tỉa"), ("Ăn uống", "quán cà phê")];
    let first = |query| {
        let found = find(query, &categories, |(name, others)| Names { name, others });
        found.first().map(|found| (found.thing.0, found.other))
    };
    assert_eq!(first("den duong"), Some(("Chiếu sáng", Some("đèn đường"))));
    assert_eq!(first("cây"), Some(("Cây xanh", None)));
    assert_eq!(first("quán cà phê"), Some(("Ăn uống", Some("quán cà phê"))));
}

#[test]
fn tones_decide_between_equals() {
    let communes = ["Xã Cẩm Giang", "Xã Cẩm Giàng", "Xã Hòa Bình"];
    let first = |query| find(query, &communes, |name| Names { name, others: "" })[0].thing;
    assert_eq!(*first("xã cẩm giàng"), "Xã Cẩm Giàng");
    assert_eq!(*first("Cẩm Giang"), "Xã Cẩm Giang");
    assert_eq!(*first("cam giang"), "Xã Cẩm Giang");
    assert_eq!(*first("hoà bình"), "Xã Hòa Bình");
}
