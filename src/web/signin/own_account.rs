//! One's own account: who I am here, which roles I hold, my password, where I am signed in.
use crate::actions::accounts::change_password::change_password;
use crate::actions::accounts::password::MOST;
use crate::actions::notices::{be_away, choose_letters, come_back as absence_over};
use crate::domain::account::Account;
use crate::domain::notice::LetterChoice;
use crate::domain::password::Password;
use crate::i18n::Words;
use crate::ids::AbsenceId;
use crate::links;
use crate::portal::Portal;
use crate::store::{accounts, sessions};
use crate::web::error::Failure;
use crate::web::form::{Choice, Errors};
use crate::web::parts::absences::{AbsencesFound, AbsencesShown, AwayForm};
use crate::web::posted::{ButtonForm, Form, Posted, Text};
use crate::web::press::Press;
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{cookies, off_thread, page, redirect};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// Their own account, for a member of staff.
#[derive(Template)]
#[template(path = "signin/own_account.html")]
pub struct OwnAccountPage {
    pub shell: Shell,
    pub name: String,
    pub email: String,
    /// "" where none is given.
    pub position: String,
    pub roles: Vec<RoleShown>,
    pub sessions: String,
    /// How letters about their work come.
    pub letters: Vec<Choice>,
    pub away: AbsencesShown,
    pub errors: Errors,
}

/// A role and the agency it is held for.
pub struct RoleShown {
    pub role: String,
    pub agency: String,
}

/// The password that holds, and the new one twice.
#[derive(Deserialize)]
pub struct PasswordForm {
    #[serde(default)]
    old: Password,
    #[serde(default)]
    password: Password,
    #[serde(default)]
    again: Password,
}

impl Form for PasswordForm {
    const TEXTS: &'static [Text] = &[
        Text::secret("old", MOST, "password_long"),
        Text::secret("password", MOST, "password_long"),
        Text::secret("again", MOST, "password_long"),
    ];
}

/// How letters about their work come.
#[derive(Deserialize)]
pub struct LettersForm {
    #[serde(default)]
    letters: String,
}

impl Form for LettersForm {}

/// The account of whoever asks.
pub async fn show(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    page::page(&page_of(&portal, &visitor, AwayForm::default(), Errors::default()).await?)
}

/// Keeps how letters about their work come.
pub async fn set_letters(
    portal: web::Data<Portal>,
    visitor: Visitor,
    posted: Posted<LettersForm>,
) -> Result<HttpResponse, Failure> {
    let press = Press::of(&portal, &visitor, posted.within(), posted.form);
    press
        .answer(
            |portal, actor, typed| choose_letters(portal, actor, &typed.letters),
            async |()| Ok(redirect::to_saying(&portal, &links::own_account(), "door.letters_set")),
            async |visitor, _, errors| page_of(&portal, visitor, AwayForm::default(), errors).await,
        )
        .await
}

/// Keeps the days on which they are away, and who does their work.
pub async fn go_away(
    portal: web::Data<Portal>,
    visitor: Visitor,
    posted: Posted<AwayForm>,
) -> Result<HttpResponse, Failure> {
    let press = Press::of(&portal, &visitor, posted.within(), posted.form);
    press
        .answer(
            |portal, actor, typed| be_away(portal, actor, actor.id, &typed.away()),
            async |()| Ok(redirect::to_saying(&portal, &links::own_account(), "away.is_set")),
            async |visitor, typed, errors| page_of(&portal, visitor, typed, errors).await,
        )
        .await
}

/// They are back, or do not go.
pub async fn come_back(
    portal: web::Data<Portal>,
    visitor: Visitor,
    id: web::Path<String>,
    _posted: Posted<ButtonForm>,
) -> Result<HttpResponse, Failure> {
    let (actor, inside) = (visitor.staff()?.clone(), portal.clone());
    let id = AbsenceId(id.parse().map_err(|_| Failure::NotFound)?);
    off_thread::change(move || absence_over(&inside, &actor, actor.id, id)).await?;
    Ok(redirect::to_saying(&portal, &links::own_account(), "away.is_ended"))
}

/// Every other session ends with the old password; this one goes on under a new token.
pub async fn set_password(
    portal: web::Data<Portal>,
    request: HttpRequest,
    visitor: Visitor,
    posted: Posted<PasswordForm>,
) -> Result<HttpResponse, Failure> {
    let known = cookies::Jar::of(&request, &portal).known();
    let press = Press::of(&portal, &visitor, posted.within(), posted.form);
    press
        .answer(
            move |portal, actor, typed| {
                change_password(portal, actor, &typed.old, [&typed.password, &typed.again], &known)
            },
            async |entered| {
                let mut answer = redirect::to_saying(&portal, &links::own_account(), "door.password_changed");
                let session = cookies::make(&portal, "session", entered.session.reveal().to_owned(), None);
                for cookie in [session, cookies::known(&portal, entered.known)] {
                    answer.add_cookie(&cookie).map_err(|error| Failure::Internal(error.to_string()))?;
                }
                Ok(answer)
            },
            async |visitor, _, errors| page_of(&portal, visitor, AwayForm::default(), errors).await,
        )
        .await
}

async fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    typed: AwayForm,
    errors: Errors,
) -> Result<OwnAccountPage, Failure> {
    let (id, now, words) = (visitor.staff()?.id, portal.now(), visitor.words());
    let (account, held, running, away) = off_thread::look(portal, move |c| {
        let held = accounts::roles_of(c, id)?;
        Ok((accounts::find(c, id)?, held, sessions::count(c, id, now)?, AbsencesFound::load(c, id, now)?))
    })
    .await?;
    let Account { name, email, position, letters, .. } = account;
    let choice = |one: &LetterChoice| {
        let say = |tail: &str| words.say(&format!("door.letters.{one}{tail}"));
        Choice::new(one.as_str(), say(""), letters.as_str()).with_hint(say("_hint"))
    };
    Ok(OwnAccountPage {
        shell: Shell::new(portal, visitor, words.say("door.own_account")),
        name,
        email,
        position,
        roles: held
            .into_iter()
            .map(|(role, _, agency)| RoleShown { role: say_role(&words, role), agency })
            .collect(),
        sessions: words.count("door.sessions", running),
        letters: LetterChoice::ALL.iter().map(choice).collect(),
        away: away.show(&words, typed, links::own_absences(), links::own_absence),
        errors,
    })
}

fn say_role(words: &Words, role: crate::domain::policy::Role) -> String {
    words.say(&format!("role.{role}"))
}
