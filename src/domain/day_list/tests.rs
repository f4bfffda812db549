//! Lists of days, well meant and not.
use super::*;

/// What was read, a line each: number, then the day or the word.
fn told(text: &str) -> Vec<String> {
    let lines = read(text).unwrap_or_else(|word| panic!("{word}"));
    let of = |line: &Line| match &line.day {
        Ok(day) => format!("{} {} {}", line.number, day.day, day.print()),
        Err(word) => format!("{} {word}", line.number),
    };
    lines.iter().map(of).collect()
}

fn calendar(inside: &str) -> String {
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{inside}END:VCALENDAR\r\n")
}

fn event(inside: &str) -> String {
    calendar(&format!("BEGIN:VEVENT\r\n{inside}\r\nEND:VEVENT\r\n"))
}

#[test]
fn the_citys_own_sheet_is_read_whole_and_written_the_same() {
    let sheet = include_str!("../../../data/calendar.csv");
    let lines = read(sheet).unwrap();
    assert_eq!(lines.len(), sheet.lines().count() - 1);
    assert!(lines.iter().all(|line| line.day.is_ok()));
    assert_eq!(write(&lines), sheet);
}

#[test]
fn what_a_spreadsheet_makes_of_a_sheet_is_read_too() {
    let saved = "\u{feff}STATUS;kind;Day;name_vi\r\nannounced;off;2/9/2026; Quốc  khánh \r\n;;;\r\nannounced;work;22/8/2026;Làm bù\r\n";
    assert_eq!(told(saved), ["2 2026-09-02 off announced Quốc khánh", "4 2026-08-22 work announced Làm bù"]);
}

#[test]
fn a_bad_line_is_named_by_its_number_and_kept() {
    let sheet = "day,name_vi,kind,status\n\
                 2026-02-30,Không có,off,announced\n\
                 2026-03-02,Nghỉ, bão,off,announced\n\
                 2026-03-03,Nghỉ,nghỉ,announced\n\
                 2026-03-04,Nghỉ,off,chắc\n\
                 2026-03-05,\"=HYPERLINK(\"\"http://x\"\")\",off,announced\n\
                 1890-03-05,Nghỉ,off,announced\n\
                 2026-03-06,  ,off,announced\n\
                 2026-03-07,Nghỉ\n\
                 2026-03-08,Nghỉ,off,announced\n\
                 2026-03-08,Nghỉ lần nữa,off,announced\n";
    let words = [
        "2 date_shape",
        "3 cells_many",
        "4 kind_word",
        "5 certainty_word",
        "6 name_start",
        "7 day_far",
        "8 text_missing",
        "9 kind_word",
        "10 2026-03-08 off announced Nghỉ",
        "11 day_twice",
    ];
    assert_eq!(told(sheet), words);
    let again = write(&read(sheet).unwrap());
    assert_eq!(told(&again), words, "what could not be taken comes back as it was typed");
    assert!(again.contains("2026-03-02,Nghỉ, bão,off,announced"));
}

#[test]
fn a_file_that_is_no_list_is_refused_whole() {
    for (text, word) in [
        ("", "file_columns"),
        ("ngày,tên\n2026-01-01,Tết\n", "file_columns"),
        ("<html></html>", "file_columns"),
        ("day,name_vi,kind,status\n", "file_empty"),
        ("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "file_empty"),
    ] {
        assert_eq!(read(text), Err(word), "{text:?}");
    }
    assert_eq!(read_file(&[0xff, 0xfe, 0x64, 0x00]), Err("file_text"));
    assert_eq!(read_file(&vec![b'x'; FILE_LIMIT + 1]), Err("file_large"));
    let many = format!("day,name_vi,kind,status\n{}", "x,y,off,announced\n".repeat(DAYS_LIMIT + 1));
    assert_eq!(read(&many), Err("file_many"));
    let long = format!("day,name_vi,kind,status\n2026-01-01,\"{}", "x\n".repeat(60_000));
    assert_eq!(read(&long), Err("file_many"), "a quote that is never closed");
}

#[test]
fn whole_day_events_are_days_off() {
    let text = event(
        "DTSTART;VALUE=DATE:20270204\r\nDTEND;VALUE=DATE:20270206\r\nSUMMARY;LANGUAGE=vi:Tết\\, nghỉ cả\r\n  ngày\r\nBEGIN:VALARM\r\nSUMMARY:Reminder\r\nDURATION:PT15M\r\nEND:VALARM",
    );
    let days =
        ["3 2027-02-04 off announced Tết, nghỉ cả ngày", "3 2027-02-05 off announced Tết, nghỉ cả ngày"];
    assert_eq!(told(&text), days);
    assert_eq!(
        told(&event("SUMMARY:Quốc khánh\nDTSTART:20260902")),
        ["3 2026-09-02 off announced Quốc khánh"]
    );
    assert_eq!(told(&event("SUMMARY:Nghỉ\nDTSTART:20260902\nDURATION:P2D")).len(), 2);
    assert_eq!(told(&event("SUMMARY:Nghỉ\nDTSTART:20260902\nDTEND:20260902")).len(), 1);
}

#[test]
fn an_event_that_is_no_plain_day_is_refused_by_name() {
    for (inside, word) in [
        ("SUMMARY:Họp\nDTSTART:20260902T080000Z", "ics_time"),
        ("SUMMARY:Họp\nDTSTART:20260902\nDURATION:PT1H", "ics_time"),
        ("SUMMARY:Nghỉ\nDTSTART:20260902\nRRULE:FREQ=YEARLY", "ics_repeats"),
        ("SUMMARY:Nghỉ\nDTSTART:20260902\nSTATUS:CANCELLED", "ics_cancelled"),
        ("SUMMARY:Nghỉ hè\nDTSTART:20260601\nDTEND:20260901", "ics_long"),
        ("SUMMARY:Nghỉ hè\nDTSTART:20260601\nDURATION:P99999999999999999999D", "ics_time"),
        ("SUMMARY:Nghỉ\nDTSTART:2026090", "date_shape"),
        ("SUMMARY:Nghỉ\nDTSTART:+2026090", "date_shape"),
        ("SUMMARY:Nghỉ\nDTSTART:20260231", "date_shape"),
        ("SUMMARY:Nghỉ\nDTSTART:99990101", "day_far"),
        ("SUMMARY:Nghỉ", "date_shape"),
        ("DTSTART:20260902", "text_missing"),
        ("SUMMARY:=1+1\nDTSTART:20260902", "name_start"),
        ("SUMMARY:Đi làm bù\nDTSTART:20260822", "ics_worked"),
    ] {
        assert_eq!(told(&event(inside)), [format!("3 {word}")], "{inside}");
    }
}

#[test]
fn a_refused_event_becomes_a_line_that_can_be_put_right() {
    let lines = read(&event("SUMMARY:Đi làm bù\nDTSTART:20260822")).unwrap();
    assert_eq!(told(&write(&lines)), ["2 2026-08-22 work announced Đi làm bù"]);
}

#[test]
fn a_calendar_that_breaks_off_or_nests_loses_nothing_and_does_not_hang() {
    let open = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Một\nDTSTART:20260902\nBEGIN:VEVENT\nSUMMARY:Hai\nDTSTART:20260903\n";
    assert_eq!(told(open), ["2 ics_open", "5 ics_open"]);
    let deep = event(&"BEGIN:VALARM\n".repeat(5_000));
    assert_eq!(told(&deep), ["3 date_shape"]);
    let folded = format!(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:{}\nDTSTART:20260902\nEND:VEVENT\n",
        "a\n ".repeat(9_000)
    );
    assert_eq!(told(&folded), ["2 too_long"]);
    assert_eq!(told(&event("DTSTART:\u{202e}20260902\0\nSUMMARY:a\u{0}b\\")), ["3 date_shape"]);
}
