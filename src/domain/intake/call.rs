//! What an agent types while somebody speaks: category and commune are found by any of their names.
use super::{Asks, Communes, InCommune, Meant, Place, Submission, category_named};
use crate::domain::category_tree::CategoryTree;
use crate::domain::city::{Category, Commune, PlaceNeed};
use crate::domain::draft::Answers;
use crate::domain::problem::Problem;
use crate::domain::question::{Question, Stopped};
use crate::ids::{CategoryId, CommuneId};

/// The longest text by which a category is looked for, in characters: its longest name and more.
pub const CATEGORY_LIMIT: usize = 200;

/// A call as it was typed.
pub struct Call {
    /// What a resident would have typed themselves; its consent is the city's words, if they were read out and agreed to.
    pub answers: Answers,
    pub category_words: String,
    /// What was marked among the offers of an earlier press.
    pub category_marked: String,
    pub commune_marked: String,
    pub agreed: bool,
}

/// What is offered for a category or a commune that the words did not settle.
#[derive(Debug, Default, PartialEq)]
pub struct Offers {
    pub categories: Vec<Category>,
    pub communes: Vec<Commune>,
    /// The category that the words settled.
    pub meant: Option<CategoryId>,
    /// It, or an answer, leads to advice instead of a report.
    pub stopped: Option<Stopped>,
}

impl Call {
    /// The report, with the category by the names of a language.
    ///
    /// # Errors
    /// Everything that is wrong with the form, and what may be meant instead.
    pub fn check(
        &self,
        tree: &CategoryTree,
        communes: &Communes,
        questions_of: impl Fn(CategoryId) -> Vec<Question>,
        lang: &str,
    ) -> Result<Submission, (Vec<Problem>, Box<Offers>)> {
        let (mut problems, mut offers) = (Vec::new(), Offers::default());
        let said = self.answers.said().map_err(|wrong| problems.extend(wrong)).ok();
        let category = self.category(tree, lang, &mut offers).map_err(|problem| problems.push(problem)).ok();
        let asked = category.as_ref().map_or(Ok(Vec::new()), |category| {
            let questions = questions_of(category.id);
            offers.meant = Some(category.id);
            offers.stopped = self.answers.stopped(category, &questions);
            self.answers.asking(&questions).answers()
        });
        let asked = asked.map_err(|wrong| problems.extend(wrong)).ok();
        if offers.stopped.is_some() {
            problems.push(Problem::new("category", "category_stops"));
        }
        let commune = self.commune(communes, &mut offers);
        let need = category.as_ref().map_or(PlaceNeed::Optional, |category| category.place);
        let place = match commune {
            Ok(commune) => Answers { commune, ..self.answers.clone() }.place(need),
            Err(unclear) => {
                problems.push(unclear);
                let rest =
                    Place::parse(need, InCommune::NotSaid, &self.answers.place).err().unwrap_or_default();
                Err(rest.into_iter().filter(|problem| problem.field != "commune").collect())
            }
        };
        let place = place.map_err(|wrong| problems.extend(wrong)).ok();
        let sender = self.answers.sender(Asks::Caller { agreed: self.agreed });
        let sender = sender.map_err(|wrong| problems.extend(wrong)).ok();
        match (said, category, asked, place, sender) {
            (Some(said), Some(category), Some(asked), Some(place), Some(sender)) if problems.is_empty() => {
                Ok(Submission {
                    said,
                    category: category.id,
                    place,
                    sender,
                    wants_private: self.answers.is_private,
                    in_danger: self.answers.in_danger(),
                    asked,
                })
            }
            _ => Err((problems, Box::new(offers))),
        }
    }

    fn category(&self, tree: &CategoryTree, lang: &str, offers: &mut Offers) -> Result<Category, Problem> {
        let report = format!("{}\n{}", self.answers.title, self.answers.body);
        match category_named(tree, (&self.category_words, &self.category_marked), &report, lang) {
            Meant::One(category) => Ok(category),
            Meant::Several(all) => {
                let word = choose(&all);
                offers.categories = all;
                Err(Problem::new("category", word))
            }
            Meant::Nothing => Err(Problem::new("category", "category_missing")),
        }
    }

    fn commune(&self, communes: &Communes, offers: &mut Offers) -> Result<Option<CommuneId>, Problem> {
        let words = &self.answers.commune_words;
        if self.answers.commune_unknown {
            return Ok(None);
        }
        match communes.meant(words, &self.commune_marked) {
            Meant::One(commune) => Ok(Some(commune.id)),
            Meant::Several(all) => {
                let word = choose(&all);
                offers.communes = all;
                Err(Problem::new("commune", word))
            }
            Meant::Nothing if words.trim().is_empty() => Ok(None),
            Meant::Nothing => Err(Problem::new("commune", "commune_unknown")),
        }
    }
}

/// One guess is asked about, several are chosen from.
fn choose<T>(offered: &[T]) -> &'static str {
    if offered.len() == 1 { "call_one" } else { "call_choose" }
}
