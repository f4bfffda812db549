//! What the pages say of the city itself.

/// The city's name, its portal, its hotline, its emergency numbers.
#[derive(Debug, Clone, Default)]
pub struct CityFacts {
    pub name: String,
    pub portal_name: [String; 2],
    pub owner: [String; 2],
    pub hotline: String,
    pub emergency: Vec<EmergencyLine>,
}

/// A number to call when it burns.
#[derive(Debug, Clone)]
pub struct EmergencyLine {
    pub number: String,
    pub label: [String; 2],
}

impl CityFacts {
    pub fn portal_name(&self, lang: &str) -> &str {
        &self.portal_name[usize::from(lang == "en")]
    }

    pub fn owner(&self, lang: &str) -> &str {
        &self.owner[usize::from(lang == "en")]
    }
}

impl EmergencyLine {
    pub fn label(&self, lang: &str) -> &str {
        &self.label[usize::from(lang == "en")]
    }
}
