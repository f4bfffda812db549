//! Letters to whoever sent a report that repeats another: that it does, and what becomes of the other one. Of one that is
//! not public they learn how it stands and no word of it.
use super::Letterhead;
use super::sheet::Sheet;
use super::to_senders::{Turn, due, promise};
use crate::domain::audience::{Audience, Share};
use crate::domain::city::RefusalReason;
use crate::domain::letter::{Letter, LetterKind};
use crate::domain::reply::Reply;
use crate::domain::status::Status;
use crate::domain::ticket::Ticket;
use crate::links;

/// What became of a report that others repeat.
#[derive(Clone, Copy)]
pub enum News<'a> {
    Forwarded { agency: &'a str },
    Taken { agency: &'a str },
    Extended { agency: &'a str, reason: &'a str },
    Answered { reply: &'a Reply, agency: &'a str, turn: Turn },
    Refused { reason: &'a RefusalReason },
    Reopened,
    Closed,
}

impl News<'_> {
    fn kind(self) -> LetterKind {
        match self {
            Self::Forwarded { .. } => LetterKind::Forwarded,
            Self::Taken { .. } => LetterKind::Taken,
            Self::Extended { .. } => LetterKind::Extended,
            Self::Answered { turn, .. } => turn.kind(),
            Self::Refused { .. } => LetterKind::Refused,
            Self::Reopened => LetterKind::Reopened,
            Self::Closed => LetterKind::Closed,
        }
    }

    /// Does it say how a report ends or goes on again, and not only who works on it?
    fn is_turn(self) -> bool {
        match self {
            Self::Answered { .. } | Self::Refused { .. } | Self::Reopened | Self::Closed => true,
            Self::Forwarded { .. } | Self::Taken { .. } | Self::Extended { .. } => false,
        }
    }
}

impl Letterhead<'_> {
    /// Somebody reported the same before. With the answer, where the other report has one already.
    pub fn duplicate(
        &self,
        ticket: &Ticket,
        master: &Ticket,
        answer: Option<(&Reply, &str)>,
        to: &str,
    ) -> Letter {
        let sheet = self.about(LetterKind::Duplicate, ticket);
        let words = master.shares(Audience::Follower) == Share::Words;
        let sheet = match (master.status, answer, words) {
            (Status::Answered | Status::Closed, Some((reply, agency)), true) => {
                let sheet = promise(sheet.instead("letters.duplicate.answered"), master, reply, Turn::Answer);
                answered(sheet, reply, agency)
            }
            (Status::Answered | Status::Closed, Some(_), false) => {
                sheet.instead("letters.duplicate.answered_private")
            }
            (Status::Closed, None, _) => sheet.instead("letters.duplicate.closed"),
            (_, _, false) => sheet.instead("letters.duplicate.private"),
            (_, _, true) => sheet,
        };
        self.about_master(sheet, ticket, master, to)
    }

    /// What became of the report that the reader's own repeats; nothing where that is none of the reader's business.
    pub fn followed(&self, own: &Ticket, master: &Ticket, news: News<'_>, to: &str) -> Option<Letter> {
        let words = master.shares(Audience::Follower) == Share::Words;
        if !words && !news.is_turn() {
            return None;
        }
        let (kind, room) = (news.kind(), if words { "followed" } else { "followed_private" });
        let unanswered = matches!(news, News::Closed) && master.answered_at.is_none();
        let tail = if unanswered { "unanswered" } else { kind.as_str() };
        let mut sheet = self.about(kind, own).instead(&format!("letters.{room}.{tail}"));
        if words {
            sheet = told(sheet, master, &own.lang, news);
        }
        Some(self.about_master(sheet, own, master, to))
    }

    /// Names the other report, and leads to it, where everybody may read it.
    fn about_master(&self, sheet: Sheet, own: &Ticket, master: &Ticket, to: &str) -> Letter {
        if master.shares(Audience::Follower) < Share::Words {
            return self.finish(sheet, own, to);
        }
        let named = match self.of_sender(&master.public_title) {
            "" => master.code.clone(),
            title => format!("{} – {title}", master.code),
        };
        let sheet = sheet.fact("master", &named);
        let sheet = sheet.link("look_master", self.link(&links::ticket(&master.code)));
        self.close(sheet, own, to)
    }
}

fn told(sheet: Sheet, master: &Ticket, lang: &str, news: News<'_>) -> Sheet {
    match news {
        News::Forwarded { agency } | News::Taken { agency } => {
            due(sheet.fact("agency", agency), master.answer_due())
        }
        News::Extended { agency, reason } => {
            due(sheet.fact("agency", agency), master.answer_due()).quote("because", reason)
        }
        News::Answered { reply, agency, turn } => {
            answered(promise(sheet, master, reply, turn), reply, agency)
        }
        News::Refused { reason } => {
            sheet.fact("reason", reason.name(lang)).quote("explanation", &master.refusal)
        }
        News::Reopened | News::Closed => sheet,
    }
}

fn answered(sheet: Sheet, reply: &Reply, agency: &str) -> Sheet {
    sheet.fact("agency", agency).fact("document", &reply.document_number).quote("answer", &reply.body)
}
