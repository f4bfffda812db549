//! A report that is still being written: what was typed so far, kept on the server for a few hours.
use super::city::Category;
use super::point::Point;
use super::question::{Asking, Question, Stopped, TypedAnswers};
use super::report_point::Pointed;
use crate::clock::Moment;
use crate::ids::{CategoryId, CommuneId, ConsentId, Secret, SignalId, UploadId};
use crate::schema::{drafts, uploads};
use chrono::Duration;
use diesel::{AsChangeset, Insertable, Queryable, Selectable};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// How long a draft lies after it was last written to.
const LIFE_HOURS: i64 = 4;
/// Nobody fills in six pages in less.
const FASTEST_SECONDS: i64 = 3;

/// A draft as it is kept, found only by the hash of its holder's key.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = drafts, primary_key(key_hash), treat_none_as_null = true)]
pub struct Draft {
    pub key_hash: String,
    /// [`Answers`] as JSON.
    pub answers: String,
    /// The report that it became.
    pub ticket_code: Option<String>,
    pub created_at: Moment,
    pub expires_at: Moment,
}

/// What was typed, as it was typed: a step that cannot be taken yet is kept all the same.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answers {
    /// Becomes the report's own: the same draft sent twice is one report.
    pub form_key: String,
    pub kind: String,
    pub title: String,
    pub body: String,
    /// "yes" where the sender says that somebody is in danger, "no" where not; "" says nothing.
    pub danger: String,
    /// What was already shown to the sender before going on.
    pub heeded: Vec<SignalId>,
    pub category: Option<CategoryId>,
    /// What was answered to the category's own questions; those of another category stay until they are sent.
    pub asked: TypedAnswers,
    /// The category whose questions were seen, be it to answer none.
    pub asked_of: Option<CategoryId>,
    /// The stop that was counted last.
    pub stopped_at: String,
    /// What was typed to find the commune.
    pub commune_words: String,
    pub commune: Option<CommuneId>,
    /// They do not know which one it is.
    pub commune_unknown: bool,
    pub place: String,
    /// By which words streets and landmarks were looked for last.
    pub sought: String,
    /// Where it is on the map, as far as it was said.
    pub point: Option<Pointed>,
    /// Where a photo says that it was taken. It is in the draft alone.
    pub photo_point: Option<Point>,
    /// The sender was asked whether that is the place.
    pub photo_point_asked: bool,
    /// The photos were seen to, be it to send none.
    pub photos_seen: bool,
    /// Who sends it was asked, be it to be answered with nothing where the city allows that.
    pub contact_seen: bool,
    pub name: String,
    pub phone: String,
    pub email: String,
    pub show_name: bool,
    pub is_private: bool,
    /// The words agreed to, if they were.
    pub consent: Option<ConsentId>,
}

impl Answers {
    /// A form that nobody has begun, with a number of its own: the draft is begun under it, and a page of another draft
    /// is known by it.
    pub fn blank() -> Self {
        Self { form_key: Secret::random().reveal().to_owned(), kind: "report".into(), ..Self::default() }
    }

    /// The category's questions with what was answered so far.
    pub fn asking<'a>(&'a self, questions: &'a [Question]) -> Asking<'a> {
        Asking { questions, typed: &self.asked }
    }

    /// Where it leads to advice instead of a report: the category, or an answer to one of its questions.
    pub fn stopped(&self, category: &Category, questions: &[Question]) -> Option<Stopped> {
        Stopped::of_category(category).or_else(|| self.asking(questions).stopped())
    }

    /// All that a review shows, in one short print: what is sent is what was shown, or nothing.
    pub fn print(&self, photos: &[Upload], category: &Category, questions: &[Question]) -> String {
        let photos: Vec<&str> = photos.iter().map(|photo| photo.display.as_str()).collect();
        let questions: Vec<_> = questions.iter().map(|one| one.id).collect();
        let of = (category.id, category.version);
        let shown = serde_json::to_string(&(self, photos, of, questions)).unwrap_or_default();
        Sha256::digest(shown.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl Draft {
    /// A first draft for the holder of a key, under the number that the first page of its form gave it.
    pub fn begin(key_hash: &str, form_key: &str, now: Moment) -> Self {
        let answers = Answers { form_key: form_key.to_owned(), ..Answers::blank() };
        let mut draft = Self {
            key_hash: key_hash.to_owned(),
            answers: String::new(),
            ticket_code: None,
            created_at: now,
            expires_at: now,
        };
        draft.write(&answers, now);
        draft
    }

    /// The answers; none where the JSON of an older version cannot be read any more.
    pub fn read(&self) -> Answers {
        serde_json::from_str(&self.answers).unwrap_or_default()
    }

    /// Keeps new answers and lets the draft live on from `now`.
    pub fn write(&mut self, answers: &Answers, now: Moment) {
        self.answers = serde_json::to_string(answers).unwrap_or_default();
        self.expires_at = now + Duration::hours(LIFE_HOURS);
    }

    /// It became a report: what was typed is not needed here any more, only the way to the thanks.
    pub fn send(&mut self, code: &str, now: Moment) {
        let form_key = self.read().form_key;
        let left = Answers { form_key, ..Answers::default() };
        self.write(&left, now);
        self.ticket_code = Some(code.to_owned());
    }

    /// Can its holder still go on with it?
    pub fn is_live(&self, now: Moment) -> bool {
        self.expires_at > now
    }

    /// Was it begun so lately that only a machine can be through with it?
    pub fn is_hasty(&self, now: Moment) -> bool {
        now - self.created_at < Duration::seconds(FASTEST_SECONDS)
    }

    /// Has it become a report?
    pub fn is_sent(&self) -> bool {
        self.ticket_code.is_some()
    }
}

/// A photo that came before its report did. The files lie on the shelf under their content's hash.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = uploads)]
pub struct Upload {
    pub id: UploadId,
    pub draft_key: String,
    pub display: String,
    pub thumb: String,
    pub original: String,
    pub width: i32,
    pub height: i32,
    pub created_at: Moment,
}

impl Upload {
    /// The names of its files on the shelf.
    pub fn files(&self) -> [&String; 3] {
        [&self.display, &self.thumb, &self.original]
    }
}

/// The photos that a page showed and the sender no longer wants. One that came meanwhile from another page stays.
pub fn taken_out(shown: &[UploadId], kept: &[UploadId]) -> Vec<UploadId> {
    shown.iter().copied().filter(|id| !kept.contains(id)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon() -> Moment {
        chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap().naive_utc()
    }

    #[test]
    fn a_sent_draft_keeps_its_key_and_nothing_personal() {
        let mut draft = Draft::begin("hash", "number", noon());
        let mut answers = draft.read();
        answers.phone = "0912345678".into();
        answers.name = "An".into();
        draft.write(&answers, noon());
        draft.send("26-8K3F-Q7TY", noon());
        assert!(draft.is_sent());
        assert!(!draft.answers.contains("0912345678") && !draft.answers.contains("An\""));
        assert_eq!(draft.read().form_key, answers.form_key);
    }

    #[test]
    fn a_draft_lives_four_hours_after_it_was_last_written_to() {
        let mut draft = Draft::begin("hash", "number", noon());
        assert!(!draft.is_live(noon() + Duration::hours(4)));
        draft.write(&draft.read(), noon() + Duration::hours(3));
        assert!(draft.is_live(noon() + Duration::hours(6)));
    }

    #[test]
    fn nobody_is_through_in_a_moment() {
        let draft = Draft::begin("hash", "number", noon());
        assert!(draft.is_hasty(noon() + Duration::seconds(2)));
        assert!(!draft.is_hasty(noon() + Duration::seconds(3)));
    }

    #[test]
    fn only_a_photo_that_was_shown_can_be_taken_out() {
        let [one, two, three] = [1, 2, 3].map(UploadId);
        assert_eq!(taken_out(&[one, two], &[two, three]), [one]);
        assert_eq!(taken_out(&[], &[]), []);
    }

    #[test]
    fn answers_of_an_older_version_are_still_read() {
        let answers: Answers = serde_json::from_str(r#"{"title":"Ổ gà","gone":1}"#).unwrap();
        assert_eq!(answers.title, "Ổ gà");
    }
}
