//! Samples of the working calendar's pages.
use super::hand::Hand;
use super::parts::CODE;
use super::{Sampled, Shown};
use langnghe::actions::calendar::DayTyped;
use langnghe::web::admin::calendar::day::DayPage;
use langnghe::web::admin::calendar::import::ImportPage;
use langnghe::web::admin::calendar::import_preview::{ImportPreviewPage, LineRow};
use langnghe::web::admin::calendar::moves::{MoveRow, Moves};
use langnghe::web::admin::calendar::preview::PreviewPage;
use langnghe::web::admin::calendar::year::{DayRow, YearPage};
use langnghe::web::admin::letters::Tab;

const HOLIDAY: &str = "Tết Nguyên đán";

pub fn pages(shown: &mut Shown) {
    shown.page::<YearPage>();
    shown.page::<DayPage>();
    shown.page::<PreviewPage>();
    shown.page::<ImportPage>();
    shown.page::<ImportPreviewPage>();
}

fn moves(h: &Hand) -> Moves {
    Moves {
        told: h.name("2 hạn sẽ dời"),
        rows: h.list(|_| MoveRow { code: CODE.into(), from: h.moment(), to: h.moment() }),
        more: h.maybe("… 1.284"),
        recompute: h.maybe("2 hạn"),
    }
}

impl Sampled for YearPage {
    fn sample(h: &Hand) -> Self {
        let year = |at: usize| Tab {
            href: format!("/quan-tri/lich?nam={}", 2026 + at),
            label: (2026 + at).to_string(),
            current: at == 0,
            count: h.some(|| 12),
        };
        let row = |at: usize| DayRow {
            href: "/quan-tri/lich/2026-09-02".into(),
            date: "2/9/2026".into(),
            weekday: h.w.say("calendar.weekday.3"),
            name: h.name(HOLIDAY),
            kind: h.w.say("calendar.kind.off"),
            is_work: at == 1,
            certainty: h.w.say("calendar.certainty.statutory"),
        };
        Self {
            shell: h.desk(h.w.say("menu.admin_calendar")),
            years: h.list(year),
            hours: h.list(|_| h.name("7:30 – 11:30")),
            told: h.name("12 ngày"),
            rows: h.list(row),
            new_to: "/quan-tri/lich/moi".into(),
            import_to: "/quan-tri/lich/nhap".into(),
            export_to: "/quan-tri/lich/2026.csv".into(),
            export: h.name("2026.csv"),
            history: h.history(),
        }
    }
}

impl Sampled for DayPage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.desk(h.name("2/9/2026")),
            back: "/quan-tri/lich".into(),
            action: "/quan-tri/lich/xem".into(),
            is_new: !h.is() || h.is_wrong(),
            typed: DayTyped { day: h.maybe("2026-09-02"), name: h.text(HOLIDAY), ..DayTyped::default() },
            kinds: h.choices("Ngày nghỉ"),
            certainties: h.choices("Ai quyết định"),
            errors: h.errors(&["day", "name", "kind", "certainty"]),
        }
    }
}

impl Sampled for PreviewPage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.desk(h.name("2/9/2026")),
            back: "/quan-tri/lich".into(),
            action: "/quan-tri/lich/xem".into(),
            day: "2/9/2026".into(),
            before: h.name("Ngày làm việc bình thường"),
            after: h.name(HOLIDAY),
            changes: h.is(),
            removes: h.is_worst(),
            moves: moves(h),
            kept: vec![("day", "2026-09-02".into()), ("name", h.text(HOLIDAY))],
        }
    }
}

impl Sampled for ImportPage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.desk(h.w.say("calendar.import")),
            back: "/quan-tri/lich".into(),
            action: "/quan-tri/lich/nhap".into(),
            errors: h.errors(&["file"]),
        }
    }
}

impl Sampled for ImportPreviewPage {
    fn sample(h: &Hand) -> Self {
        let verdicts = ["add", "change", "same", "left", "refused"];
        let line = |at: usize| {
            let verdict = verdicts[at % verdicts.len()];
            LineRow {
                number: format!("{at}"),
                tick: if verdict == "refused" { String::new() } else { format!("2026-09-{:02}", at + 1) },
                ticked: at == 0,
                verdict,
                verdict_told: h.w.say(&format!("calendar.verdict.{verdict}")),
                day: h.name("2/9/2026"),
                what: h.name(HOLIDAY),
                note: h.text("Trước đây: không có"),
            }
        };
        Self {
            shell: h.desk(h.w.say("calendar.import")),
            back: "/quan-tri/lich/nhap".into(),
            action: "/quan-tri/lich/nhap/xem".into(),
            errors: h.errors(&["rows"]),
            told: h.list(|_| h.name("2 dòng mới")),
            lines: h.list(line),
            shown: h.text("2026-09-02;Quốc khánh"),
            left: h.maybe("2026-09-03"),
            refused: usize::from(h.is_wrong()),
            changes: h.is(),
            moves: moves(h),
            left_out: h.text("Bỏ qua 3/9/2026"),
            rows: h.text("2026-09-02;Quốc khánh"),
            mend_open: h.is_wrong(),
        }
    }
}
