//! Days on which somebody is away: those that are set, and the form for more.
use super::moment::date;
use crate::actions::notices::Away;
use crate::clock::{Moment, local};
use crate::domain::notice::Absence;
use crate::domain::policy::Actor;
use crate::i18n::Words;
use crate::ids::{AbsenceId, AccountId};
use crate::store::{Conn, Found, absences, sessions};
use crate::web::form::Choice;
use crate::web::posted::Form;
use serde::Deserialize;

/// What is set, and the form as it was typed.
pub struct AbsencesShown {
    pub rows: Vec<AbsenceRow>,
    pub first_day: String,
    pub last_day: String,
    /// Who may do all that this person may; without anybody there is no form.
    pub deputies: Vec<Choice>,
    pub to: String,
}

/// One absence, with where it is ended.
pub struct AbsenceRow {
    pub days: String,
    pub deputy: String,
    pub end_to: String,
}

/// Days, and who does the work meanwhile.
#[derive(Deserialize, Clone, Default)]
#[serde(default)]
pub struct AwayForm {
    pub first_day: String,
    pub last_day: String,
    pub deputy: String,
}

impl Form for AwayForm {}

impl AwayForm {
    /// For the verb.
    pub fn away(&self) -> Away {
        let Self { first_day, last_day, deputy } = self.clone();
        Away { first_day, last_day, deputy }
    }
}

/// What was read of somebody's absences.
pub struct AbsencesFound {
    set: Vec<(Absence, String)>,
    people: Vec<Actor>,
    of: AccountId,
}

impl AbsencesFound {
    /// Reads what is set and who could stand in.
    pub fn load(conn: &mut Conn, of: AccountId, now: Moment) -> Found<Self> {
        let set = absences::of_account(conn, of, local(now).date())?;
        Ok(Self { set, people: sessions::actors(conn)?, of })
    }

    /// Ready to show; `end` names where an absence is ended.
    pub fn show(
        self,
        w: &Words,
        typed: AwayForm,
        to: String,
        end: impl Fn(AbsenceId) -> String,
    ) -> AbsencesShown {
        let own = self.people.iter().find(|one| one.id == self.of);
        let fit = self.people.iter().filter(|one| own.is_some_and(|own| one.can_stand_in_for(own)));
        let mut deputies: Vec<Choice> =
            fit.map(|one| Choice::new(&one.id.to_string(), named(one), &typed.deputy)).collect();
        deputies.sort_by(|one, other| one.label.cmp(&other.label));
        let row = |(absence, deputy): (Absence, String)| AbsenceRow {
            days: w
                .fill("away.days", [("first", &date(absence.first_day)), ("last", &date(absence.last_day))]),
            deputy,
            end_to: end(absence.id),
        };
        AbsencesShown {
            rows: self.set.into_iter().map(row).collect(),
            first_day: typed.first_day,
            last_day: typed.last_day,
            deputies,
            to,
        }
    }
}

fn named(actor: &Actor) -> String {
    let post = [actor.name.as_str(), actor.position.as_str()];
    post.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
