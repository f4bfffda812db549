//! What two categories of the demo ask, and what the invented reports answer.
use super::people::People;
use crate::actions::Refusal;
use crate::actions::questions::{ChoiceFields, QuestionFields, create};
use crate::domain::question::{Answered, Question, QuestionKind, Value};
use crate::ids::{CategoryId, Secret};
use crate::portal::Portal;
use crate::store::{categories, questions};
use chrono::Duration;

const LIGHTS: &str = "chieu_sang";
const DRAINS: &str = "thoat_nuoc";

/// The questions, asked from now on.
pub fn ask(portal: &Portal, people: &People) -> Result<(), Refusal> {
    for (code, typed) in [(LIGHTS, pole()), (LIGHTS, since()), (DRAINS, depth()), (DRAINS, flooded_since())] {
        let category = portal.db.look(|c| categories::by_code(c, code))?.ok_or(Refusal::Missing)?;
        create(portal, &people.admin, category.id, &typed)?;
    }
    Ok(())
}

/// What a report of this category answers; another one nothing.
pub fn answered(portal: &Portal, category: CategoryId, key: &str) -> Result<Vec<Answered>, Refusal> {
    let all = portal.db.look(|c| questions::of_category(c, category))?;
    let lot = Secret::presented(key).hash().bytes().map(usize::from).sum::<usize>();
    let answer = |one: &Question| {
        let value = match one.kind {
            QuestionKind::Text => Value::Text(format!("Cột số {}", lot % 60 + 1)),
            QuestionKind::Date => Value::Date((portal.now() - Duration::days(3)).date()),
            QuestionKind::One => Value::One(i32::from(lot % 2 == 0) + 1),
            QuestionKind::Number | QuestionKind::Several => return None,
        };
        Some(Answered { question: one.id, value })
    };
    Ok(all.iter().filter_map(answer).collect())
}

fn pole() -> QuestionFields {
    QuestionFields {
        hint_vi: "Ghi trên thân cột, ngang tầm mắt.".into(),
        hint_en: "Written on the pole, at eye level.".into(),
        ..question(("Số ghi trên cột đèn", "Number on the lamp post"), QuestionKind::Text, 10)
    }
}

fn since() -> QuestionFields {
    let is_public = true;
    QuestionFields {
        is_public,
        ..question(("Đèn hỏng từ ngày nào?", "Since when is it out?"), QuestionKind::Date, 20)
    }
}

fn depth() -> QuestionFields {
    let deep =
        "Nước sâu trên 0,5 m dễ cuốn người và xe. Đừng lội qua. Nếu có người mắc kẹt, hãy gọi 114 ngay.";
    let deep_en = "Water above 0.5 m sweeps people and vehicles away. Do not cross. If anyone is trapped, call 114 now.";
    let choice =
        |vi: &str, en: &str| ChoiceFields { vi: vi.into(), en: en.into(), ..ChoiceFields::default() };
    QuestionFields {
        is_required: true,
        is_public: true,
        choices: vec![
            choice("Không ngập", "No flooding"),
            choice("Dưới 0,5 m", "Below 0.5 m"),
            ChoiceFields {
                stop_vi: deep.into(),
                stop_en: deep_en.into(),
                ..choice("Trên 0,5 m, có người mắc kẹt", "Above 0.5 m, people are trapped")
            },
        ],
        ..question(("Chỗ đó ngập sâu bao nhiêu?", "How deep is the water?"), QuestionKind::One, 10)
    }
}

fn flooded_since() -> QuestionFields {
    question(("Bị từ ngày nào?", "Since when?"), QuestionKind::Date, 20)
}

fn question((vi, en): (&str, &str), kind: QuestionKind, position: i32) -> QuestionFields {
    QuestionFields {
        kind: kind.to_string(),
        position: position.to_string(),
        label_vi: vi.into(),
        label_en: en.into(),
        ..QuestionFields::default()
    }
}
