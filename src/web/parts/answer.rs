//! An official answer as it is shown.

/// Fields of `answer::card`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnswerShown {
    /// done · refused · old
    pub kind: &'static str,
    pub body: String,
    /// "Công ty TNHH … · Giám đốc"
    pub agency: String,
    pub published: String,
    pub iso: String,
    /// The address of the earlier versions; "" if there are none.
    pub history: String,
}

/// A PDF to be fetched: arguments of `answer::document`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentLink {
    pub href: String,
    /// "Văn bản 412/TNHP-KT (PDF, 214 kB)"
    pub text: String,
}

/// The size of a file as people say it: "214 kB", "1,4 MB".
pub fn size(bytes: i64, lang: &str) -> String {
    const MEGA: i64 = 1_000_000;
    if bytes < MEGA {
        return format!("{} kB", (bytes + 500).max(1_000) / 1_000);
    }
    let tenths = (bytes + MEGA / 20) / (MEGA / 10);
    let mark = if lang == "vi" { ',' } else { '.' };
    format!("{}{mark}{} MB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_rounded_to_what_people_say() {
        assert_eq!(size(12, "vi"), "1 kB");
        assert_eq!(size(213_900, "vi"), "214 kB");
        assert_eq!(size(1_360_000, "vi"), "1,4 MB");
        assert_eq!(size(1_960_000, "en"), "2.0 MB");
    }
}
