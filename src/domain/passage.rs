//! Where in a text the words stand that somebody looked for: the words are marked, and of a long text a passage is cut out.
use super::search::Question;
use super::text::{self, Word};
use unicode_normalization::char::is_combining_mark;

/// A piece of a text; marked where it is a word that was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub marked: bool,
}

/// A word of a text: from one byte to another, and behind how many characters it begins and ends.
struct Stand {
    from: usize,
    to: usize,
    begins: usize,
    ends: usize,
    hit: bool,
}

/// Words of one stretch that are counted.
const HITS: usize = 12;

/// The whole text on one line, its words marked; nothing where it holds none of them.
pub fn marked(text: &str, question: &Question) -> Vec<Piece> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let stands = stands(&line, question);
    if stands.iter().any(|stand| stand.hit) { pieces(&line, &stands, (0, line.len())) } else { Vec::new() }
}

/// About so many characters of a text where most of the words stand, between words; with it, how many of them stand there.
/// Nothing where the text holds none.
pub fn passage(text: &str, question: &Question, most: usize) -> Option<(Vec<Piece>, usize)> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let stands = stands(&line, question);
    let (first, last, hits) = densest(&line, &stands, most)?;
    let room = most.saturating_sub(stands[last].ends - stands[first].begins);
    // A third of the room before, so that a sentence can be understood; the rest after.
    let reach = stands[first].begins.saturating_sub(room / 3);
    let begin = stands.iter().position(|stand| stand.begins >= reach).unwrap_or(first).min(first);
    let reach = stands[begin].begins + most;
    let end = stands.iter().rposition(|stand| stand.ends <= reach).unwrap_or(last).max(last);
    let from = if begin == 0 { 0 } else { stands[begin].from };
    let to = if end + 1 == stands.len() { line.len() } else { stands[end].to };
    let mut cut = pieces(&line, &stands, (from, to));
    if from > 0 {
        cut.insert(0, plain("… "));
    }
    if to < line.len() {
        cut.push(plain(" …"));
    }
    Some((cut, hits))
}

/// The first stretch in which most of the words stand: its first and last hit, and how many different words.
fn densest(line: &str, stands: &[Stand], most: usize) -> Option<(usize, usize, usize)> {
    let mut best: Option<(usize, usize, usize)> = None;
    let hits = || stands.iter().enumerate().filter(|(_, stand)| stand.hit);
    for (at, first) in hits() {
        let inside = hits().filter(|(own, stand)| *own >= at && stand.ends - first.begins <= most);
        let inside: Vec<usize> = inside.map(|(own, _)| own).take(HITS).collect();
        let mut words: Vec<&str> =
            inside.iter().map(|own| &line[stands[*own].from..stands[*own].to]).collect();
        words.sort_unstable();
        words.dedup();
        let last = inside.last().copied().unwrap_or(at);
        if best.is_none_or(|(.., known)| words.len() > known) {
            best = Some((at, last, words.len()));
        }
    }
    best
}

/// How a text writes the word that is folded to this; nothing where it does not have it.
pub fn spelled(text: &str, folded: &str) -> Option<String> {
    bounds(text).into_iter().map(|stand| &text[stand.from..stand.to]).find_map(|word| {
        let letters: String = text::tidy(word).to_lowercase();
        (text::fold(word) == folded).then_some(letters)
    })
}

fn pieces(line: &str, stands: &[Stand], (from, to): (usize, usize)) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = from;
    for stand in stands.iter().filter(|stand| stand.hit && stand.from >= from && stand.to <= to) {
        if stand.from > at {
            pieces.push(plain(&line[at..stand.from]));
        }
        pieces.push(Piece { text: line[stand.from..stand.to].to_owned(), marked: true });
        at = stand.to;
    }
    if at < to {
        pieces.push(plain(&line[at..to]));
    }
    pieces
}

fn plain(text: &str) -> Piece {
    Piece { text: text.to_owned(), marked: false }
}

/// The words of a text, each with whether it was looked for: with the tones that were typed, where the text has one so;
/// else whatever its tones.
fn stands(line: &str, question: &Question) -> Vec<Stand> {
    let mut stands = bounds(line);
    let initials: Vec<char> = question.words().filter_map(|(word, _)| word.plain.chars().next()).collect();
    // Most words begin otherwise, and are not looked at any closer.
    let near = |stand: &Stand| initial(&line[stand.from..]).is_some_and(|letter| initials.contains(&letter));
    let own: Vec<(usize, Vec<Word>)> = stands
        .iter()
        .enumerate()
        .filter(|(_, stand)| near(stand))
        .map(|(at, stand)| (at, text::both_words(&line[stand.from..stand.to])))
        .collect();
    for (wanted, beginning) in question.words() {
        let is = |own: &str, wanted: &str| own == wanted || (beginning && own.starts_with(wanted));
        let alike = |word: &Word| is(&word.plain, &wanted.plain);
        let spoken = |word: &Word| match (&word.toned, &wanted.toned) {
            (Some(own), Some(wanted)) => is(own, wanted),
            (None, Some(_)) => false,
            (_, None) => alike(word),
        };
        let agrees = own.iter().any(|(_, words)| words.iter().any(spoken));
        for (at, words) in &own {
            stands[*at].hit |= words.iter().any(|word| if agrees { spoken(word) } else { alike(word) });
        }
    }
    stands
}

/// The first letter, folded.
fn initial(word: &str) -> Option<char> {
    let first = word.chars().next()?;
    if first.is_ascii() {
        Some(first.to_ascii_lowercase())
    } else {
        text::fold(&first.to_string()).chars().next()
    }
}

/// Where the words of a text stand: letters and digits with their marks.
fn bounds(text: &str) -> Vec<Stand> {
    let mut found: Vec<Stand> = Vec::new();
    let mut open = false;
    for (behind, (at, letter)) in text.char_indices().enumerate() {
        let goes_on = open && is_combining_mark(letter);
        if !letter.is_alphanumeric() && !goes_on {
            open = false;
            continue;
        }
        let (to, ends) = (at + letter.len_utf8(), behind + 1);
        match found.last_mut().filter(|_| open) {
            Some(word) => (word.to, word.ends) = (to, ends),
            None => found.push(Stand { from: at, to, begins: behind, ends, hit: false }),
        }
        open = true;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pieces: &[Piece]) -> String {
        pieces
            .iter()
            .map(|piece| if piece.marked { format!("[{}]", piece.text) } else { piece.text.clone() })
            .collect()
    }

    fn mark(text: &str, typed: &str) -> String {
        shown(&marked(text, &Question::read(typed).unwrap()))
    }

    #[test]
    fn words_are_marked_as_they_stand_whatever_was_typed() {
        assert_eq!(mark("Ngập nặng ở Đình Đông", "dinh ngap"), "[Ngập] nặng ở [Đình] Đông");
        assert_eq!(mark("Ngập, ngõ 12", "ng"), "[Ngập], [ngõ] 12");
        assert_eq!(mark("Ngập ngõ 12", "ng 12"), "Ngập ngõ [12]");
        assert_eq!(mark("Nga\u{323}\u{302}p", "ngap"), "[Nga\u{323}\u{302}p]");
        assert_eq!(mark("<b>Ngập</b>", "ngap b"), "<[b]>[Ngập]</[b]>");
        assert_eq!(mark("Ngập", "khác"), "");
    }

    #[test]
    fn the_typed_tone_is_marked_and_another_only_where_there_is_none_such() {
        assert_eq!(mark("Bán nước bẩn", "bẩn"), "Bán nước [bẩn]");
        assert_eq!(mark("Bán hàng", "bẩn"), "[Bán] hàng");
        assert_eq!(mark("Bán nước bẩn", "ban"), "[Bán] nước [bẩn]");
    }

    #[test]
    fn a_passage_is_where_most_of_the_words_stand() {
        let text = format!(
            "Ngập {} đã nạo vét cống ở Đình Đông, hết ngập từ hôm nay. {}",
            "xa ".repeat(60),
            "sau ".repeat(60)
        );
        let question = Question::read("ngập đình đông").unwrap();
        let (pieces, hits) = passage(&text, &question, 80).unwrap();
        let said = shown(&pieces);
        assert_eq!(hits, 3);
        assert!(said.starts_with("… ") && said.ends_with(" …"), "{said}");
        assert!(said.contains("[Đình] [Đông], hết [ngập]"), "{said}");
        let length = said.chars().filter(|c| !matches!(c, '[' | ']')).count();
        assert!(length <= 84, "{length}: {said}");
        assert_eq!(shown(&passage("Hết ngập.", &question, 80).unwrap().0), "Hết [ngập].");
        assert_eq!(passage("Không có gì.", &question, 80), None);
        for most in 0..60 {
            passage(&text, &question, most);
        }
    }

    #[test]
    fn a_word_is_spelled_as_the_text_has_it() {
        assert_eq!(spelled("Phố ĐÌNH Đông", "dinh").as_deref(), Some("đình"));
        assert_eq!(spelled("Phố", "dinh"), None);
    }
}
