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
        "8 day_name_missing",
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
    assert_eq!(read_file(&[0xff, 0xfe, 0x64, 0x00]), Err("file_columns"), "UTF-16 is read");
    assert_eq!(read_file(&[0xff, 0xfe, 0x00, 0xd8]), Err("file_text"), "half a letter of UTF-16");
    assert_eq!(read_file(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Err("file_old_book"));
    assert_eq!(read_file(b"PK\x03\x04 and nothing more"), Err("file_book"));
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
        ("SUMMARY:Nghỉ hè\nDTSTART:20260601\nDURATION:P99999999999999999999D", "ics_long"),
        ("SUMMARY:Nghỉ\nDTSTART:2026090", "date_shape"),
        ("SUMMARY:Nghỉ\nDTSTART:+2026090", "date_shape"),
        ("SUMMARY:Nghỉ\nDTSTART:20260231", "date_shape"),
        ("SUMMARY:Nghỉ\nDTSTART:99990101", "day_far"),
        ("SUMMARY:Nghỉ", "date_shape"),
        ("DTSTART:20260902", "day_name_missing"),
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

#[test]
fn calendars_from_elsewhere_are_read_as_they_were_meant() {
    let shown = |bytes: &[u8]| {
        let lines = read_file(bytes).unwrap_or_else(|word| panic!("{word}"));
        lines
            .iter()
            .map(|line| line.day.clone().map(|day| (day.day.to_string(), day.name)))
            .collect::<Vec<_>>()
    };
    let day = |day: &str, name: &str| Ok((day.to_owned(), name.to_owned()));
    let folded = "Nghỉ Tết Nguyên đán Đinh Mùi theo thông báo của Thủ tướng Chính phủ";
    assert_eq!(
        shown(include_bytes!("../../../tests/files/calendar_folded_inside_letter.ics")),
        [day("2027-02-05", folded), day("2027-02-06", folded)]
    );
    assert_eq!(
        shown(include_bytes!("../../../tests/files/calendar_colon_in_quotes.ics")),
        [day("2026-09-02", "Quốc khánh")]
    );
    for (inside, days) in [
        ("DTSTART:20260902T000000\r\nDTEND:20260904T000000", 2),
        ("DTSTART;TZID=Asia/Ho_Chi_Minh:20260902T000000\r\nDTEND;TZID=Asia/Ho_Chi_Minh:20260903T000000", 1),
        ("DTSTART:20260901T170000Z\r\nDTEND:20260902T170000Z", 1),
        ("DTSTART:20260902T000000\r\nDTEND:20260902T235900", 1),
        ("DTSTART;VALUE=DATE:20260902\r\nDURATION:P1W", 7),
        ("DTSTART;VALUE=DATE:20260902\r\nDURATION:PT48H", 2),
    ] {
        let found = shown(event(&format!("SUMMARY:Nghỉ\r\n{inside}")).as_bytes());
        assert_eq!(found.len(), days, "{inside}");
        assert_eq!(found[0], day("2026-09-02", "Nghỉ"), "{inside}");
    }
    let plain = event("SUMMARY:Quốc khánh\r\nDTSTART:20260902");
    assert_eq!(shown(plain.replace("\r\n", "\r").as_bytes()), [day("2026-09-02", "Quốc khánh")]);
    for bytes in [utf16(&plain, true), utf16(&plain, false)] {
        assert_eq!(shown(&bytes), [day("2026-09-02", "Quốc khánh")]);
    }
}

#[test]
fn days_that_are_only_kept_in_mind_are_told_apart() {
    let lines = read_file(include_bytes!("../../../tests/files/calendar_observances.ics")).unwrap();
    let told: Vec<_> =
        lines.iter().map(|line| (line.day.as_ref().unwrap().name.as_str(), line.observed)).collect();
    assert_eq!(
        told,
        [("Quốc khánh", false), ("Ngày Nhà giáo Việt Nam", true), ("Ngày Phụ nữ Việt Nam", true)]
    );
    let english = event("DTSTART:20261020\r\nSUMMARY:Women’s Day\r\nDESCRIPTION:Observance\\nTo hide it …");
    assert!(read(&english).unwrap()[0].observed);
}

#[test]
fn sheets_are_read_as_programs_here_write_them() {
    let wanted = ["2026-09-02 off announced Quốc khánh"];
    let days = |bytes: &[u8]| {
        let lines = read_file(bytes).unwrap_or_else(|word| panic!("{word}"));
        let of = |line: &Line| line.day.clone().map(|day| format!("{} {}", day.day, day.print())).unwrap();
        (lines[0].number, lines.iter().map(of).collect::<Vec<_>>())
    };
    assert_eq!(
        days(include_bytes!("../../../tests/files/calendar_sep_line.csv")),
        (3, wanted.map(str::to_owned).to_vec())
    );
    let tabs = "day\tname_vi\tkind\tstatus\r\n2/9/2026\tQuốc khánh\toff\tannounced\r\n";
    assert_eq!(days(tabs.as_bytes()).1, wanted);
    for bytes in [utf16(tabs, true), utf16(tabs, false)] {
        assert_eq!(days(&bytes).1, wanted);
    }
    for mark in ["\"sep=;\"\n", "SEP=;\r\n", "\u{feff}sep=;\n"] {
        let sheet = format!("{mark}day;name_vi;kind;status\n2/9/2026;Quốc khánh;off;announced\n");
        assert_eq!(days(sheet.as_bytes()).1, wanted, "{mark}");
    }
    // A comma in a name does not make commas the mark.
    let comma = "day;name_vi;kind;status;ghi chú, nếu có\n2/9/2026;Quốc khánh;off;announced;\n";
    assert_eq!(days(comma.as_bytes()).1, wanted);
}

#[test]
fn a_workbook_is_read_by_its_dates_and_texts() {
    let lines = read_file(include_bytes!("../../../tests/files/calendar.xlsx")).unwrap();
    let days: Vec<_> = lines.iter().map(|line| line.day.as_ref().map(|day| day.print())).collect();
    assert_eq!(
        days,
        [
            Ok("off announced Quốc khánh".to_owned()),
            Ok("work announced Làm bù".to_owned()),
            Err(&"kind_word")
        ]
    );
    assert_eq!(lines[0].day.as_ref().unwrap().day.to_string(), "2026-09-02", "a date of Excel");
    assert_eq!(lines[1].day.as_ref().unwrap().day.to_string(), "2026-08-22", "a date typed as text");
    assert_eq!(lines[2].number, 5, "an empty row is passed over");
    assert_eq!(
        read_file(include_bytes!("../../../tests/files/calendar_bomb.xlsx")),
        Err("file_large_inside")
    );
    assert_eq!(
        read_file(include_bytes!("../../../tests/files/calendar_many_texts.xlsx")),
        Err("file_large_inside")
    );
}

/// As Excel's "Unicode text" and Windows' editor write it, with its mark.
fn utf16(text: &str, little: bool) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
}
