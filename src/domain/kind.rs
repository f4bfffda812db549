//! What the sender of a report wants.
use crate::ids::text_enum;

text_enum! {
    /// What the sender wants: phản ánh, kiến nghị, hỏi đáp, khen.
    pub enum Kind {
        Report = "report",
        Proposal = "proposal",
        Question = "question",
        Praise = "praise",
    }
}

impl Kind {
    /// Does the word "đã xử lý" need proof? A praise is thanked for: nothing had to be done on the spot.
    pub fn needs_proof(self) -> bool {
        match self {
            Self::Report | Self::Proposal | Self::Question => true,
            Self::Praise => false,
        }
    }
}
