//! Which public reports are like one that is being written: by words that stand together in both, by what they are about, and
//! by where.
use super::text::{self, Word};
use crate::ids::{CategoryId, CommuneId};
use std::collections::HashMap;

/// Words of a text that are compared; a report says early what it is about.
const WORDS: usize = 80;
/// Pairs of words that count.
const PAIRS: usize = 12;
/// A pair that stands in more than a third of many reports tells nothing.
const MANY: usize = 12;
/// What a pair is worth in a title, and elsewhere; a place or a category that is the same.
const IN_TITLE: usize = 3;
const IN_TEXT: usize = 2;
const SAME: usize = 2;
/// Less is a coincidence.
const LEAST: usize = 4;

/// What is known of one that is being written.
#[derive(Debug, Clone, Default)]
pub struct Writing<'a> {
    pub title: &'a str,
    pub body: &'a str,
    /// What it may be about, and where it may be; nothing where that is not known yet.
    pub categories: Vec<CategoryId>,
    pub communes: Vec<CommuneId>,
}

/// One that it may be like.
#[derive(Debug, Clone)]
pub struct Candidate<'a> {
    pub title: &'a str,
    pub body: &'a str,
    pub place: &'a str,
    pub category: CategoryId,
    pub commune: Option<CommuneId>,
}

/// Why one is like it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    pub score: usize,
    /// Pairs of words in both, as the other writes them, the first ones only.
    pub words: Vec<String>,
    pub same_category: bool,
    pub same_commune: bool,
}

/// Pairs of words that stand together, of the title and of the beginning of the text: what the index is asked for.
pub fn pairs(writing: &Writing<'_>) -> Vec<[String; 2]> {
    let plain = |pair: &(Word, Word)| [pair.0.plain.clone(), pair.1.plain.clone()];
    let mut all: Vec<[String; 2]> = Vec::new();
    for pair in pairs_of(writing.title).iter().chain(&pairs_of(writing.body)) {
        if all.len() < 2 * PAIRS && !all.contains(&plain(pair)) {
            all.push(plain(pair));
        }
    }
    all
}

/// The likest first, each by its place among the candidates; of two that are as like, the one that came first.
pub fn likest(writing: &Writing<'_>, candidates: &[Candidate<'_>]) -> Vec<(usize, Likeness)> {
    let (title, body) = (pairs_of(writing.title), pairs_of(writing.body));
    let texts: Vec<[Vec<(Word, Word)>; 2]> = candidates
        .iter()
        .map(|one| [pairs_of(&format!("{} . {}", one.title, one.place)), pairs_of(one.body)])
        .collect();
    let mut often: HashMap<(&str, &str), usize> = HashMap::new();
    for pair in title.iter().chain(&body) {
        let has = |own: &&[Vec<(Word, Word)>; 2]| own.iter().flatten().any(|other| alike(pair, other));
        often.insert((pair.0.plain.as_str(), pair.1.plain.as_str()), texts.iter().filter(has).count());
    }
    let tells = |pair: &(Word, Word)| {
        let times = often.get(&(pair.0.plain.as_str(), pair.1.plain.as_str())).copied().unwrap_or_default();
        candidates.len() < MANY || times * 3 <= candidates.len()
    };
    let mut found: Vec<(usize, Likeness)> = Vec::new();
    for (at, (one, own)) in candidates.iter().zip(&texts).enumerate() {
        let mut likeness = Likeness {
            score: 0,
            words: Vec::new(),
            same_category: writing.categories.contains(&one.category),
            same_commune: one.commune.is_some_and(|commune| writing.communes.contains(&commune)),
        };
        let mut shared: Vec<(&str, &str)> = Vec::new();
        for pair in title.iter().chain(&body).filter(|pair| tells(pair)) {
            let key = (pair.0.plain.as_str(), pair.1.plain.as_str());
            let worth = match [0, 1].map(|part: usize| own[part].iter().any(|other| alike(pair, other))) {
                [true, _] => IN_TITLE,
                [false, true] => IN_TEXT,
                _ => continue,
            };
            if !shared.contains(&key) && shared.len() < PAIRS {
                shared.push(key);
                likeness.score += worth;
            }
        }
        likeness.words = joined(&shared);
        likeness.score += SAME * (usize::from(likeness.same_category) + usize::from(likeness.same_commune));
        if !shared.is_empty() && likeness.score >= LEAST {
            found.push((at, likeness));
        }
    }
    found.sort_by_key(|(at, likeness)| (std::cmp::Reverse(likeness.score), *at));
    found
}

/// Pairs that overlap, put together: "ngập đường", "đường phố" is "ngập đường phố".
fn joined(shared: &[(&str, &str)]) -> Vec<String> {
    let mut all: Vec<Vec<&str>> = Vec::new();
    for (first, second) in shared {
        match all.last_mut().filter(|last| last.last() == Some(first)) {
            Some(last) => last.push(second),
            None => all.push(vec![first, second]),
        }
    }
    all.sort_by_key(|words| std::cmp::Reverse(words.len()));
    all.into_iter().take(2).map(|words| words.join(" ")).collect()
}

/// Tones agree where both have them: "đèn đường" is not "đen đường".
fn alike(one: &(Word, Word), other: &(Word, Word)) -> bool {
    let same = |one: &Word, other: &Word| {
        one.plain == other.plain && (one.toned.is_none() || other.toned.is_none() || one.toned == other.toned)
    };
    same(&one.0, &other.0) && same(&one.1, &other.1)
}

/// Words that stand side by side in one sentence.
fn pairs_of(text: &str) -> Vec<(Word, Word)> {
    let (mut pairs, mut room) = (Vec::new(), WORDS);
    for sentence in text.split(['.', ',', ';', ':', '!', '?', '\n', '(', ')']) {
        let words: Vec<Word> = text::both_words(sentence).into_iter().take(room).collect();
        room -= words.len();
        pairs.extend(words.windows(2).map(|pair| (pair[0].clone(), pair[1].clone())));
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate<'a>(title: &'a str, category: i64, commune: i64) -> Candidate<'a> {
        let (category, commune) = (CategoryId(category), Some(CommuneId(commune)));
        Candidate { title, body: "Nhờ cơ quan xem giúp.", place: "", category, commune }
    }

    fn writing(title: &str) -> Writing<'_> {
        let (categories, communes) = (vec![CategoryId(1)], vec![CommuneId(7)]);
        Writing { title, body: "Nhờ cơ quan xem giúp.", categories, communes }
    }

    #[test]
    fn the_likest_shares_words_category_and_place() {
        let all = [
            candidate("Đèn đường hỏng", 2, 8),
            candidate("Ngập sau mưa ở phố Đình Đông", 1, 8),
            candidate("Hố ga phố Đình Đông bị bít, ngập sau mưa", 1, 7),
            candidate("Cây đổ", 1, 7),
        ];
        let mut all = all.to_vec();
        for one in &mut all {
            one.body = "";
        }
        let found = likest(&writing("Phố Đình Đông ngập sau mưa"), &all);
        let order: Vec<usize> = found.iter().map(|(at, _)| *at).collect();
        assert_eq!(order, [2, 1]);
        assert!(found[0].1.same_commune && !found[1].1.same_commune && found[1].1.same_category);
        assert_eq!(found[0].1.words, ["pho dinh dong", "ngap sau mua"]);
    }

    #[test]
    fn other_tones_and_words_of_everybody_are_no_likeness() {
        let found = likest(&writing("Đèn đường"), &[Candidate { body: "", ..candidate("Đen đường", 1, 7) }]);
        assert!(found.is_empty(), "{found:?}");
        let found = likest(&writing("Den duong"), &[Candidate { body: "", ..candidate("Đèn đường", 1, 7) }]);
        assert_eq!(found.len(), 1);
        // Words that stand in each of many tell nothing.
        let many: Vec<Candidate<'_>> = (0..MANY).map(|_| candidate("Việc khác hẳn", 1, 7)).collect();
        assert!(likest(&writing("Một chuyện riêng"), &many).is_empty());
    }

    #[test]
    fn the_index_is_asked_for_each_pair_once() {
        let asked =
            pairs(&Writing {
                title: "Ngập đường, ngập đường", body: "Ngap duong lớn", ..Writing::default()
            });
        assert_eq!(asked, [["ngap", "duong"], ["duong", "lon"]].map(|pair| pair.map(str::to_owned)));
    }
}
