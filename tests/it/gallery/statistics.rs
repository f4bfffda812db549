//! Samples of the public figures: a group's page, and the statistics of the city.
use super::hand::Hand;
use super::parts::AGENCY;
use super::{Sampled, Shown};
use langnghe::web::desk::figures::drawing::{Counted, Drawing};
use langnghe::web::parts::measured::Measured;
use langnghe::web::public::agency::AgencyPage;
use langnghe::web::public::group::{Figures, GroupPage};
use langnghe::web::public::open_data::{ColumnRow, FileRow, OpenDataPage};
use langnghe::web::public::statistics::StatisticsPage;
use langnghe::web::public::statistics::drawn::{BarRow, KeptBar, Parted};
use langnghe::web::public::statistics::narrowed::Narrowing;
use langnghe::web::public::statistics::ranking::{Ranked, Ranking};
use langnghe::web::public::statistics::rises::RiseRow;
use langnghe::web::public::statistics::table::{GroupRow, MonthRow};

const HERE: &str = "http://localhost/o-day";

pub fn pages(shown: &mut Shown) {
    shown.page::<AgencyPage>();
    shown.page::<GroupPage>();
    shown.page::<StatisticsPage>();
    shown.page::<OpenDataPage>();
}

pub fn told(h: &Hand) -> Figures {
    Figures {
        measured: h.list(|at| Measured {
            term: h.w.say("statistics.half"),
            value: if at % 2 == 0 { "2,1 ngày".into() } else { h.w.say("statistics.too_few") },
            about: h.w.say("statistics.rule_half"),
            is_few: at % 2 == 1,
        }),
        months: months(h),
        as_of: h.some(|| h.moment()),
    }
}

fn months(h: &Hand) -> Vec<MonthRow> {
    h.list(|at| MonthRow {
        label: format!("{}/2026", at + 1),
        received: h.w.number(1_284),
        answered: h.w.number(1_147),
        in_time: "92,4%".into(),
        extended: "63".into(),
        late: "24".into(),
        half: "1,4 ngày".into(),
        content: h.w.say("statistics.too_few_short"),
    })
}

impl Sampled for AgencyPage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.public(h.name(AGENCY)),
            canonical: HERE.into(),
            name: h.name(AGENCY),
            ended: h.text("Sở Xây dựng cũ"),
            contact: h.list(|_| h.fact()),
            successors: h.list(|_| h.index_row()),
            predecessors: h.list(|_| h.index_row()),
            told: told(h),
            statistics: "/thong-ke?co-quan=so".into(),
            cards: h.list(|_| h.card()),
            pager: h.pager(),
            all: "/phan-anh?co-quan=so".into(),
            follow: "/theo-doi?co-quan=so".into(),
            follow_label: h.w.say("follow.agency"),
        }
    }
}

impl Sampled for GroupPage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.public(h.name("Phường Lê Chân")),
            canonical: HERE.into(),
            name: h.name("Phường Lê Chân"),
            about: h.text("Ổ gà, mặt đường lún"),
            facts: h.list(|_| h.fact()),
            ways: h.list(|_| h.index_row()),
            ways_title: h.w.say("statistics.answers_here"),
            told: told(h),
            statistics: "/thong-ke?co-quan=so".into(),
            cards: h.list(|_| h.card()),
            pager: h.pager(),
            all: "/phan-anh?phuong-xa=le-chan".into(),
            follow: "/theo-doi?phuong-xa=le-chan".into(),
            follow_label: h.w.say("follow.commune"),
        }
    }
}

fn bars(h: &Hand) -> Vec<BarRow> {
    h.list(|at| BarRow {
        name: h.name("Vệ sinh môi trường"),
        href: if at == 0 { "/linh-vuc/rac".into() } else { String::new() },
        value: h.w.number(241),
        width: 200 - at as u64 * 7,
        is_rest: at == 1,
    })
}

fn ranked(h: &Hand) -> Vec<Ranked> {
    h.list(|at| Ranked {
        place: (at + 1).to_string(),
        name: h.name(AGENCY),
        href: "/co-quan/so".into(),
        about: "n = 92 · 1,3 ngày".into(),
        share: "98,0%".into(),
        low: "93,1%".into(),
        width: 190,
    })
}

fn parted(h: &Hand) -> Vec<Parted> {
    let ids = ["by_category", "by_commune", "by_channel"];
    let row = |_| GroupRow {
        name: h.name("Vệ sinh môi trường"),
        href: h.maybe("/linh-vuc/rac"),
        received: h.w.number(241),
        answered: "200".into(),
        in_time: "87,5%".into(),
        half: "1,4 ngày".into(),
    };
    let one = |id: &'static str| Parted {
        id,
        heading: h.w.say(&format!("statistics.{id}")),
        rule: h.w.say(&format!("statistics.{id}_rule")),
        bars: bars(h),
        rows: h.list(row),
    };
    if h.is() { ids.into_iter().map(one).collect() } else { Vec::new() }
}

impl Sampled for StatisticsPage {
    fn sample(h: &Hand) -> Self {
        let counted = h.list(|at| Counted {
            label: format!("{}/26", at + 1),
            received: 900 + at as u64 * 31,
            answered: 870,
            unfinished: at == 1,
        });
        Self {
            shell: h.public(h.w.say("statistics.title")),
            canonical: HERE.into(),
            heading: h.w.fill("statistics.heading_few", [("month", "11/2026"), ("n", "1.284")]),
            lead: h.list(|_| h.w.say("statistics.description")).into_iter().take(3).collect(),
            as_of: h.moment(),
            months: h.choices("Tháng 11/2026"),
            narrowing: Narrowing {
                communes: h.choices("Phường Lê Chân"),
                categories: h.choices("Mặt đường"),
                agency: if h.is_worst() { h.choices(AGENCY) } else { Vec::new() },
            },
            name: if h.is_worst() { h.name("Phường Lê Chân") } else { String::new() },
            own: if h.is_worst() { "/phuong-xa/phuong-le-chan".into() } else { String::new() },
            file: "/thong-ke.csv".into(),
            received_heading: h.w.fill("statistics.received_in", [("month", "11/2026"), ("n", "1.284")]),
            drawings: [Drawing::of(&h.w, &counted, (720, 240)), Drawing::of(&h.w, &counted, (328, 220))],
            rows: months(h),
            kept_heading: h.w.fill("statistics.kept_few", [("n", "11")]),
            kept: h.list(|at| KeptBar {
                label: format!("{}/2026", at + 1),
                in_time: 170,
                extended: 12,
                late: 18,
                share: "85,0%".into(),
            }),
            parted: parted(h),
            ranking: Ranking {
                heading: h.w.count("statistics.ranking", 47),
                about: h.w.fill("statistics.ranking_few", [("few", "124"), ("least", "20")]),
                first: ranked(h),
                last: if h.is_worst() { ranked(h) } else { Vec::new() },
                between: if h.is_worst() { h.w.count("statistics.between", 40) } else { String::new() },
                all: ranked(h),
                city_at: h.some(|| 172),
                city: h.w.fill("statistics.whole_city", [("share", "86,3%")]),
            },
            content_heading: h.w.fill("statistics.content_few", [("n", "11")]),
            refused_heading: h.w.fill("statistics.refused", [("n", "74")]),
            refused: bars(h),
            kept_in: h.w.fill("statistics.kept_in", [("n", "312")]),
            rises: h.list(|_| RiseRow {
                category: h.name("Thoát nước"),
                commune: h.name("Phường Lê Chân"),
                href: "/phan-anh?phuong-xa=le-chan".into(),
                count: "12".into(),
                usual: "1,4".into(),
                swings: "7,9".into(),
            }),
            rises_rule: h.w.fill("statistics.rises_rule", [("least", "5"), ("weeks", "8")]),
        }
    }
}

impl Sampled for OpenDataPage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.public(h.w.say("dumps.title")),
            canonical: HERE.into(),
            files: h.list(|at| FileRow {
                href: format!("/du-lieu-mo/{at}"),
                name: format!("phan-anh-{at}.csv"),
                about: "1,1 MB".into(),
            }),
            as_of: h.some(|| h.moment()),
            reports: h.w.count("dumps.reports", 1_284),
            columns: h.list(|_| ColumnRow { name: "sent_on".into(), about: h.w.say("dumps.column_sent_on") }),
            licence: h.name("CC BY 4.0"),
            licence_href: h.maybe("https://example.org/by/4.0/"),
            named: h.w.fill("dumps.named", [("portal", h.name("Lắng Nghe"))]),
            masked: h.w.fill("dumps.masked", [("n", "5")]),
        }
    }
}
