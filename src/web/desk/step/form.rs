//! A step as a small form that opens in place.
use super::super::opened::Opened;
use super::super::steps;
use super::{Stands, Step};
use crate::i18n::Words;
use crate::links;
use crate::web::form::{Choice, Errors};
use crate::web::posted::Fields;

/// One step as a form, ready for `desk/act.html`.
pub struct StepForm {
    pub action: String,
    /// The single key that leads here; "" for none.
    pub letter: &'static str,
    pub title: String,
    /// "" where the title says enough.
    pub hint: String,
    pub fields: Vec<FieldShown>,
    pub button: String,
    /// The one primary button of the page.
    pub primary: bool,
    pub danger: bool,
    pub open: bool,
    /// Whoever went back to it goes on there.
    pub focus: bool,
}

/// One control of it.
pub struct FieldShown {
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
    /// Where somebody is invited to what was chosen, where nobody there can act; "" elsewhere.
    pub invite: String,
}

/// A line of the key sheet.
pub struct KeyShown {
    pub letter: &'static str,
    pub what: String,
}

/// What was typed into the form of a step that could not be taken, and what is wrong with it.
#[derive(Default)]
pub struct TypedStep {
    /// The step's name; "" where nothing was typed.
    pub step: &'static str,
    pub fields: Fields,
    pub errors: Errors,
    /// They went back to it from the page that asks once more.
    pub back: bool,
}

impl TypedStep {
    /// What was typed into a field of this step, or what the page itself would put there.
    pub fn value(&self, step: &Step, name: &str, otherwise: &str) -> String {
        if self.is(step) && self.fields.has(name) {
            self.fields.get(name).to_owned()
        } else {
            otherwise.to_owned()
        }
    }

    /// Was it typed into the form of this step?
    pub fn is(&self, step: &Step) -> bool {
        self.step == step.name
    }

    fn error(&self, step: &Step, name: &str) -> String {
        if self.is(step) { self.errors.at(name) } else { String::new() }
    }
}

/// Makes the forms of one report.
pub struct Maker<'a> {
    pub w: Words,
    pub opened: &'a Opened,
    pub typed: &'a TypedStep,
    /// For how many days after the answer a report may be reopened.
    pub reopen_days: i64,
}

impl Maker<'_> {
    /// The steps that stand in the list, in the order of [`steps::ALL`].
    pub fn listed(&self) -> Vec<StepForm> {
        let listed = steps::ALL.iter().filter(|step| step.stands != Stands::Apart);
        listed.filter_map(|step| self.form(step)).collect()
    }

    /// The single keys that lead to a form of this page, each with what the form is for.
    pub fn letters(&self) -> Vec<KeyShown> {
        let open = steps::ALL.iter().filter(|step| !step.letter.is_empty() && step.is_open(self.opened));
        let shown = open.map(|step| {
            let title = self.w.say_or_nothing(&step.key("title"));
            let what = if title.is_empty() { self.w.say(&step.key("button")) } else { title };
            KeyShown { letter: step.letter, what }
        });
        shown.collect()
    }

    /// The form of a step, if this person may take it now.
    pub fn form(&self, step: &'static Step) -> Option<StepForm> {
        if !step.is_open(self.opened) {
            return None;
        }
        let mut form = StepForm {
            action: links::desk_step(&self.opened.ticket.code, step.path),
            letter: step.letter,
            title: self.w.say(&step.key("title")),
            hint: self.w.say_or_nothing(&step.key("hint")),
            fields: step.fields.iter().map(|field| self.field(step, field)).collect(),
            button: if step.asks_once_more() {
                self.w.say("desk.ask.look")
            } else {
                self.w.say(&step.key("button"))
            },
            primary: false,
            danger: step.stands == Stands::Careful,
            open: self.typed.is(step),
            focus: self.typed.is(step) && self.typed.back,
        };
        (step.dress)(self, &mut form);
        Some(form)
    }

    fn field(&self, step: &Step, field: &super::Field) -> FieldShown {
        let begins = if field.prefilled { field.standing(self.opened, &Fields::default()) } else { None };
        FieldShown {
            kind: field.kind.word(),
            name: field.name,
            label: self.w.say(&step.key(field.name)),
            hint: self.w.say_or_nothing(&step.key(&format!("{}_hint", field.name))),
            value: self.typed.value(step, field.name, &begins.unwrap_or_default()),
            error: self.typed.error(step, field.name),
            options: Vec::new(),
            blank: String::new(),
            optional: field.optional,
            invite: String::new(),
        }
    }
}

impl StepForm {
    /// A field that the step describes.
    ///
    /// # Panics
    /// Where it does not: a step is dressed by its own file.
    pub fn field(&mut self, name: &str) -> &mut FieldShown {
        match self.fields.iter_mut().find(|field| field.name == name) {
            Some(field) => field,
            None => unreachable!("{} has no field {name}", self.action),
        }
    }

    /// The first thing to be done with this report.
    pub fn first(&mut self) {
        (self.primary, self.open) = (true, true);
    }
}

impl FieldShown {
    /// Do its choices say more than their names?
    pub fn tells(&self) -> bool {
        self.options.iter().any(|one| !one.hint.is_empty())
    }

    /// Offers these, value and label; the one that is its value is chosen.
    pub fn offer(&mut self, options: impl IntoIterator<Item = (String, String)>) {
        self.options =
            options.into_iter().map(|(value, label)| Choice::new(&value, label, &self.value)).collect();
    }
}
