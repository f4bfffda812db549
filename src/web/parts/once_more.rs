//! A form that was not taken, with what it held: to be read, and sent once more as it was.
use crate::web::posted::Fields;

/// What a form carries for itself.
pub const OWN: [&str; 2] = ["csrf", "reopened"];

/// Ready for the macros of `parts/once_more.html`.
#[derive(Default)]
pub struct OnceMore {
    /// Where it is sent; "" for one that cannot be sent as it was, because it held a secret or would be refused again.
    pub action: String,
    pub fields: Vec<(String, String)>,
    /// What of it a person wrote.
    pub written: Vec<String>,
}

impl OnceMore {
    /// Of a form that was sent to `action`.
    pub fn of(action: &str, fields: &Fields) -> Self {
        let open = fields.without(&OWN);
        let written = open.pairs().iter().map(|(_, value)| value.trim()).filter(|value| value.contains(' '));
        Self {
            action: if fields.has_secret() { String::new() } else { action.to_owned() },
            written: written.map(str::to_owned).collect(),
            fields: open.pairs().to_vec(),
        }
    }
}
