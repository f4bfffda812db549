//! A field of a step's form, described once: how it is asked, how long it may be, and what of it stands in the report.
use super::super::opened::Opened;
use super::super::steps;
use crate::web::posted::{Fields, Text};

/// How a field is asked for; the word is what `desk/act.html` knows it by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Line,
    Area,
    Pick,
    Radio,
    /// Which of the sender's photos are shown.
    Photos,
    /// One box.
    Tick,
    Date,
}

impl Kind {
    /// As `desk/act.html` asks for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Area => "area",
            Self::Pick => "pick",
            Self::Radio => "radio",
            Self::Photos => "many",
            Self::Tick => "tick",
            Self::Date => "date",
        }
    }
}

/// A reason, a remark, a question: what one person tells another in a paragraph or three.
const REASON_LIMIT: usize = 4_000;

/// What stands in the report where a field writes. Where what else was sent says that it writes nothing, what was sent.
pub type Standing = fn(&Opened, &Fields) -> String;

/// One thing that a step asks for.
pub struct Field {
    /// Its name and id, once on the page.
    pub name: &'static str,
    /// What the verb calls it.
    pub of: &'static str,
    pub kind: Kind,
    /// Characters that may be typed; 0 for a choice.
    pub most: usize,
    pub optional: bool,
    /// What stands in the report where this field writes.
    pub standing: Option<Standing>,
    /// The form begins with what stands there.
    pub prefilled: bool,
}

impl Field {
    const fn new(name: &'static str, kind: Kind, most: usize) -> Self {
        Self { name, of: name, kind, most, optional: false, standing: None, prefilled: false }
    }

    /// A paragraph or three.
    pub const fn area(name: &'static str) -> Self {
        Self::new(name, Kind::Area, REASON_LIMIT)
    }

    /// A few words in one line.
    pub const fn line(name: &'static str) -> Self {
        Self::new(name, Kind::Line, REASON_LIMIT)
    }

    /// One of several in a list that opens.
    pub const fn pick(name: &'static str) -> Self {
        Self::new(name, Kind::Pick, 0)
    }

    /// One of a few, all in view.
    pub const fn radio(name: &'static str) -> Self {
        Self::new(name, Kind::Radio, 0)
    }

    /// Which of the sender's photos are shown.
    pub const fn photos(name: &'static str) -> Self {
        Self::new(name, Kind::Photos, 0)
    }

    /// One box; what stands there is "yes" or "".
    pub const fn tick(name: &'static str) -> Self {
        Self::new(name, Kind::Tick, 0)
    }

    /// A day.
    pub const fn date(name: &'static str) -> Self {
        Self::new(name, Kind::Date, 0)
    }

    /// With the verb's own name, where the page has several of it.
    pub const fn of(self, of: &'static str) -> Self {
        Self { of, ..self }
    }

    /// With room for so many characters.
    pub const fn at_most(self, most: usize) -> Self {
        Self { most, ..self }
    }

    /// May be left empty.
    pub const fn optional(self) -> Self {
        Self { optional: true, ..self }
    }

    /// With what stands in the report; the form begins empty.
    pub const fn over(self, standing: Standing) -> Self {
        Self { standing: Some(standing), ..self }
    }

    /// With what stands in the report, and the form begins with it.
    pub const fn changing(self, standing: Standing) -> Self {
        Self { standing: Some(standing), prefilled: true, ..self }
    }

    /// Is it typed, and not chosen?
    pub const fn is_text(&self) -> bool {
        self.most > 0
    }

    /// What stands in the report where it writes; `None` where it writes over nothing.
    pub fn standing(&self, opened: &Opened, fields: &Fields) -> Option<String> {
        self.standing.map(|standing| standing(opened, fields))
    }
}

/// Every text of every step, for the one form type that reads them all.
pub const TEXTS: &[Text] = &all_texts();

const fn count_texts() -> usize {
    let (mut count, mut step) = (0, 0);
    while step < steps::ALL.len() {
        let mut field = 0;
        while field < steps::ALL[step].fields.len() {
            count += steps::ALL[step].fields[field].is_text() as usize;
            field += 1;
        }
        step += 1;
    }
    count
}

const fn all_texts() -> [Text; count_texts()] {
    let mut texts = [Text::new("", 0, ""); count_texts()];
    let (mut count, mut step) = (0, 0);
    while step < steps::ALL.len() {
        let mut field = 0;
        while field < steps::ALL[step].fields.len() {
            let one = &steps::ALL[step].fields[field];
            if one.is_text() {
                texts[count] = Text::new(one.name, one.most, "too_long");
                count += 1;
            }
            field += 1;
        }
        step += 1;
    }
    texts
}
