//! The seals: what they see, and what they follow.
use super::*;

fn key() -> Key {
    Key::new([7; 32])
}

fn row(thing: Thing, id: i64, words: &str) -> Row {
    Row { thing, report: 7, id, content: format!("{{\"id\":{id},\"words\":\"{words}\"}}") }
}

fn rows() -> Vec<Row> {
    vec![row(Thing::Report, 7, "a"), row(Thing::Event, 1, "b"), row(Thing::Event, 2, "c")]
}

#[test]
fn whatever_was_changed_taken_out_or_put_in_is_named() {
    let sealed = ReportSeal::of(&key(), 7, 1, &rows());
    let see = |rows: &[Row]| broken(&key(), Some(&sealed), rows);
    assert_eq!((see(&rows()), sealed.events), (None, 2));
    for at in 0..3 {
        let mut changed = rows();
        changed[at].content = changed[at].content.replace("words\":\"", "words\":\"x");
        assert_eq!(see(&changed), Some(Fault::Changed(changed[at].thing, changed[at].id)));
        let mut gone = rows();
        let one = gone.remove(at);
        assert_eq!(see(&gone), Some(Fault::Removed(one.thing, one.id)));
    }
    assert_eq!(see(&[]), Some(Fault::Removed(Thing::Report, 7)), "the whole report");
    let more = [rows(), vec![row(Thing::Note, 9, "z")]].concat();
    assert_eq!(see(&more), Some(Fault::Added(Thing::Note, 9)));
}

#[test]
fn seals_are_ours_alone_and_belong_to_one_report() {
    let stranger = Key::new([8; 32]);
    let anew = ReportSeal::of(&stranger, 7, 1, &rows());
    assert!(matches!(broken(&key(), Some(&anew), &rows()), Some(Fault::Changed(..))));
    let mut cut = ReportSeal::of(&key(), 7, 1, &rows());
    cut.parts = cut.parts.lines().take(2).map(|line| format!("{line}\n")).collect();
    assert_eq!(broken(&key(), Some(&cut), &rows()[..2]), Some(Fault::Forged), "row and seal were taken out");
    let mut counted = ReportSeal::of(&key(), 7, 1, &rows());
    counted.changes = 9;
    assert_eq!(broken(&key(), Some(&counted), &rows()), Some(Fault::Forged));
    assert_eq!(broken(&key(), None, &rows()), Some(Fault::Unsealed));
    assert_eq!(broken(&key(), None, &[]), None);
    let other: Vec<Row> = rows().into_iter().map(|row| Row { report: 8, ..row }).collect();
    assert!(broken(&key(), Some(&ReportSeal::of(&key(), 7, 1, &rows())), &other).is_some());
}

#[test]
fn the_portals_own_changes_are_followed_and_wash_nothing_clean() {
    let sealed = ReportSeal::of(&key(), 7, 1, &rows());
    let (b, x) = (row(Thing::Event, 1, "b"), row(Thing::Event, 1, "x"));
    let note = row(Thing::Note, 9, "z");
    let touched = [
        Touched { before: None, after: Some(note.clone()) },
        Touched { before: Some(b.clone()), after: Some(x.clone()) },
        Touched { before: Some(row(Thing::Event, 2, "c")), after: None },
    ];
    let (next, doubts) = sealed.follow(&key(), &touched);
    assert_eq!((next.changes, next.events, doubts), (2, 1, Vec::new()));
    let now = [row(Thing::Report, 7, "a"), x.clone(), note];
    assert_eq!(broken(&key(), Some(&next), &now), None);
    // Somebody made b an x before the portal made it a y.
    let y = row(Thing::Event, 1, "y");
    let (washed, doubts) = sealed.follow(&key(), &[Touched { before: Some(x), after: Some(y.clone()) }]);
    assert_eq!(doubts, [Fault::Changed(Thing::Event, 1)]);
    let now = [row(Thing::Report, 7, "a"), y, row(Thing::Event, 2, "c")];
    assert_eq!(broken(&key(), Some(&washed), &now), Some(Fault::Changed(Thing::Event, 1)));
}

#[test]
fn a_new_empty_column_changes_no_seal_and_any_value_does() {
    let with = |more: &str| Row { content: format!("{{\"a\":\"1\"{more}}}"), ..row(Thing::Note, 1, "") };
    let seal = |row: &Row| key().of_row(row);
    for more in [",\"b\":null", ",\"b\":\"\"", ",\"b\":0", ",\"b\":false"] {
        assert_eq!(seal(&with("")), seal(&with(more)), "{more}");
    }
    for more in [",\"b\":1", ",\"b\":true", ",\"b\":\"0\"", ",\"b\":\" \"", ",\"b\":[]"] {
        assert_ne!(seal(&with("")), seal(&with(more)), "{more}");
    }
    assert_ne!(seal(&with(",\"b\":\"x\\nc=1\"")), seal(&with(",\"b\":\"x\",\"c\":1")));
}

#[test]
fn an_entry_of_the_journal_is_sealed_over_the_one_before() {
    let entry = row(Thing::Journal, 3, "made");
    let first = of_entry(&key(), "", 1, &entry);
    assert_ne!(first, of_entry(&key(), "x", 1, &entry));
    assert_ne!(first, of_entry(&key(), "", 2, &entry));
    assert_ne!(first, of_entry(&key(), "", 1, &row(Thing::Journal, 3, "Made")));
}

#[test]
fn a_row_is_read_by_its_own_columns() {
    let read = |thing, content: &str| Row::read(thing, content.to_owned()).map(|row| (row.report, row.id));
    let both = r#"{"id":1,"ticket_id":7}"#;
    for thing in [Thing::Event, Thing::Reply, Thing::Photo, Thing::Document, Thing::Note] {
        assert_eq!(read(thing, both), Some((7, 1)), "{thing}");
    }
    assert_eq!(read(Thing::Report, r#"{"id":1}"#), Some((1, 1)));
    for thing in [Thing::Sender, Thing::Draft] {
        assert_eq!(read(thing, r#"{"ticket_id":7}"#), Some((7, 7)), "{thing}");
    }
    for thing in [Thing::Consent, Thing::Journal] {
        assert_eq!(read(thing, both), Some((HOUSE, 1)), "{thing}");
    }
    assert_eq!(read(Thing::Event, r#"{"id":1}"#), None);
    assert_eq!(read(Thing::Event, "no JSON"), None);
    let garbled = |content: &str| Row { content: content.to_owned(), ..row(Thing::Note, 1, "") };
    assert_ne!(key().of_row(&garbled("x")), key().of_row(&garbled("y")));
}

#[test]
fn what_does_not_follow_from_the_seals_is_doubted() {
    let sealed = ReportSeal::of(&key(), 7, 1, &rows());
    let there = row(Thing::Event, 1, "b");
    let twice = Touched { before: None, after: Some(there.clone()) };
    let unknown = Touched { before: Some(row(Thing::Note, 9, "z")), after: None };
    let changed = Touched { before: Some(row(Thing::Event, 1, "x")), after: None };
    let (next, doubts) = sealed.follow(&key(), &[twice, unknown, changed]);
    let event = Fault::Changed(Thing::Event, 1);
    assert_eq!(doubts, [event, Fault::Changed(Thing::Note, 9), event]);
    assert_eq!(next.parts, sealed.parts);
}

#[test]
fn faults_are_said_in_plain_words_and_a_key_is_not_said_at_all() {
    let mut said: Vec<String> =
        Thing::ALL.iter().map(|thing| Fault::Changed(*thing, 1).to_string()).collect();
    assert_eq!(said[2], "an event was changed (events 1)");
    said.extend([Fault::Removed(Thing::Event, 1), Fault::Added(Thing::Event, 1)].map(|one| one.to_string()));
    said.extend([Fault::Forged, Fault::Unsealed, Fault::SetBack].map(|one| one.to_string()));
    let count = said.len();
    said.sort();
    said.dedup();
    assert_eq!(said.len(), count, "each has words of its own: {said:?}");
    assert_eq!(format!("{:?}", key()), "Key(…)");
}
