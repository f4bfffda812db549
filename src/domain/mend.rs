//! What an approver may mend in somebody else's draft: the words, a few of them, and no number and no date. Whatever else is
//! wrong goes back to who wrote it.

/// What was changed: runs of words that gave way, each with what stands there now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Difference {
    runs: Vec<(Vec<String>, Vec<String>)>,
}

impl Difference {
    /// Between two texts, word by word.
    pub fn between(before: &str, after: &str) -> Self {
        let [old, new] = [before, after].map(|text| text.split_whitespace().collect::<Vec<_>>());
        let same = common(&old, &new);
        let (mut runs, mut run) = (Vec::new(), (Vec::new(), Vec::new()));
        let (mut i, mut j) = (0, 0);
        for (in_old, in_new) in same.into_iter().chain([(old.len(), new.len())]) {
            run.0.extend(old[i..in_old].iter().map(|word| (*word).to_owned()));
            run.1.extend(new[j..in_new].iter().map(|word| (*word).to_owned()));
            if run != (Vec::new(), Vec::new()) {
                runs.push(std::mem::take(&mut run));
            }
            (i, j) = (in_old + 1, in_new + 1);
        }
        Self { runs }
    }

    /// How many words were changed, taken out or put in.
    pub fn words(&self) -> usize {
        self.runs.iter().map(|(old, new)| old.len().max(new.len())).sum()
    }

    /// Is a number, a date or a code among them?
    pub fn touches_numbers(&self) -> bool {
        let told = |words: &[String]| -> Vec<String> {
            let plain = words.iter().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned());
            plain.filter(|word| word.chars().any(char::is_numeric)).collect()
        };
        self.runs.iter().any(|(old, new)| told(old) != told(new))
    }

    /// Nothing was changed but spaces.
    pub fn is_none(&self) -> bool {
        self.runs.is_empty()
    }
}

/// "“vữa chửa” → “vừa chữa”; “” → “xong”"
impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (at, (old, new)) in self.runs.iter().enumerate() {
            let between = if at == 0 { "" } else { "; " };
            write!(f, "{between}“{}” → “{}”", old.join(" "), new.join(" "))?;
        }
        Ok(())
    }
}

/// May an approver change this much?
///
/// # Errors
/// The word that says why not.
pub fn check(difference: &Difference, most: usize) -> Result<(), &'static str> {
    if difference.touches_numbers() {
        Err("mend_numbers")
    } else if difference.words() > most {
        Err("mend_too_much")
    } else {
        Ok(())
    }
}

/// Words between the first and the last change that are compared one by one; of more, all counts as changed.
const COMPARED: usize = 400;

/// Where the words that both have in common stand in each of them.
fn common(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (&old_rest[..old_rest.len() - tail], &new_rest[..new_rest.len() - tail]);
    let middle =
        if old_rest.len().max(new_rest.len()) > COMPARED { Vec::new() } else { longest(old_rest, new_rest) };
    let head_words = (0..head).map(|at| (at, at));
    let tail_words = (1..=tail).rev().map(|back| (old.len() - back, new.len() - back));
    head_words.chain(middle.into_iter().map(|(i, j)| (i + head, j + head))).chain(tail_words).collect()
}

/// Where the longest row of words that both have in common stands in each of them.
fn longest(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    let mut length = vec![0_u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            length[i * width + j] = if old[i] == new[j] {
                length[(i + 1) * width + j + 1] + 1
            } else {
                length[(i + 1) * width + j].max(length[i * width + j + 1])
            };
        }
    }
    let (mut same, mut i, mut j) = (Vec::new(), 0, 0);
    while i < old.len() && j < new.len() {
        if old[i] == new[j] {
            same.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if length[(i + 1) * width + j] >= length[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    same
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRAFT: &str = "Ngày 6/9/2026 đơn vị đả vá song ổ gà, diện tích 3 m2, ở 2 vị trí.";

    fn said(after: &str) -> Result<(), &'static str> {
        check(&Difference::between(DRAFT, after), 3)
    }

    #[test]
    fn spelling_is_mended_and_numbers_and_substance_are_not() {
        let mended = "Ngày 6/9/2026 đơn vị đã vá xong ổ gà, diện tích 3 m2, ở 2 vị trí.";
        assert_eq!(said(mended), Ok(()));
        let difference = Difference::between(DRAFT, mended);
        assert_eq!(difference.to_string(), "“đả” → “đã”; “song” → “xong”");
        assert_eq!(said(&DRAFT.replace("3 m2", "5 m2")), Err("mend_numbers"));
        assert_eq!(said(&DRAFT.replace("6/9/2026", "7/9/2026")), Err("mend_numbers"));
        assert_eq!(said(&DRAFT.replace("3 m2, ở 2", "2 m2, ở 3")), Err("mend_numbers"));
        assert_eq!(said(&DRAFT.replace("ổ gà, diện tích", "nắp cống trước nhà")), Err("mend_too_much"));
    }

    #[test]
    fn a_comma_behind_a_number_is_no_other_number_and_spaces_are_nothing() {
        assert_eq!(said(&DRAFT.replace("6/9/2026 đơn", "6/9/2026, đơn")), Ok(()));
        assert!(Difference::between("một  hai\nba", "một hai ba").is_none());
        let put_in = Difference::between("một ba", "một hai ba bốn");
        assert_eq!((put_in.words(), put_in.to_string()), (2, "“” → “hai”; “” → “bốn”".to_owned()));
    }
}
