//! Samples of the page of figures.
use super::hand::Hand;
use super::parts::{AGENCY, CODE, TITLE};
use super::{Sampled, Shown, views};
use langnghe::web::desk::figures::breakdown::{Band, Breakdown, Cell, Row};
use langnghe::web::desk::figures::drawing::{Counted, Drawing};
use langnghe::web::desk::figures::late::{LateNow, LateRow};
use langnghe::web::desk::figures::ratings::{Rated, Ratings};
use langnghe::web::desk::figures::tiles::Tile;
use langnghe::web::desk::figures::{FiguresPage, Lengths, Linked, SeriesRow};
use langnghe::web::desk::narrowing::Offers;

const HERE: &str = "/lam-viec/so-lieu";

pub fn pages(shown: &mut Shown) {
    shown.page::<FiguresPage>();
}

pub fn offers(h: &Hand) -> Offers {
    Offers {
        agencies: h.choices(AGENCY),
        communes: h.choices("Phường Lê Chân"),
        categories: h.choices("Mặt đường"),
        channels: h.choices("Qua điện thoại"),
        kinds: h.choices("Loại việc"),
        levels: h.choices("Bình thường"),
    }
}

fn linked(h: &Hand, usual: &str) -> Vec<Linked> {
    h.list(|at| Linked {
        label: h.name(usual),
        href: HERE.into(),
        current: at == 0,
        count: h.w.number(1_284),
    })
}

fn cell(h: &Hand, n: i64) -> Cell {
    Cell { text: h.w.number(n), href: h.maybe(HERE) }
}

fn row(h: &Hand, at: usize) -> Row {
    Row {
        name: h.name(AGENCY),
        href: HERE.into(),
        received: cell(h, 1_284),
        answered: cell(h, 1_147),
        in_time: Cell { text: "92,4%".into(), href: HERE.into() },
        extended: cell(h, 63),
        late: cell(h, 24),
        median: "1,4".into(),
        p90: "3,2".into(),
        reopened: cell(h, 2),
        open: cell(h, 137),
        overdue: cell(h, 7),
        band: at.is_multiple_of(2).then_some(Band { from: 60, width: 16, at: 70 }),
        below: at == 1,
    }
}

fn drawing(h: &Hand, size: (i64, i64)) -> Drawing {
    let counted = h.list(|at| Counted {
        label: format!("{}/9", at + 1),
        received: 300 + at as u64 * 7,
        answered: 280,
        unfinished: at == 1,
    });
    Drawing::of(&h.w, &counted, size)
}

fn late(h: &Hand) -> LateNow {
    let row = |_| LateRow {
        href: HERE.into(),
        title: h.name(TITLE),
        about: CODE.into(),
        holder: h.name(AGENCY),
        waits: h.w.say("state.in_progress"),
        due: h.due(),
    };
    LateNow {
        heading: h.w.count("figures_page.late", 7),
        rows: h.list(row).into_iter().take(5).collect(),
        all: h.maybe(HERE),
        all_words: h.w.count("figures_page.late_all", 7),
    }
}

fn ratings(h: &Hand) -> Ratings {
    let row = |at: usize| Rated {
        name: h.name(AGENCY),
        href: HERE.into(),
        rated: cell(h, 214),
        content: Cell { text: "87,4%".into(), href: HERE.into() },
        poor: cell(h, 9),
        band: at.is_multiple_of(2).then_some(Band { from: 60, width: 16, at: 70 }),
    };
    Ratings { ranked: h.list(row), few: h.list(row), total: h.some(|| row(0)), least: h.w.number(20) }
}

impl Sampled for FiguresPage {
    fn sample(h: &Hand) -> Self {
        let tile = |at: usize| Tile {
            label: h.w.say("measure.da-nhan"),
            value: h.w.number(1_284),
            href: HERE.into(),
            of: h.text("1.076 trong 1.147"),
            change: h.text("+96 so với 1.188"),
            tone: ["better", "worse", "same"][at % 3],
            alarm: at == 1,
        };
        let series =
            |_| SeriesRow { label: "7/9 – 13/9".into(), received: cell(h, 388), answered: cell(h, 0) };
        let stage = |_| Lengths {
            name: h.w.say("figures_page.stage_take"),
            n: h.w.number(1_284),
            median: h.name("1,4 ngày"),
            p90: "3,2".into(),
            city: h.text("2,1 ngày"),
        };
        Self {
            shell: h.desk(h.name("Số liệu chung")),
            heading: h.name("Số liệu chung"),
            as_of: h.moment(),
            late: late(h),
            usual: linked(h, "Tháng chín"),
            from: "2026-09-01".into(),
            until: "2026-09-07".into(),
            by: "co-quan".into(),
            offers: offers(h),
            files: [HERE.into(), HERE.into()],
            save: views::save(h),
            chosen: usize::from(h.is()),
            tiles: h.list(tile),
            compared: h.name("So với cùng số ngày trước đó."),
            series_title: h.w.say("figures_page.by_weeks"),
            drawings: [drawing(h, (720, 240)), drawing(h, (328, 220))],
            series: h.list(series),
            groups: linked(h, "theo nơi"),
            group_name: h.w.say("figures_page.one_agency"),
            breakdown: Breakdown {
                ranked: h.list(|at| row(h, at)),
                few: h.list(|at| row(h, at + 1)),
                total: row(h, 0),
                least: "20".into(),
                aim: h.some(|| 64),
                hidden: if h.is() { 46 } else { 0 },
            },
            ratings: ratings(h),
            all_rows: HERE.into(),
            waiting: linked(h, "Chờ nơi này"),
            ages: linked(h, "0–1 ngày"),
            stages: h.list(stage),
            beside_city: h.is(),
        }
    }
}
