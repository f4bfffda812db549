//! What the six pages were answered, as checked values. The pages keep whatever is typed; this says what it is worth.
use super::{Asks, InCommune, Place, Said, Sender, Submission};
use crate::domain::city::{Category, PlaceNeed};
use crate::domain::draft::Answers;
use crate::domain::problem::Problem;
use crate::domain::question::Question;

impl Answers {
    /// Somebody is in danger, as the first page was answered.
    pub fn in_danger(&self) -> bool {
        self.danger == "yes"
    }

    /// # Errors
    /// Problems with the first page.
    pub fn said(&self) -> Result<Said, Vec<Problem>> {
        Said::parse(&self.kind, &self.title, &self.body)
    }

    /// # Errors
    /// Problems with the page of the place.
    pub fn place(&self, need: PlaceNeed) -> Result<Place, Vec<Problem>> {
        let pointed =
            |place: Place| Place { point: self.point.filter(|_| need != PlaceNeed::NoPlace), ..place };
        if self.commune.is_some() || !self.commune_unknown {
            return Place::parse(need, self.commune, &self.place).map(pointed);
        }
        // The name that no commune has still says something to whoever looks for the place.
        let said = [self.place.trim(), self.commune_words.trim()];
        let said: Vec<&str> = said.into_iter().filter(|words| !words.is_empty()).collect();
        Place::parse(need, InCommune::NotKnown, &said.join(", ")).map(pointed)
    }

    /// # Errors
    /// Problems with the page of the contact.
    pub fn sender(&self, asks: Asks) -> Result<Option<Sender>, Vec<Problem>> {
        Sender::parse([&self.name, &self.phone, &self.email], self.consent, self.show_name, asks)
    }

    /// All of it as a report of a category with these questions.
    ///
    /// # Errors
    /// Every problem, in the order of the pages; one with the category where it, or an answer, leads to advice instead.
    pub fn report(
        &self,
        (category, questions): (&Category, &[Question]),
        asks: Asks,
    ) -> Result<Submission, Vec<Problem>> {
        if self.stopped(category, questions).is_some() {
            return Err(vec![Problem::new("category", "category_stops")]);
        }
        let (said, asked) = (self.said(), self.asking(questions).answers());
        match (said, asked, self.place(category.place), self.sender(asks)) {
            (Ok(said), Ok(asked), Ok(place), Ok(sender)) => Ok(Submission {
                said,
                category: category.id,
                place,
                sender,
                wants_private: self.is_private,
                in_danger: self.in_danger(),
                asked,
            }),
            (said, asked, place, sender) => Err([said.err(), asked.err(), place.err(), sender.err()]
                .into_iter()
                .flatten()
                .flatten()
                .collect()),
        }
    }
}
