//! What became of a text: which words stayed, which went, which came.

/// Words beyond this are not compared one by one: the whole text went, the whole text came.
const MOST: usize = 1_500;

/// How some words stand in the new text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It stands in both.
    Stayed,
    Went,
    Came,
}

/// Words that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub fate: Fate,
    pub text: String,
}

/// Both texts as one, in the order in which they are read: what went stands before what came in its place.
pub fn difference(before: &str, after: &str) -> Vec<Piece> {
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let (old, new) = (words(before), words(after));
    let mut pieces = Pieces::default();
    if old.len() > MOST || new.len() > MOST {
        old.iter().for_each(|word| pieces.add(Fate::Went, word));
        new.iter().for_each(|word| pieces.add(Fate::Came, word));
        return pieces.0;
    }
    let longest = common(&old, &new);
    let (mut at, mut to) = (0, 0);
    while at < old.len() || to < new.len() {
        let rest = |at: usize, to: usize| longest[at * (new.len() + 1) + to];
        if at < old.len() && to < new.len() && old[at] == new[to] {
            pieces.add(Fate::Stayed, &old[at]);
            (at, to) = (at + 1, to + 1);
        } else if at < old.len() && (to == new.len() || rest(at + 1, to) >= rest(at, to + 1)) {
            pieces.add(Fate::Went, &old[at]);
            at += 1;
        } else {
            pieces.add(Fate::Came, &new[to]);
            to += 1;
        }
    }
    pieces.0
}

/// For each place in both, how many words the rests have in common, in order.
fn common(old: &[String], new: &[String]) -> Vec<u16> {
    let wide = new.len() + 1;
    let mut longest = vec![0_u16; (old.len() + 1) * wide];
    for at in (0..old.len()).rev() {
        for to in (0..new.len()).rev() {
            longest[at * wide + to] = if old[at] == new[to] {
                longest[(at + 1) * wide + to + 1] + 1
            } else {
                longest[(at + 1) * wide + to].max(longest[at * wide + to + 1])
            };
        }
    }
    longest
}

#[derive(Default)]
struct Pieces(Vec<Piece>);

impl Pieces {
    fn add(&mut self, fate: Fate, word: &str) {
        match self.0.last_mut() {
            Some(last) if last.fate == fate => {
                last.text.push(' ');
                last.text.push_str(word);
            }
            _ => self.0.push(Piece { fate, text: word.to_owned() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(before: &str, after: &str) -> String {
        let all = difference(before, after).into_iter();
        let told = all.map(|piece| match piece.fate {
            Fate::Stayed => piece.text,
            Fate::Went => format!("[-{}-]", piece.text),
            Fate::Came => format!("[+{}+]", piece.text),
        });
        told.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_went_stands_before_what_came_and_the_rest_stays() {
        assert_eq!(
            told("hố sâu nhà ông Bảy", "hố rất sâu trước chợ"),
            "hố [+rất+] sâu [-nhà ông Bảy-] [+trước chợ+]"
        );
        assert_eq!(told("như cũ", "như\ncũ"), "như cũ");
        assert_eq!(told("", "mới"), "[+mới+]");
        assert_eq!(told("cũ", ""), "[-cũ-]");
        assert_eq!(told("", ""), "");
        let long = "dài ".repeat(MOST + 1);
        assert_eq!(difference(&long, "ngắn").len(), 2);
    }
}
