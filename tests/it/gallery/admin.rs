//! Samples of what administrators keep.
use super::agencies;
use super::hand::Hand;
use super::parts::{AGENCY, BODY, CODE};
use super::programs;
use super::rules;
use super::{Sampled, Shown};
use langnghe::actions::categories::CategoryFields;
use langnghe::actions::signals::SignalFields;
use langnghe::web::admin::accounts::{AccountRow, AccountsPage};
use langnghe::web::admin::categories::{CategoriesPage, CategoryRow};
use langnghe::web::admin::category::CategoryPage;
use langnghe::web::admin::invite::{InviteForm, InvitePage};
use langnghe::web::admin::jobs::{JobRow, JobsPage};
use langnghe::web::admin::ladder::{LadderPage, PlannedRow, RungRow};
use langnghe::web::admin::letter_samples::{LetterSample, LetterSamplesPage};
use langnghe::web::admin::letter_topics::{LetterTopicsPage, TopicRow};
use langnghe::web::admin::letters::{LetterRow, LettersPage, Tab};
use langnghe::web::admin::signal::SignalPage;
use langnghe::web::admin::signals::{SignalRow, SignalsPage};

const EMAIL: &str = "hoa.le@example.vn";
const HERE: &str = "/quan-tri/o-day";

pub fn pages(shown: &mut Shown) {
    agencies::pages(shown);
    rules::pages(shown);
    programs::pages(shown);
    shown.page::<CategoriesPage>();
    shown.page::<CategoryPage>();
    shown.page::<SignalsPage>();
    shown.page::<SignalPage>();
    shown.page::<AccountsPage>();
    shown.page::<LadderPage>();
    shown.page::<InvitePage>();
    shown.page::<LettersPage>();
    shown.page::<LetterSamplesPage>();
    shown.page::<LetterTopicsPage>();
    shown.page::<JobsPage>();
}

fn tabs(h: &Hand) -> Vec<Tab> {
    let tab = |at: usize| {
        let label = h.w.say("admin.letter.failed");
        Tab { href: HERE.into(), label, current: at == 0, count: h.some(|| 1_284) }
    };
    vec![tab(0), tab(1)]
}

impl Sampled for SignalsPage {
    fn sample(h: &Hand) -> Self {
        let row = |at: usize| SignalRow {
            href: HERE.into(),
            title: h.name("Cháy, nổ, rò gas"),
            kind: h.w.say("admin.signal_kind.danger"),
            is_silent: at == 1,
            shown: "1.284".into(),
            sent: "12".into(),
        };
        Self {
            shell: h.desk(h.w.say("menu.admin_signals")),
            rows: h.list(row),
            since: h.w.fill("admin.signals_since", [("n", 30)]),
        }
    }
}

impl Sampled for SignalPage {
    fn sample(h: &Hand) -> Self {
        let typed = SignalFields {
            kind: "danger".into(),
            position: "10".into(),
            words: h.text("đang cháy;rò gas"),
            title_vi: h.text("Cháy, nổ, rò gas"),
            title_en: h.text("Fire"),
            advice_vi: h.text(BODY),
            advice_en: h.text(BODY),
            link: h.text("https://example.vn"),
        };
        Self {
            shell: h.desk(h.name("Cháy, nổ, rò gas")),
            action: HERE.into(),
            version: i32::from(h.is()),
            typed,
            kinds: h.choices(&h.w.say("admin.signal_kind.danger")),
            errors: h.errors(&["kind", "title_vi", "advice_vi", "link", "position"]),
            history: h.history(),
            conflict: if h.is_wrong() { vec![h.name("Tên ngắn: Cháy")] } else { Vec::new() },
        }
    }
}

impl Sampled for CategoriesPage {
    fn sample(h: &Hand) -> Self {
        let row = |at: usize| CategoryRow {
            href: HERE.into(),
            name: h.name("Mặt đường hỏng"),
            is_group: at == 0,
            receiver: if at == 0 { String::new() } else { h.name(AGENCY) },
            publish: h.w.say("admin.publish.after_check"),
            over: at == 1,
        };
        Self { shell: h.desk(h.w.say("menu.admin_categories")), q: h.text("đường"), rows: h.list(row) }
    }
}

impl Sampled for CategoryPage {
    fn sample(h: &Hand) -> Self {
        let typed = CategoryFields {
            name_vi: h.text("Mặt đường hỏng"),
            name_en: h.text("Broken road"),
            hint_vi: h.text("Ổ gà, hố sụt"),
            words: h.text("o ga\nho sut"),
            to_commune: h.is(),
            ..CategoryFields::default()
        };
        let names = typed.pairs().map(|(name, _)| name);
        Self {
            shell: h.desk(h.name("Mặt đường hỏng")),
            action: HERE.into(),
            is_new: !h.is(),
            version: 1,
            typed,
            groups: h.choices("Hạ tầng kỹ thuật"),
            places: h.choices("Cần địa điểm"),
            publishes: h.choices("Khi đã kiểm tra"),
            discussions: h.choices("Ai được nói"),
            levels: h.choices("Mức thường"),
            agencies: h.choices(AGENCY),
            co_agencies: h.choices(AGENCY),
            errors: h.errors(&names),
            used: h.name("12 phản ánh"),
            questions: h.list(|_| h.index_row()),
            question_new: h.maybe(HERE),
            stopped: h.text("12 lượt dừng ở đây"),
            history: h.history(),
            conflict: if h.is_wrong() { vec![h.name("Tên: Ổ gà")] } else { Vec::new() },
        }
    }
}

impl Sampled for AccountsPage {
    fn sample(h: &Hand) -> Self {
        let row = |at: usize| AccountRow {
            href: HERE.into(),
            name: h.text("Lê Thị Hoa"),
            email: h.name(EMAIL),
            roles: (0..at % 3).map(|_| h.name("Cán bộ, Sở Xây dựng")).collect(),
            state: h.w.say("admin.state.active"),
            tone: "done",
        };
        Self {
            shell: h.desk(h.w.say("menu.admin_accounts")),
            q: h.text("hoa"),
            roles: h.choices("Cán bộ ở sở"),
            states: h.choices("Đang dùng"),
            agencies: h.choices(AGENCY),
            chosen: usize::from(h.is()),
            told: h.name("2 người"),
            rows: h.list(row),
            older: h.maybe(HERE),
        }
    }
}

impl Sampled for LadderPage {
    fn sample(h: &Hand) -> Self {
        let rung = |_| RungRow {
            said: h.w.say("ladder.at_end"),
            whom: h.w.say("ladder.whom.approver"),
            remove_to: HERE.into(),
        };
        let planned = |_| PlannedRow {
            code: "26-8K3F-Q7TY".into(),
            what: h.w.say("desk.life.owed_answer"),
            rung: h.w.say("ladder.at_end"),
            people: h.name("Lê Thị Hoa"),
        };
        Self {
            shell: h.desk(h.w.say("menu.admin_ladder")),
            rungs: h.list(rung),
            moments: h.choices("%"),
            amount: h.text("50"),
            units: h.choices("%"),
            whoms: h.choices("%"),
            errors: h.errors(&["moment", "amount", "unit", "whom"]),
            planned: h.list(planned),
            more: if h.is_worst() {
                h.w.fill("ladder.more", [("count", h.w.number(12))])
            } else {
                String::new()
            },
            history: h.history(),
        }
    }
}

impl Sampled for InvitePage {
    fn sample(h: &Hand) -> Self {
        let typed = InviteForm {
            email: h.text(EMAIL),
            name: h.text("Lê Thị Hoa"),
            position: h.text("Chuyên viên"),
            ..InviteForm::default()
        };
        Self {
            shell: h.desk(h.w.say("admin.invite")),
            typed,
            roles: h.choices("Cán bộ ở sở"),
            agencies: h.choices(AGENCY),
            langs: h.choices("Tiếng"),
            errors: h.errors(&["name", "email", "position", "agency", "role", "lang"]),
        }
    }
}

impl Sampled for LettersPage {
    fn sample(h: &Hand) -> Self {
        let row = |at: usize| LetterRow {
            kind: h.w.say("admin.letter_kind.received"),
            code: if at == 0 { CODE.into() } else { String::new() },
            code_href: HERE.into(),
            recipient: h.name(EMAIL),
            when: h.moment(),
            attempts: "1.284".into(),
            next: h.maybe("13:15"),
            error: h.text("550 5.1.1 unknown user"),
            retry_to: HERE.into(),
        };
        Self {
            shell: h.desk(h.w.say("menu.admin_letters")),
            tabs: tabs(h),
            rows: h.list(row),
            may_retry: h.is(),
            retry_all: HERE.into(),
            held_because: h.text("Quá 1.284 thư một ngày"),
            older: h.maybe(HERE),
            samples: HERE.into(),
        }
    }
}

impl Sampled for LetterTopicsPage {
    fn sample(h: &Hand) -> Self {
        let row = |at: usize| TopicRow {
            topic: if at == 0 { "answered" } else { "closed" },
            name: h.w.say("letter_topic.answered"),
            written: at == 0,
            channel: h.w.say("letter_channel.mail"),
            letters: h.w.say("admin.letter_kind.answered"),
        };
        Self {
            shell: h.desk(h.w.say("admin.topics")),
            rows: h.list(row),
            samples: HERE.into(),
            history: h.history(),
        }
    }
}

impl Sampled for LetterSamplesPage {
    fn sample(h: &Hand) -> Self {
        let sample = |_| LetterSample {
            kind: h.w.say("admin.letter_kind.received"),
            subject: h.name("Đã nhận phản ánh của bạn"),
            text: h.name(BODY),
            html: h.name("<p>Chào bạn</p>"),
            file: HERE.into(),
            silent: h.is_wrong(),
            lang: "vi",
        };
        Self {
            topics: h.maybe(HERE),
            shell: h.desk(h.w.say("admin.samples")),
            tabs: tabs(h),
            samples: h.list(sample),
            outbox: HERE.into(),
        }
    }
}

impl Sampled for JobsPage {
    fn sample(h: &Hand) -> Self {
        let row = |at: usize| JobRow {
            name: h.w.say("admin.job.send_letters"),
            last: h.some(|| h.moment()),
            said: h.text("connection refused"),
            failing: if at == 1 { h.name("3 lần liền") } else { String::new() },
            next: "13:15".into(),
            running: at == 2,
            run_to: HERE.into(),
        };
        Self {
            shell: h.desk(h.w.say("menu.admin_jobs")),
            jobs: h.list(row),
            letters: h.list(|_| h.fact()),
            standing: h.text("Thư đứng yên từ 9:00"),
            standing_why: h.text("connection refused"),
            retry_all: HERE.into(),
            outbox: HERE.into(),
            history: h.history(),
        }
    }
}
