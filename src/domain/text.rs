//! What people type: made clean before it is kept, made plain before it is compared.
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Makes a text plain for comparing: lower case, no tones, no diacritics, đ as d, punctuation as one space.
///
/// "Hoà", "Hòa" and "HOA" become "hoa", however the letters were composed; "Đèn đường" becomes "den duong". Invisible
/// characters vanish without parting a word. Folding twice changes nothing.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        // Most letters are plain ones, and need no tables. In which order marks would stand is all one: they go.
        if letter.is_ascii() {
            fold_plain(letter.to_ascii_lowercase(), &mut folded);
        } else {
            decompose_compatible(letter, |part| fold_part(part, &mut folded));
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// A part of a letter, which may be a mark of it.
fn fold_part(part: char, folded: &mut String) {
    for letter in part.to_lowercase() {
        if !is_combining_mark(letter) && !is_invisible(letter) {
            fold_plain(letter, folded);
        }
    }
}

fn fold_plain(letter: char, folded: &mut String) {
    match letter {
        // Eth looks like Đ when it is a capital, and some keyboards give it.
        'đ' | 'ð' => folded.push('d'),
        _ if letter.is_alphanumeric() => folded.push(letter),
        _ if folded.is_empty() || folded.ends_with(' ') => {}
        _ => folded.push(' '),
    }
}

/// The words of a text, folded.
pub fn words(text: &str) -> Vec<String> {
    fold(text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The words of a text with their tones, in a form that does not depend on where the tone stands: "Hoà" and "Hòa" give
/// the same, "Giang" and "Giàng" do not. For telling apart what [`fold`] makes alike; not for showing.
pub fn toned_words(text: &str) -> Vec<String> {
    let plain: String = text.nfkd().flat_map(char::to_lowercase).filter(|c| !is_invisible(*c)).collect();
    let words =
        plain.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c)).filter(|word| !word.is_empty());
    words
        .map(|word| {
            let (mut marks, letters): (Vec<char>, Vec<char>) =
                word.chars().partition(|c| is_combining_mark(*c));
            marks.sort_unstable();
            letters.into_iter().chain(marks).collect()
        })
        .collect()
}

/// A word twice: as it is compared, and as it is spoken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Folded.
    pub plain: String,
    /// Its tones first, then its letters with the other marks they have; nothing where folding took nothing away. So a
    /// beginning of the word ("bẩ") is a beginning of this too, wherever the tone stands ("hoà", "hòa").
    pub toned: Option<String>,
}

/// The words of a text, each in both ways.
pub fn both_words(text: &str) -> Vec<Word> {
    let plain: String = text.nfkd().flat_map(char::to_lowercase).filter(|c| !is_invisible(*c)).collect();
    let words = plain.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c)).map(|word| {
        let (mut tones, letters): (Vec<char>, Vec<char>) = word.chars().partition(|c| is_tone(*c));
        tones.sort_unstable();
        let toned: String = tones.into_iter().chain(letters).collect();
        let plain = fold(word);
        Word { toned: (toned != plain).then_some(toned), plain }
    });
    words.filter(|word| !word.plain.is_empty()).collect()
}

/// The five marks of the Vietnamese tones: huyền, sắc, ngã, hỏi, nặng.
fn is_tone(c: char) -> bool {
    matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}')
}

/// Words of a question that count: nobody types more, and each is compared with every word of many texts.
const WORDS_SOUGHT: usize = 8;

/// What somebody looks for, to be compared with many texts.
pub struct Sought(Vec<Word>);

/// How a text answers to what is sought; the better is the lesser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// With every tone and mark that was typed.
    Spoken,
    /// With other ones.
    Folded,
}

impl Sought {
    /// The words of a question; those behind the eighth do not count.
    pub fn read(typed: &str) -> Self {
        let mut words = both_words(typed);
        words.truncate(WORDS_SOUGHT);
        Self(words)
    }

    /// Were tones or other marks typed, so that one text can fit better than another?
    pub fn is_toned(&self) -> bool {
        self.0.iter().any(|word| word.toned.is_some())
    }

    /// How the text fits: every word sought must begin some word of it, in any order. Without words all fits.
    pub fn fit(&self, text: &str) -> Option<Fit> {
        let folded = fold(text);
        let held = |word: &Word| folded.split(' ').any(|own| own.starts_with(&word.plain));
        if !self.0.iter().all(held) {
            return None;
        }
        let spoken = if self.is_toned() { both_words(text) } else { Vec::new() };
        let agrees = |toned: &String| {
            spoken.iter().filter_map(|own| own.toned.as_ref()).any(|own| own.starts_with(toned.as_str()))
        };
        let all = self.0.iter().filter_map(|word| word.toned.as_ref()).all(agrees);
        Some(if all { Fit::Spoken } else { Fit::Folded })
    }
}

/// What is looked for, made ready once for many texts: each of its words, folded. However much was typed, asking a text
/// costs no more than that text's own length allows, since the first word that it lacks ends the matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needle(Vec<String>);

impl Needle {
    /// The words of a question, each once.
    pub fn of(typed: &str) -> Self {
        let mut words = words(typed);
        words.sort_unstable();
        words.dedup();
        Self(words)
    }

    /// Whether every word begins some word of a text that [`fold`] returned, in any order. Without words it is in
    /// everything.
    pub fn is_in(&self, folded: &str) -> bool {
        self.0.iter().all(|part| folded.split(' ').any(|word| word.starts_with(part)))
    }
}

/// Cleans a text before it is kept: letters composed (NFC), lines ended by LF, nothing invisible, not two empty lines
/// in a row, no space at the ends of lines or of the whole. Control characters go, a tab becomes a space.
///
/// Invisible characters go because they hide text from readers and words from the search, and because marks that turn
/// the direction of writing can make a text read as something else. Tidying twice changes nothing.
pub fn tidy(text: &str) -> String {
    let visible: String = text
        .replace("\r\n", "\n")
        .chars()
        .filter_map(|c| match c {
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            '\t' => Some(' '),
            _ if c.is_control() || is_invisible(c) => None,
            _ => Some(c),
        })
        .nfc()
        .collect();
    let mut tidied = String::with_capacity(visible.len());
    let mut empty_lines = 0;
    for line in visible.trim().lines().map(str::trim_end) {
        empty_lines = if line.is_empty() { empty_lines + 1 } else { 0 };
        if empty_lines > 1 {
            continue;
        }
        if !tidied.is_empty() {
            tidied.push('\n');
        }
        tidied.push_str(line);
    }
    tidied
}

/// What came over the line, without the control letters that nobody can read and one of which PostgreSQL refuses (NUL).
/// Tabs and the ends of lines stay. Every text that is asked for or sent in comes through here first.
pub fn legible(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t')).collect()
}

/// Characters that take no room on the page: zero-width, soft hyphen, direction marks, tags.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// How many letters a text has, as a reader counts: no digits, punctuation or spaces, and "ệ" is one however composed.
///
/// For asking whether somebody wrote something or only struck keys ("......", "1111").
pub fn count_letters(text: &str) -> usize {
    text.nfc().filter(|c| c.is_alphabetic() && !is_combining_mark(*c)).count()
}

/// The beginning of a text on one line, at most `max_chars` characters, cut between words and ended by "…".
///
/// A first word that is longer is cut inside. Expects a [`tidy`] text: one character per letter.
pub fn excerpt(text: &str, max_chars: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = line.char_indices().nth(max_chars) else {
        return line;
    };
    let Some((room, _)) = line.char_indices().nth(max_chars.saturating_sub(1)).filter(|_| max_chars > 0)
    else {
        return String::new();
    };
    // The space may stand right after what fits: then the last word is whole.
    let cut = line[..end].rfind(' ').filter(|space| *space > 0).unwrap_or(room).min(room);
    let kept = line[..cut]
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-' | '–' | '.'));
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_fold_alike() {
        for (same, folded) in [
            (&["Hoà", "Hòa", "hoa", "HÒA", "Hoa\u{300}", "Ho\u{200b}a"][..], "hoa"),
            (&["Thuỷ", "Thủy", "thuy"], "thuy"),
            (&["Đèn đường", "den duong", "ĐÈN  ĐƯỜNG!", "Ðèn\u{a0}đường"], "den duong"),
            (
                &["Nguyễn Lương Bằng", "Nguye\u{302}\u{303}n Lu\u{31b}o\u{31b}ng Ba\u{306}\u{300}ng"],
                "nguyen luong bang",
            ),
            (&["ＡＢＣ", "℡"][..1], "abc"),
        ] {
            for one in same {
                assert_eq!(fold(one), folded, "{one}");
            }
        }
    }

    #[test]
    fn punctuation_parts_words_once() {
        assert_eq!(fold("  Số 12/34, ngõ 5 – (Lê Chân)… "), "so 12 34 ngo 5 le chan");
        assert_eq!(fold("?!"), "");
        assert_eq!(words("Q. Hồng-Bàng"), ["q", "hong", "bang"]);
        assert!(words(" . ").is_empty());
    }

    #[test]
    fn folding_and_tidying_twice_change_nothing() {
        for text in
            ["Đặc khu Cát Hải", "℡ №5 ½ İstanbul", " a \n\n\n\n b\t\r\n", "e\u{200d}\u{301}", "\u{feff}\n x"]
        {
            assert_eq!(fold(&fold(text)), fold(text), "{text:?}");
            assert_eq!(tidy(&tidy(text)), tidy(text), "{text:?}");
        }
    }

    #[test]
    fn toned_words_know_tones_and_not_their_places() {
        assert_eq!(toned_words("HOÀ, thuỷ"), toned_words("hòa Thu\u{309}y"));
        assert_ne!(toned_words("Cẩm Giang"), toned_words("Cẩm Giàng"));
        assert_ne!(toned_words("đa"), toned_words("da"));
        assert_eq!(toned_words(" a-b "), ["a", "b"]);
    }

    #[test]
    fn the_better_fit_agrees_in_what_was_typed() {
        for (typed, text, fit) in [
            ("bẩn", "Nước bẩn", Some(Fit::Spoken)),
            ("bẩ", "Nước BẨN", Some(Fit::Spoken)),
            ("bẩn", "Bán hàng", Some(Fit::Folded)),
            ("ban", "Bán hàng", Some(Fit::Spoken)),
            ("bẩn", "Rác thải", None),
            ("hoà", "Xã Hòa Bình", Some(Fit::Spoken)),
            ("hoa\u{300}", "Xã Hoà Bình", Some(Fit::Spoken)),
            ("đường ban", "Bán dưới lòng đường", Some(Fit::Spoken)),
            ("đa", "Quán da giày", Some(Fit::Folded)),
            ("thư", "Thứ bảy", Some(Fit::Folded)),
            ("", "Bán hàng", Some(Fit::Spoken)),
        ] {
            assert_eq!(Sought::read(typed).fit(text), fit, "{typed} {text}");
        }
        let plain: Vec<String> =
            both_words("Hoà-Bình, ℡ \u{301} đá").into_iter().map(|word| word.plain).collect();
        assert_eq!(plain, words("Hoà-Bình, ℡ \u{301} đá"));
    }

    #[test]
    fn every_word_must_begin_a_word() {
        let haystack = fold("Rác thải trên đường Lạch Tray");
        let holds = |typed: &str| Needle::of(typed).is_in(&haystack);
        assert!(holds("lach tray rac"));
        assert!(holds("Rác thả"));
        assert!(holds(" "));
        assert!(!holds("rác ray"));
        assert!(!holds("rác thải rắn"));
    }

    #[test]
    fn a_word_is_looked_for_once_however_often_it_was_typed() {
        assert_eq!(Needle::of(&"rác thải ".repeat(10_000)), Needle::of("thai RAC"));
    }

    #[test]
    fn a_tidy_text_shows_all_that_it_has() {
        assert_eq!(tidy(" Dòng một \r\n\r\n\r\n\n  dòng hai\r"), "Dòng một\n\n  dòng hai");
        assert_eq!(tidy("a\u{0}b\u{1b}[31m\u{202e}c\u{200b}d\te"), "ab[31mcd e");
        assert_eq!(tidy("ma\u{301}y"), "m\u{e1}y");
        assert_eq!(tidy("a\u{200b}\u{301}"), "\u{e1}");
        assert_eq!(tidy("một\u{2028}hai"), "một\nhai");
        assert_eq!(tidy(" \u{feff}\n\t"), "");
        assert_eq!(tidy("a\n\nb\nc"), "a\n\nb\nc");
    }

    #[test]
    fn what_comes_in_has_no_control_letters_but_the_ends_of_lines() {
        assert_eq!(legible("a\u{0}b\u{1b}\u{7f}\u{9f}c\td\r\ne"), "abc\td\r\ne");
        assert_eq!(legible("Hồng 🚧\u{202e}"), "Hồng 🚧\u{202e}");
    }

    #[test]
    fn letters_are_counted_as_a_reader_would() {
        assert_eq!(count_letters("Lê Chân, 12!"), 6);
        assert_eq!(count_letters("e\u{323}\u{302}"), 1);
        assert_eq!(count_letters("...111 \n"), 0);
    }

    #[test]
    fn an_excerpt_ends_after_a_word() {
        assert_eq!(excerpt("Đèn đường hỏng", 14), "Đèn đường hỏng");
        assert_eq!(excerpt("Đèn đường hỏng", 13), "Đèn đường…");
        assert_eq!(excerpt("Đèn đường hỏng", 10), "Đèn đường…");
        assert_eq!(excerpt("Đèn đường hỏng", 9), "Đèn…");
        assert_eq!(excerpt("Đèn,\n\nđường hỏng", 8), "Đèn…");
        assert_eq!(excerpt("Đènđườnghỏng", 5), "Đènđ…");
        assert_eq!(excerpt("Đèn", 0), "");
        assert_eq!(excerpt("", 5), "");
        let long = "Ổ gà ở ngã tư ".repeat(40);
        for max in 1..200 {
            assert!(excerpt(&long, max).chars().count() <= max, "{max}");
        }
    }
}
