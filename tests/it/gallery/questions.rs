//! Samples of what categories ask, and of the page on which it is kept.
use super::hand::Hand;
use super::parts::{BODY, TITLE};
use super::{Sampled, Shown};
use langnghe::actions::questions::{ChoiceFields, QuestionFields};
use langnghe::domain::question::FIELDS;
use langnghe::web::admin::question::QuestionPage;
use langnghe::web::parts::question::{AnswerSaid, QuestionShown};

const HERE: &str = "/quan-tri/o-day";

pub fn pages(shown: &mut Shown) {
    shown.page::<QuestionPage>();
}

impl Hand {
    /// One question of each kind; the last waits for an answer to the first.
    pub fn questions(&self) -> Vec<QuestionShown> {
        let one = |(at, kind): (usize, &&'static str)| QuestionShown {
            field: FIELDS[at],
            root: at.to_string(),
            kind,
            label: self.name("Nước sâu bao nhiêu?"),
            hint: self.text("Đo ở chỗ sâu nhất"),
            optional: at > 0,
            value: self.maybe(if *kind == "date" { "2026-09-07" } else { "12" }),
            choices: self.choices("Tới đầu gối"),
            when: if at == 4 { "q1=0".into() } else { String::new() },
            held: at == 4 && !self.is_worst(),
        };
        let kinds = ["one", "several", "number", "date", "text"];
        if self.is() { kinds.iter().enumerate().map(one).collect() } else { Vec::new() }
    }

    /// What was answered to them.
    pub fn answers_said(&self) -> Vec<AnswerSaid> {
        self.list(|_| AnswerSaid {
            label: self.name("Nước sâu bao nhiêu?"), value: self.name("Tới đầu gối")
        })
    }
}

impl Sampled for QuestionPage {
    fn sample(h: &Hand) -> Self {
        let choice = |at: usize| ChoiceFields {
            number: h.maybe(at.to_string()),
            vi: h.text("Tới đầu gối"),
            en: h.text("Knee-deep"),
            stop_vi: if at == 1 { h.text(BODY) } else { String::new() },
            stop_en: String::new(),
        };
        let typed = QuestionFields {
            kind: "one".into(),
            position: "10".into(),
            label_vi: h.text(TITLE),
            label_en: h.text("How deep?"),
            hint_vi: h.text("Ước lượng"),
            is_required: h.is(),
            choices: (0..if h.is_worst() { 8 } else { 4 }).map(choice).collect(),
            ..QuestionFields::default()
        };
        Self {
            shell: h.desk(h.name(TITLE)),
            action: HERE.into(),
            end: h.maybe(HERE),
            back: HERE.into(),
            category: h.name("Ngập úng"),
            version: i32::from(h.is()),
            typed,
            kinds: h.choices(&h.w.say("questions.kind.one")),
            depends: h.choices("Ngập từ đâu? → Cống"),
            errors: h.errors(&["label_vi", "choices", "is_public", "depends", "position"]),
            history: h.history(),
            conflict: if h.is_wrong() { vec![h.name("Câu hỏi: Sâu bao nhiêu?")] } else { Vec::new() },
        }
    }
}
