//! A report in a list.
use crate::domain::passage::Piece;

/// Fields of `ticket::card`; "" where there is nothing to show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TicketCard {
    pub href: String,
    pub title: String,
    pub category: String,
    pub place: String,
    /// "gửi 4/9/2026"
    pub sent: String,
    pub tone: &'static str,
    pub state: String,
    /// The beginning of the answer.
    pub answer: String,
    /// Who answered, or who holds it now, by its full name.
    pub agency: String,
    /// "7/9/2026", or "hạn 8/9/2026" while it is not answered.
    pub answered: String,
    /// The address of a small photo.
    pub photo: String,
    /// The title with the words that were looked for; nothing where it has none of them.
    pub marked: Vec<Piece>,
    /// Where they stand, instead of the answer's beginning: "Trong câu trả lời".
    pub passage: Vec<Piece>,
    pub passage_from: String,
    /// "12 người cũng gặp".
    pub supports: String,
}

/// Fields of `ticket::row`, the desk's queue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TicketRow {
    pub href: String,
    pub code: String,
    pub title: String,
    pub place: String,
    pub tone: &'static str,
    pub due: String,
    pub current: bool,
    pub new: bool,
    /// "làm thay cho Vũ Thu Hà", whose work it is; "" for one's own.
    pub instead: String,
}
