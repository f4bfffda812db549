//! Where settings are read: one file, and the environment, which wins.
use super::problem::ConfigProblem;
use super::settings::Setting;
use std::collections::BTreeMap;
use std::path::Path;
use toml::Value;

const PREFIX: &str = "LANGNGHE_";
/// Read elsewhere: the settings file's own path, and what the test suite is told.
const NOT_SETTINGS: [&str; 2] = ["LANGNGHE_CONFIG", "LANGNGHE_TEST_"];

/// The values that were found, as text, each with the place where it was read.
#[derive(Debug, Default, Clone)]
pub struct GivenSettings(BTreeMap<&'static str, (String, String)>);

impl GivenSettings {
    /// Adds what a settings file says.
    ///
    /// # Errors
    /// When the text is not TOML, holds an unknown key, or a value that is neither text, number, nor list of texts.
    pub fn add_file(&mut self, path: &Path, text: &str) -> Result<(), ConfigProblem> {
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| ConfigProblem::NotToml {
            path: path.to_owned(),
            why: error.message().to_owned() + &line_of(text, error.span()),
        })?;
        for (key, value) in table {
            let place = format!("{key} in {}", path.display());
            let Some(setting) = Setting::named(&key) else {
                return Err(ConfigProblem::Unknown { place, name: key });
            };
            let Some(value) = as_text(&value) else {
                return Err(ConfigProblem::malformed(setting, &place, &format!("a {}", value.type_str())));
            };
            self.0.insert(setting.name, (value, place));
        }
        Ok(())
    }

    /// Adds what the environment says; other programs' variables are passed over, an empty value counts as unset.
    ///
    /// # Errors
    /// When a variable begins with `LANGNGHE_` and is no setting.
    pub fn add_environment(
        &mut self,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> Result<(), ConfigProblem> {
        for (variable, value) in variables {
            let Some(name) = variable.strip_prefix(PREFIX) else {
                continue;
            };
            if NOT_SETTINGS.iter().any(|other| variable.starts_with(other)) || value.is_empty() {
                continue;
            }
            let Some(setting) = Setting::named(&name.to_lowercase()) else {
                return Err(ConfigProblem::Unknown { name: name.to_owned(), place: variable });
            };
            self.0.insert(setting.name, (value, variable));
        }
        Ok(())
    }

    /// The text of a setting, where somebody set it.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|(value, _)| value.as_str())
    }

    /// The setting as `read` understands it, or `default` when nobody set it.
    pub fn read<T>(
        &self,
        name: &'static str,
        default: T,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, ConfigProblem> {
        match self.0.get(name) {
            None => Ok(default),
            Some((value, place)) => read(value.trim()).ok_or_else(|| match Setting::named(name) {
                Some(setting) => ConfigProblem::malformed(setting, place, value),
                None => ConfigProblem::Unknown { place: place.clone(), name: name.to_owned() },
            }),
        }
    }

    /// A whole number between two bounds, both included.
    pub fn number(&self, name: &'static str, default: u32, from: u32, to: u32) -> Result<u32, ConfigProblem> {
        self.read(name, default, |text| text.parse().ok().filter(|n| (from..=to).contains(n)))
    }
}

fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Array(items) => {
            let texts: Option<Vec<&str>> = items.iter().map(Value::as_str).collect();
            texts.map(|texts| texts.join(", "))
        }
        _ => None,
    }
}

fn line_of(text: &str, span: Option<std::ops::Range<usize>>) -> String {
    let before = span.and_then(|span| text.get(..span.start));
    before.map(|before| format!(" (line {})", before.matches('\n').count() + 1)).unwrap_or_default()
}
