//! Step 5: who sends it, what may be shown, and the consent without which none of it may be used.
use super::{Scene, Step, Way, YES, keep};
use crate::domain::draft::Answers;
use crate::domain::intake::{EMAIL_LIMIT, NAME_LIMIT, PHONE_LIMIT};
use crate::domain::sending::ContactRule;
use crate::ids::ConsentId;
use crate::portal::Portal;
use crate::store::consents::{self, TO_SEND, TO_SHOW_NAME};
use crate::web::error::Failure;
use crate::web::form::Errors;
use crate::web::posted::{Fields, Form, Posted, Text};
use crate::web::shell::Shell;
use crate::web::visitor::Visitor;
use crate::web::{off_thread, page, redirect};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// Who sends the report, what may be shown of them, and the consent, for the sender.
#[derive(Template)]
#[template(path = "public/submit/contact.html")]
pub struct ContactPage {
    pub shell: Shell,
    pub way: Way,
    pub errors: Errors,
    /// What has to be filled in, as the city asks for it.
    pub lead: String,
    pub name: String,
    pub phone: String,
    pub email: String,
    pub show_name: bool,
    pub show_name_hint: String,
    pub is_private: bool,
    pub consented: bool,
    pub consent_text: String,
    /// Which words were shown, "" where the city has none yet.
    pub consent_id: String,
}

/// Who sends it as typed, the two wishes, and the words that were agreed to.
#[derive(Deserialize)]
pub struct ContactForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    show_name: String,
    #[serde(default)]
    is_private: String,
    #[serde(default)]
    consent: String,
    #[serde(default)]
    consent_id: String,
}

impl Form for ContactForm {
    const TEXTS: &'static [Text] = &[
        Text::new("name", NAME_LIMIT, "name_long"),
        Text::new("phone", PHONE_LIMIT, "phone_length"),
        Text::new("email", EMAIL_LIMIT, "email_length"),
    ];
}

/// The fields, for the sender of the draft; without a draft, on to the first step.
pub async fn show(portal: web::Data<Portal>, visitor: Visitor) -> Result<HttpResponse, Failure> {
    let scene = Scene::load(&portal, &visitor).await?;
    if let Some(earlier) = scene.too_early(Step::Contact) {
        return Ok(redirect::to(&earlier));
    }
    page::page(&page_of(&portal, &visitor, scene, Errors::default()).await?)
}

/// Keeps what was typed and goes on once nothing lacks.
pub async fn take(
    portal: web::Data<Portal>,
    visitor: Visitor,
    posted: Posted<ContactForm>,
) -> Result<HttpResponse, Failure> {
    let scene = Scene::load(&portal, &visitor).await?;
    let Posted { form: typed, too_long, fields, .. } = posted;
    if !too_long.is_empty() {
        let errors = Errors::of(&visitor.words(), &too_long);
        let scene = scene.typed(|answers| typed.fill(answers));
        return page::again(&page_of(&portal, &visitor, scene, errors).await?);
    }
    let kept = keep(&portal, &visitor, Step::Contact, &fields, move |answers| typed.fill(answers));
    let draft = match kept.await? {
        Ok(draft) => draft,
        Err(again) => return Ok(again),
    };
    let scene = scene.after(draft);
    let problems = Step::Contact.problems(&scene);
    if problems.is_empty() {
        return Ok(redirect::to(&Step::Contact.onward(&scene)));
    }
    let errors = Errors::of(&visitor.words(), &problems);
    page::again(&page_of(&portal, &visitor, scene, errors).await?)
}

/// The page as it was sent.
pub async fn again(
    portal: &Portal,
    visitor: &Visitor,
    scene: Scene,
    fields: &Fields,
    status: StatusCode,
) -> Result<HttpResponse, Failure> {
    let typed: ContactForm = fields.read()?;
    let scene = scene.typed(|answers| typed.fill(answers));
    page::page_as(status, &page_of(portal, visitor, scene, Errors::default()).await?)
}

impl ContactForm {
    fn fill(&self, answers: &mut Answers) {
        answers.contact_seen = true;
        answers.consent = self.consent_id.parse::<ConsentId>().ok().filter(|_| self.consent == YES);
        answers.name.clone_from(&self.name);
        answers.phone.clone_from(&self.phone);
        answers.email.clone_from(&self.email);
        answers.show_name = self.show_name == YES;
        answers.is_private = self.is_private == YES;
    }
}

async fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    scene: Scene,
    errors: Errors,
) -> Result<ContactPage, Failure> {
    let w = visitor.words();
    let lang = w.lang();
    let (to_send, to_show) = off_thread::look(portal, move |c| {
        Ok((consents::latest(c, TO_SEND, lang)?, consents::latest(c, TO_SHOW_NAME, lang)?))
    })
    .await?;
    let way = Step::Contact.way(&w, &scene);
    let lead = match scene.rule() {
        ContactRule::NotAsked => "submit.contact_lead_none",
        ContactRule::Required => "submit.contact_lead",
        ContactRule::Verified => "submit.contact_lead_verified",
    };
    let typed = scene.answers;
    Ok(ContactPage {
        shell: Shell::new(portal, visitor, w.say("submit.contact_title")),
        way,
        errors,
        lead: w.say(lead),
        name: typed.name,
        phone: typed.phone,
        email: typed.email,
        show_name: typed.show_name,
        show_name_hint: to_show.map(|consent| consent.body).unwrap_or_default(),
        is_private: typed.is_private,
        // Ticked again only for the very words that were agreed to.
        consented: typed.consent.is_some() && typed.consent == to_send.as_ref().map(|consent| consent.id),
        consent_id: to_send.as_ref().map(|consent| consent.id.to_string()).unwrap_or_default(),
        consent_text: to_send.map(|consent| consent.body).unwrap_or_default(),
    })
}
