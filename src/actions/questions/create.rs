//! A new question of a category.
use super::QuestionFields;
use super::fields::manages;
use crate::actions::Refusal;
use crate::actions::audit::Journal;
use crate::clock::Moment;
use crate::domain::audit::{AuditKind, Change, Subject};
use crate::domain::policy::Actor;
use crate::domain::question::{FIELDS, Question, QuestionKind};
use crate::ids::{CategoryId, QuestionId};
use crate::portal::Portal;
use crate::store::{categories, questions};

/// Makes a question, which is asked from now on; the root by which it is known. Pressed twice it is one.
///
/// # Errors
/// `Forbidden`, `Missing` without such a category, or `Invalid` with everything that cannot be taken.
pub fn create(
    portal: &Portal,
    actor: &Actor,
    category: CategoryId,
    typed: &QuestionFields,
) -> Result<QuestionId, Refusal> {
    manages(actor)?;
    let now = portal.now();
    portal.db.change(|c| {
        categories::find(c, category)?;
        let all = questions::of_category(c, category)?;
        let question = typed.put_into(blank(category, now), &all)?;
        let same = |one: &Question| {
            let (id, root_id) = (question.id, question.root_id);
            Question { id, root_id, version: 1, ..one.clone() } == question
        };
        if let Some(made) = all.iter().find(|one| same(one)) {
            return Ok(made.root_id);
        }
        if all.len() >= FIELDS.len() {
            return Err(Refusal::field("label_vi", "questions_enough"));
        }
        questions::insert(c, &question)?;
        let changes = vec![Change::new("label_vi", "", &question.label_vi)];
        let subject = (Subject::Question, question.root_id.0);
        Journal::by(actor.id, now).write(c, subject, AuditKind::Created, changes)?;
        Ok(question.root_id)
    })
}

fn blank(category: CategoryId, now: Moment) -> Question {
    let id = QuestionId::fresh(now);
    Question {
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
    }
}
