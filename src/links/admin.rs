//! The addresses of one thing among those that administrators keep.
use crate::ids::{
    AccountId, ApiKeyId, CategoryId, LetterId, QuestionId, RungId, SignalId, WebhookDeliveryId, WebhookId,
};
use chrono::NaiveDate;
use std::fmt::Display;

/// An agency, to be changed.
pub fn admin_agency(slug: &str) -> String {
    format!("/quan-tri/co-quan/{slug}")
}

/// A category, to be changed.
pub fn admin_category(id: CategoryId) -> String {
    format!("/quan-tri/linh-vuc/{id}")
}

/// The form of a new question of a category.
pub fn admin_question_new(category: CategoryId) -> String {
    format!("/quan-tri/linh-vuc/{category}/cau-hoi/moi")
}

/// A question of a category, to be changed; `root` stays while its words change.
pub fn admin_question(category: CategoryId, root: QuestionId) -> String {
    format!("/quan-tri/linh-vuc/{category}/cau-hoi/{root}")
}

/// Where a question is ended.
pub fn admin_question_end(category: CategoryId, root: QuestionId) -> String {
    format!("/quan-tri/linh-vuc/{category}/cau-hoi/{root}/ket-thuc")
}

/// A signal, to be changed.
pub fn admin_signal(id: SignalId) -> String {
    format!("/quan-tri/dau-hieu/{id}")
}

/// An account with its roles.
pub fn admin_account(id: AccountId) -> String {
    format!("/quan-tri/tai-khoan/{id}")
}

/// What is done to an account from its page, such as `khoa`.
pub fn admin_account_step(id: AccountId, step: &str) -> String {
    format!("/quan-tri/tai-khoan/{id}/{step}")
}

/// Where an agency is ended and its work passes on.
pub fn admin_agency_end(slug: &str) -> String {
    format!("/quan-tri/co-quan/{slug}/ket-thuc")
}

/// The accounts that hold a role for an agency.
pub fn admin_accounts_of(slug: &str) -> String {
    format!("/quan-tri/tai-khoan?co-quan={slug}")
}

/// Where somebody is invited to an agency.
pub fn admin_invite_to(slug: &str) -> String {
    format!("{}?co-quan={slug}", super::admin_account_new())
}

/// Where a job is run at once.
pub fn admin_job(name: &str) -> String {
    format!("/quan-tri/viec-tu-chay/{name}")
}

/// The letters in one state.
pub fn admin_letters_in(state: &str) -> String {
    format!("/quan-tri/thu?trang-thai={state}")
}

/// The samples of letters in one language.
pub fn admin_letter_samples_in(lang: &str) -> String {
    format!("/quan-tri/thu/mau?ngon-ngu={lang}")
}

/// A sample letter as a file for a mail program.
pub fn admin_letter_sample(kind: &str, lang: &str) -> String {
    format!("/quan-tri/thu/mau/{kind}/{lang}.eml")
}

/// Where one letter is sent once more.
pub fn admin_letter(id: LetterId) -> String {
    format!("/quan-tri/thu/{id}")
}

/// A rung of the ladder, to be taken away.
pub fn admin_rung(id: RungId) -> String {
    format!("/quan-tri/bac-bao/{id}")
}

/// One term of the city, by its key.
pub fn admin_term(key: impl Display) -> String {
    format!("/quan-tri/quy-dinh/thoi-han/{key}")
}

/// Where a term of its own ends, and a more general one holds again.
pub fn admin_term_end(key: impl Display) -> String {
    format!("/quan-tri/quy-dinh/thoi-han/{key}/ket-thuc")
}

/// The words of one consent, version by version.
pub fn admin_consent(to: impl Display) -> String {
    format!("/quan-tri/quy-dinh/dong-y/{to}")
}

/// A reason for refusing a report.
pub fn admin_reason(code: &str) -> String {
    format!("/quan-tri/quy-dinh/ly-do/{code}")
}

/// The days of one year.
pub fn admin_calendar_year(year: i32) -> String {
    format!("/quan-tri/lich?nam={year}")
}

/// One day, to be said otherwise or taken out.
pub fn admin_calendar_day(day: NaiveDate) -> String {
    format!("/quan-tri/lich/ngay/{day}")
}

/// The days of a year as a sheet.
pub fn admin_calendar_sheet(year: i32) -> String {
    format!("/quan-tri/lich/{year}.csv")
}

/// A key of another program.
pub fn admin_api_key(id: ApiKeyId) -> String {
    format!("/quan-tri/khoa-api/{id}")
}

/// Where a key is revoked.
pub fn admin_api_key_revoke(id: ApiKeyId) -> String {
    format!("/quan-tri/khoa-api/{id}/thu-hoi")
}

/// A program of others that is told.
pub fn admin_webhook(id: WebhookId) -> String {
    format!("/quan-tri/webhook/{id}")
}

/// Where it is told no more.
pub fn admin_webhook_stop(id: WebhookId) -> String {
    format!("/quan-tri/webhook/{id}/dung")
}

/// Where it is told again.
pub fn admin_webhook_start(id: WebhookId) -> String {
    format!("/quan-tri/webhook/{id}/mo")
}

/// Where one thing is told once more.
pub fn admin_webhook_resend(id: WebhookId, one: WebhookDeliveryId) -> String {
    format!("/quan-tri/webhook/{id}/{one}/gui-lai")
}
