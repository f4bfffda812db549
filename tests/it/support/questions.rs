//! What a category asks, made by an administrator.
use super::TestPortal;
use langnghe::actions::questions::{ChoiceFields, QuestionFields};
use langnghe::domain::question::{Question, QuestionKind};
use langnghe::ids::{CategoryId, QuestionId};
use langnghe::store::questions;

/// A question as it is typed, answered in this way.
pub fn question(label: &str, kind: &str) -> QuestionFields {
    QuestionFields {
        kind: kind.into(),
        position: "10".into(),
        label_vi: label.into(),
        ..QuestionFields::default()
    }
}

/// Choices as they are typed: each with its name and the advice it leads to, "" for none.
pub fn choices(all: &[(&str, &str)]) -> Vec<ChoiceFields> {
    let one = |(name, stop): &(&str, &str)| ChoiceFields {
        vi: (*name).into(),
        stop_vi: (*stop).into(),
        ..ChoiceFields::default()
    };
    all.iter().map(one).collect()
}

impl TestPortal {
    /// The category asks this from now on.
    pub fn asks(&self, category: CategoryId, typed: QuestionFields) -> Question {
        let id = QuestionId::fresh(self.now());
        let blank = Question {
            id,
            root_id: id,
            category_id: category,
            version: 1,
            is_current: true,
            position: 0,
            kind: QuestionKind::Text,
            label_vi: String::new(),
            label_en: String::new(),
            hint_vi: String::new(),
            hint_en: String::new(),
            is_required: false,
            is_public: false,
            depends_on: None,
            depends_value: 0,
            choices: String::new(),
        };
        let question = typed.put_into(blank, &self.asked_now(category)).unwrap();
        self.with_db(|c| questions::insert(c, &question));
        question
    }

    /// What the category asks now.
    pub fn asked_now(&self, category: CategoryId) -> Vec<Question> {
        self.with_db(|c| questions::of_category(c, category))
    }
}
