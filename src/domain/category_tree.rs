//! The categories as a sender meets them: groups with what can be chosen inside, and guesses from what was written.
use super::city::Category;
use super::spoken::Spoken;
use crate::ids::CategoryId;
use chrono::NaiveDate;

/// How many guesses are shown.
const GUESSES: usize = 3;

/// A group and the categories in it that may be chosen today.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    pub category: Category,
    pub leaves: Vec<Category>,
}

/// A category that the sender's own words point to.
#[derive(Debug, PartialEq)]
pub struct Guess<'a> {
    pub category: &'a Category,
    /// The words that led here, as the category has them: "ổ gà".
    pub because: Vec<&'a str>,
}

/// All categories, in the order the city gave them.
#[derive(Debug, Clone, Default)]
pub struct CategoryTree {
    pub groups: Vec<Group>,
}

impl CategoryTree {
    /// Builds the tree of what is valid `today`. A category without a group stands as a group of its own.
    pub fn of(all: Vec<Category>, today: NaiveDate) -> Self {
        let current: Vec<Category> = all.into_iter().filter(|category| category.is_current(today)).collect();
        let groups = current.iter().filter(|category| category.parent_id.is_none());
        let groups = groups.map(|group| {
            let mut leaves: Vec<Category> =
                current.iter().filter(|leaf| leaf.parent_id == Some(group.id)).cloned().collect();
            if leaves.is_empty() {
                leaves.push(group.clone());
            }
            Group { category: group.clone(), leaves }
        });
        Self { groups: groups.collect() }
    }

    /// Every category that may be chosen, group by group.
    pub fn leaves(&self) -> impl Iterator<Item = &Category> {
        self.groups.iter().flat_map(|group| &group.leaves)
    }

    /// A category that may be chosen.
    pub fn leaf(&self, id: CategoryId) -> Option<&Category> {
        self.leaves().find(|leaf| leaf.id == id)
    }

    /// The categories that a text points to by the words people use, best first. Found here, sent nowhere. `lang` is the
    /// language in which the sender reads the pages.
    pub fn guess(&self, text: &str, lang: &str) -> Vec<Guess<'_>> {
        let text = Spoken::of(text);
        let text = if lang == "vi" { text } else { text.foreign() };
        let mut scored: Vec<(usize, Guess)> = self
            .leaves()
            .filter_map(|category| {
                let words = category.words.split(';').map(str::trim);
                let because: Vec<&str> = words.filter(|phrase| text.says(&Spoken::of(phrase))).collect();
                let score = because.iter().map(|phrase| weight(phrase)).sum();
                (!because.is_empty()).then_some((score, Guess { category, because }))
            })
            .collect();
        // Stable: what weighs the same stays in the city's order.
        scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        scored.into_iter().map(|(_, guess)| guess).take(GUESSES).collect()
    }
}

/// Long phrases say more than short ones: "nắp hố ga" more than "ga".
fn weight(phrase: &str) -> usize {
    let words = phrase.split_whitespace().count();
    words * words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn category(id: i64, parent: Option<i64>, words: &str) -> Category {
        Category {
            id: CategoryId(id),
            code: format!("c{id}"),
            parent_id: parent.map(CategoryId),
            name_vi: format!("Mục {id}"),
            words: words.into(),
            ..Category::blank(crate::clock::Moment::default())
        }
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
    }

    fn tree() -> CategoryTree {
        let mut gone = category(4, Some(1), "ổ gà");
        gone.valid_to = Some(today().pred_opt().unwrap());
        let all = vec![
            category(1, None, ""),
            category(2, Some(1), "ổ gà;đường hỏng"),
            category(3, Some(1), "chợ;cống;nắp hố ga"),
            gone,
            category(5, None, "khác"),
        ];
        CategoryTree::of(all, today())
    }

    fn guesses(text: &str) -> Vec<(i64, String)> {
        let tree = tree();
        let found = tree.guess(text, "vi").into_iter();
        found.map(|guess| (guess.category.id.0, guess.because.join(","))).collect()
    }

    #[test]
    fn only_todays_leaves_can_be_chosen() {
        let tree = tree();
        assert_eq!(tree.leaves().map(|leaf| leaf.id.0).collect::<Vec<_>>(), [2, 3, 5]);
        assert!(tree.leaf(CategoryId(1)).is_none() && tree.leaf(CategoryId(4)).is_none());
    }

    #[test]
    fn the_senders_words_point_to_a_category_and_are_named() {
        assert_eq!(guesses("Có ổ gà rất to, đường hỏng nặng"), [(2, "ổ gà,đường hỏng".to_owned())]);
        assert_eq!(guesses("O GA truoc cho"), [(2, "ổ gà".into()), (3, "chợ".into())]);
    }

    #[test]
    fn tones_tell_words_apart_where_they_were_typed() {
        assert_eq!(guesses("Cho tôi hỏi về công việc"), []);
        assert_eq!(guesses("mất nắp hố ga ở ngõ 5"), [(3, "nắp hố ga".into())]);
        assert_eq!(guesses(""), []);
    }

    #[test]
    fn english_words_are_not_heard_as_vietnamese_ones_without_tones() {
        let tree = CategoryTree::of(vec![category(1, None, "ồn;loa;streetlight;Lạch Tray")], today());
        let heard = |text, lang| tree.guess(text, lang).pop().map(|guess| guess.because).unwrap_or_default();
        assert_eq!(heard("Streetlight out on Lach Tray", "en"), ["streetlight"]);
        assert_eq!(heard("Den duong hong, on ao o Lach Tray", "vi"), ["ồn", "Lạch Tray"]);
        assert_eq!(heard("Too loud: ồn ào", "en"), ["ồn"], "tones that were typed are heard");
    }

    #[test]
    fn the_more_telling_phrase_comes_first() {
        assert_eq!(guesses("ổ gà cạnh nắp hố ga")[0].0, 3);
    }
}
