//! The steps that a person may take with a report now, each a small form that opens in place.
use super::opened::Opened;
use crate::domain::last_moment;
use crate::domain::policy::Act;
use crate::domain::status::{Status, Step};
use crate::i18n::Words;
use crate::links;
use crate::web::form::{Choice, Errors};
use crate::web::parts::moment;
use crate::web::posted::Fields;

/// One step as a form.
pub struct StepForm {
    pub action: String,
    pub title: String,
    /// "" where the title says enough.
    pub hint: String,
    pub fields: Vec<Field>,
    pub button: String,
    /// The one primary button of the page.
    pub primary: bool,
    pub danger: bool,
    pub open: bool,
}

/// One control of it.
pub struct Field {
    /// line · area · pick · radio · many · date
    pub kind: &'static str,
    pub name: &'static str,
    pub label: String,
    pub hint: String,
    pub value: String,
    pub error: String,
    pub options: Vec<Choice>,
    pub blank: String,
    pub optional: bool,
}

/// What was typed into the form of a step that could not be taken, and what is wrong with it.
#[derive(Default)]
pub struct Typed {
    pub step: &'static str,
    pub fields: Fields,
    pub errors: Errors,
}

impl Typed {
    /// What was typed into a field of this step, or what the page itself would put there.
    pub fn value(&self, step: &str, name: &str, otherwise: &str) -> String {
        if self.step == step && self.fields.has(name) {
            self.fields.get(name).to_owned()
        } else {
            otherwise.to_owned()
        }
    }

    pub fn is(&self, step: &str) -> bool {
        self.step == step
    }

    pub fn error(&self, step: &str, name: &str) -> String {
        if self.step == step { self.errors.at(name) } else { String::new() }
    }
}

/// Makes the forms of one report.
pub struct Maker<'a> {
    pub w: Words,
    pub opened: &'a Opened,
    pub typed: &'a Typed,
    /// For how many days after the answer a report may be reopened.
    pub reopen_days: i64,
}

impl Maker<'_> {
    /// May this person take this step with this report as it stands?
    pub fn may(&self, act: Act, step: Step) -> bool {
        self.opened.may(act) && self.opened.ticket.status.after(step).is_some()
    }

    pub fn form(&self, step: &'static str, fields: Vec<Field>) -> StepForm {
        let key = |tail: &str| format!("step.{}.{tail}", step.replace('-', "_"));
        StepForm {
            action: links::desk_step(&self.opened.ticket.code, step),
            title: self.w.say(&key("title")),
            hint: self.w.say_or_nothing(&key("hint")),
            fields,
            button: self.w.say(&key("button")),
            primary: false,
            danger: false,
            open: self.typed.is(step),
        }
    }

    pub fn field(&self, step: &'static str, kind: &'static str, name: &'static str, value: &str) -> Field {
        let key = |tail: &str| format!("step.{}.{name}{tail}", step.replace('-', "_"));
        Field {
            kind,
            name,
            label: self.w.say(&key("")),
            hint: self.w.say_or_nothing(&key("_hint")),
            value: self.typed.value(step, name, value),
            error: self.typed.error(step, name),
            options: Vec::new(),
            blank: String::new(),
            optional: false,
        }
    }

    /// A choice of one; `options` are value and label.
    pub fn pick(
        &self,
        step: &'static str,
        name: &'static str,
        chosen: &str,
        options: impl Iterator<Item = (String, String)>,
    ) -> Field {
        let mut field = self.field(step, "pick", name, chosen);
        field.options = options.map(|(value, label)| Choice::new(&value, label, &field.value)).collect();
        field
    }

    /// Every step that needs no form of its own kind, in the order of use.
    pub fn all(&self) -> Vec<StepForm> {
        let groups = [self.of_agency(), self.of_triage(), self.of_both()];
        groups.into_iter().flatten().collect()
    }

    fn of_agency(&self) -> Vec<StepForm> {
        let mut forms = Vec::new();
        let ticket = &self.opened.ticket;
        if self.may(Act::Take, Step::Take) {
            let mut form = self.form("nhan-viec", Vec::new());
            (form.primary, form.open) = (true, true);
            forms.push(form);
        }
        forms.extend(self.hands());
        let working = matches!(ticket.status, Status::InProgress | Status::AwaitingApproval);
        if self.opened.may(Act::WriteProgress) && working {
            forms.push(self.form("tien-do", vec![self.field("tien-do", "area", "progress", "")]));
        }
        if self.may(Act::SendBack, Step::SendBack) {
            let mut form = self.form("chuyen-tra", vec![self.field("chuyen-tra", "area", "why", "")]);
            form.danger = true;
            forms.push(form);
        }
        forms.extend(self.extension());
        forms
    }

    fn of_triage(&self) -> Vec<StepForm> {
        let mut forms = Vec::new();
        let status = self.opened.ticket.status;
        if self.may(Act::Forward, Step::Forward) {
            let mut form = self.forwarding();
            let first = matches!(status, Status::Accepted | Status::Returned);
            (form.primary, form.open) = (first, first || form.open);
            forms.push(form);
        }
        if self.may(Act::AskInfo, Step::AskInfo) {
            forms.push(self.form("hoi-them", vec![self.field("hoi-them", "area", "question", "")]));
        }
        if self.may(Act::MarkDuplicate, Step::MarkDuplicate) {
            let mut form = self.form("trung-lap", vec![self.field("trung-lap", "line", "master", "")]);
            let similar = self.opened.similar.iter();
            form.fields[0].options = similar
                .map(|row| Choice::new(&row.code, format!("{} · {}", row.code, row.title), ""))
                .collect();
            forms.push(form);
        }
        if self.may(Act::Refuse, Step::Refuse) {
            forms.push(self.refusing());
        }
        forms
    }

    fn of_both(&self) -> Vec<StepForm> {
        let mut forms = Vec::new();
        let ticket = &self.opened.ticket;
        if ticket.status == Status::NeedsInfo && self.opened.may(Act::AskInfo) {
            let mut form = self.form("da-bo-sung", vec![self.field("da-bo-sung", "area", "given", "")]);
            (form.primary, form.open) = (true, true);
            forms.push(form);
        }
        if self.may(Act::Reopen, Step::Reopen) {
            let mut form = self.form("mo-lai", vec![self.field("mo-lai", "area", "reopen_why", "")]);
            if let Some(answered) = ticket.answered_at {
                let last = moment::day(last_moment(answered, self.reopen_days));
                form.hint = self.w.fill("step.mo_lai.until", [("day", last)]);
            }
            forms.push(form);
        }
        if self.may(Act::Close, Step::Close) {
            forms.push(self.form("dong", Vec::new()));
        }
        if ticket.accepted_at.is_some() && !ticket.status.is_settled() && self.opened.may(Act::SetLevel) {
            forms.push(self.levels());
        }
        if !ticket.status.is_settled() && self.opened.may(Act::SetKind) {
            forms.push(self.kinds());
        }
        if ticket.accepted_at.is_some()
            && ticket.status != Status::New
            && self.opened.may(Act::EditPublicText)
        {
            forms.push(self.public_copy());
        }
        if ticket.accepted_at.is_some() && self.opened.may(Act::Hide) {
            forms.push(self.prominence());
        }
        forms
    }
}
