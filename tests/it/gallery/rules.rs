//! Samples of the rules that administrators keep.
use super::hand::Hand;
use super::{Sampled, Shown};
use langnghe::actions::calendar::HoursTyped;
use langnghe::actions::consents::ConsentTyped;
use langnghe::actions::reasons::ReasonFields;
use langnghe::actions::terms::TermTyped;
use langnghe::web::admin::city_terms::{CityTermRow, CityTermsPage};
use langnghe::web::admin::consent::{ConsentPage, VersionRow};
use langnghe::web::admin::consents::ConsentsPage;
use langnghe::web::admin::hours::HoursPage;
use langnghe::web::admin::reason::ReasonPage;
use langnghe::web::admin::reasons::{ReasonRow, ReasonsPage};
use langnghe::web::admin::rules::RulesPage;
use langnghe::web::admin::term::TermPage;
use langnghe::web::admin::terms::{TermRow, TermsPage};

const HERE: &str = "/quan-tri/quy-dinh/o-day";
const TEXT: &str = "Việc này do tòa án giải quyết; bạn hãy gửi đơn đến tòa án khu vực.";
const BASIS: &str = "Quyết định 587/QĐ-UBND ngày 05/3/2024 (tạm thời)";

pub fn pages(shown: &mut Shown) {
    shown.page::<RulesPage>();
    shown.page::<TermsPage>();
    shown.page::<TermPage>();
    shown.page::<HoursPage>();
    shown.page::<CityTermsPage>();
    shown.page::<ReasonsPage>();
    shown.page::<ReasonPage>();
    shown.page::<ConsentsPage>();
    shown.page::<ConsentPage>();
}

fn conflict(h: &Hand) -> Vec<String> {
    if h.is_wrong() { vec![h.name("Bao nhiêu: 3 → 5")] } else { Vec::new() }
}

impl Sampled for RulesPage {
    fn sample(h: &Hand) -> Self {
        Self { shell: h.desk(h.w.say("menu.admin_rules")), rows: h.list(|_| h.index_row()) }
    }
}

impl Sampled for TermsPage {
    fn sample(h: &Hand) -> Self {
        let row = |at: usize| TermRow {
            href: HERE.into(),
            what: h.name("Trả lời · Đất đai · việc thường"),
            now: if at == 1 { String::new() } else { "15 ngày làm việc".into() },
            next: if at == 1 { h.w.fill("admin.ended_on", [("day", "31/12/2026")]) } else { String::new() },
            legal_basis: h.text(BASIS),
        };
        Self { shell: h.desk(h.w.say("rules.terms")), rows: h.list(row), history: h.history() }
    }
}

impl Sampled for TermPage {
    fn sample(h: &Hand) -> Self {
        let fields = ["owed", "level", "category", "amount", "unit", "valid_from", "legal_basis", "last_day"];
        let rule = |_| h.w.fill("rules.term_from", [("day", "5/3/2024"), ("term", "15 ngày làm việc")]);
        let typed = TermTyped { amount: h.text("15"), legal_basis: h.text(BASIS), ..TermTyped::default() };
        Self {
            shell: h.desk(h.name("Trả lời · Đất đai")),
            action: HERE.into(),
            seen: "1".into(),
            rows: h.list(rule),
            oweds: h.choices(&h.w.say("guide.owed_answer")),
            levels: h.choices(&h.w.say("admin.level.complex")),
            categories: h.choices("Đất đai"),
            typed,
            units: h.choices(&h.w.say("rules.unit.working_days")),
            last_day: String::new(),
            end_to: h.maybe(HERE),
            errors: h.errors(&fields),
            conflict: conflict(h),
        }
    }
}

impl Sampled for HoursPage {
    fn sample(h: &Hand) -> Self {
        let fields = ["from_1", "to_1", "from_2", "to_2", "valid_from", "valid_to", "deadlines"];
        Self {
            shell: h.desk(h.w.say("rules.hours")),
            rows: h.list(|_| "07:30 – 11:30, 13:30 – 17:00 · từ 5/3/2024".into()),
            seen: String::new(),
            typed: HoursTyped { from_1: h.maybe("07:30"), ..HoursTyped::default() },
            deadlines: h.choices(&h.w.say("rules.deadlines_keep")),
            errors: h.errors(&fields),
            history: h.history(),
            is_overtaken: h.is_worst(),
        }
    }
}

impl Sampled for CityTermsPage {
    fn sample(h: &Hand) -> Self {
        let number = CityTermRow {
            field: "reopen_days",
            label: h.w.say("admin.field.reopen_days"),
            hint: h.w.say("rules.means.reopen_days"),
            value: h.text("7"),
            input: "text",
            mode: "numeric",
            choices: Vec::new(),
        };
        let word = CityTermRow {
            field: "clock_on_transfer",
            label: h.w.say("admin.field.clock_on_transfer"),
            hint: h.w.say("rules.means.clock_on_transfer"),
            value: String::new(),
            input: "text",
            mode: "",
            choices: h.choices(&h.w.say("rules.word.clock_on_transfer_keep")),
        };
        Self {
            shell: h.desk(h.w.say("rules.city_terms")),
            seen: String::new(),
            rows: vec![number, word],
            errors: h.errors(&["reopen_days", "clock_on_transfer"]),
            history: h.history(),
            conflict: conflict(h),
        }
    }
}

impl Sampled for ReasonsPage {
    fn sample(h: &Hand) -> Self {
        let row = |at: usize| ReasonRow {
            href: HERE.into(),
            name: h.name("Vụ việc đang ở tòa án"),
            text: h.name(TEXT),
            hides: at == 0,
            over: if at == 1 { h.w.fill("admin.ended_on", [("day", "31/12/2026")]) } else { String::new() },
        };
        Self { shell: h.desk(h.w.say("rules.reasons")), rows: h.list(row), history: h.history() }
    }
}

impl Sampled for ReasonPage {
    fn sample(h: &Hand) -> Self {
        let typed = ReasonFields {
            name_vi: h.text("Vụ việc đang ở tòa án"),
            name_en: h.text("Before a court"),
            text_vi: h.text(TEXT),
            text_en: h.text("This matter is before a court."),
            hides: h.is(),
            ..ReasonFields::default()
        };
        let names = typed.pairs().map(|(name, _)| name);
        Self {
            shell: h.desk(h.name("Vụ việc đang ở tòa án")),
            action: HERE.into(),
            version: 1,
            typed,
            errors: h.errors(&names),
            conflict: conflict(h),
        }
    }
}

impl Sampled for ConsentsPage {
    fn sample(h: &Hand) -> Self {
        let rows = h.list(|_| h.index_row());
        Self { shell: h.desk(h.w.say("rules.consents")), rows, history: h.history() }
    }
}

impl Sampled for ConsentPage {
    fn sample(h: &Hand) -> Self {
        let version = |_| VersionRow {
            version: "gui-2026-2".into(),
            vi: h.name("Tôi đồng ý để phản ánh của tôi được xử lý."),
            en: h.name("I agree that my report is handled."),
            agreed: h.maybe(h.w.count("rules.agreed", 1_284)),
        };
        Self {
            shell: h.desk(h.w.say("rules.consent.gui")),
            action: HERE.into(),
            seen: "gui-2026-2".into(),
            typed: ConsentTyped { body_vi: h.text("Tôi đồng ý."), body_en: h.text("I agree.") },
            errors: h.errors(&["body_vi", "body_en"]),
            conflict: conflict(h),
            versions: h.list(version),
        }
    }
}
