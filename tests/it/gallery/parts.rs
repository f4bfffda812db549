//! Samples of what several pages show.
use super::hand::{Hand, Size};
use langnghe::domain::passage::Piece;
use langnghe::web::admin::history::HistoryRow;
use langnghe::web::parts::answer::{AnswerShown, DocumentLink};
use langnghe::web::parts::before_after::BeforeAfter;
use langnghe::web::parts::facts::Fact;
use langnghe::web::parts::index_row::IndexRow;
use langnghe::web::parts::once_more::OnceMore;
use langnghe::web::parts::pager::Pager;
use langnghe::web::parts::photo_strip::PhotoShown;
use langnghe::web::parts::promise::PromiseShown;
use langnghe::web::parts::status_tag::{DueTag, StatusTag};
use langnghe::web::parts::ticket_card::{TicketCard, TicketRow};
use langnghe::web::parts::timeline::TimelineStep;

pub const CODE: &str = "26-8K3F-Q7TY";
pub const TITLE: &str = "Ổ gà trước cổng trường";
pub const BODY: &str = "Giữa đường có một hố sâu.\n\nXe máy dễ ngã khi trời mưa.";
pub const PLACE: &str = "Phố Đình Đông, Phường Lê Chân";
pub const AGENCY: &str = "Sở Xây dựng";

impl Hand {
    pub fn fact(&self) -> Fact {
        Fact { term: self.name("Người báo tin"), value: self.name("1.284") }
    }

    pub fn index_row(&self) -> IndexRow {
        IndexRow { href: "/co-quan/so".into(), label: self.name(AGENCY), note: self.text("Sở và ngành") }
    }

    pub fn pager(&self) -> Pager {
        let way = |end: &str| self.maybe(format!("/phan-anh?sau={end}"));
        Pager { newer: way("1"), older: way("2"), told: self.maybe("21 – 40") }
    }

    pub fn status(&self) -> StatusTag {
        StatusTag { tone: "doing", word: self.w.say("status.working") }
    }

    pub fn due(&self) -> DueTag {
        DueTag { tone: "soon", word: self.w.fill("desk.draft.due", [("when", "13:15, 7/9/2026")]) }
    }

    pub fn photo(&self) -> PhotoShown {
        let (small, large) = ("/anh/1.jpg".into(), "/anh/2.jpg".into());
        PhotoShown { small, large, alt: self.name("Ảnh 1: ổ gà"), caption: self.maybe("4/9/2026") }
    }

    pub fn card(&self) -> TicketCard {
        TicketCard {
            href: format!("/phan-anh/{CODE}"),
            title: self.name(TITLE),
            category: self.name("Giao thông"),
            place: self.name("Phường Lê Chân"),
            sent: "4/9/2026".into(),
            tone: "done",
            state: self.w.say("status.done"),
            answer: self.text("Đơn vị đã vá xong."),
            agency: self.text(AGENCY),
            answered: self.maybe("7/9/2026"),
            photo: self.maybe("/anh/1.jpg"),
            ..TicketCard::default()
        }
    }

    /// One that was found by its words.
    pub fn card_found(&self) -> TicketCard {
        let piece = |text: &str, marked: bool| Piece { text: text.to_owned(), marked };
        TicketCard {
            marked: vec![piece("Ổ gà", true), piece(" ở ngã tư", false)],
            passage: vec![
                piece("… đã vá ", false),
                piece("ổ gà", true),
                Piece { text: self.name(" …"), marked: false },
            ],
            passage_from: self.w.say("found.in_answer"),
            supports: self.w.count("support.count", 12),
            ..self.card()
        }
    }

    pub fn row(&self, at: usize) -> TicketRow {
        TicketRow {
            instead: if at == 1 {
                self.w.fill("notices.instead_of", [("name", self.name("Vũ Thu Hà"))])
            } else {
                String::new()
            },
            href: format!("/lam-viec/phan-anh/{CODE}"),
            code: CODE.into(),
            title: self.name(TITLE),
            place: self.name(PLACE),
            tone: ["overdue", "soon", "later", "met"][at % 4],
            due: self.due().word,
            current: at == 0,
            new: at == 1,
        }
    }

    pub fn step(&self, at: usize) -> TimelineStep {
        TimelineStep {
            tone: ["next", "now", "done", "stop", "note"][at % 5],
            title: self.w.say("timeline.answered"),
            when: "13:15, 7/9/2026".into(),
            iso: if at == 0 { String::new() } else { self.moment().iso },
            note: self.text("Đã hẹn người gửi."),
        }
    }

    /// Nothing, open, late, and kept, one in each size.
    pub fn promise(&self) -> Option<PromiseShown> {
        let tone = match self.size {
            Size::Empty => return None,
            Size::Usual => "open",
            Size::Wrong => "late",
            Size::Worst => "kept",
        };
        Some(PromiseShown {
            tone,
            heading: self.w.say(&format!("promise.{tone}")),
            day: "31/3/2027".into(),
            text: self.name("Cơ quan báo kết quả ở đây, muộn nhất vào hết ngày này."),
            before: self.maybe("Trước đây hẹn: 31/12/2026"),
        })
    }

    pub fn answer(&self, kind: &'static str) -> AnswerShown {
        let pair = || BeforeAfter { before: self.photo(), after: self.photo() };
        let paper =
            || DocumentLink { href: "/van-ban/1.pdf".into(), text: self.name("412.pdf (PDF, 214 kB)") };
        let heading = self.w.say("ticket.answer");
        AnswerShown {
            kind,
            heading: if kind == "old" { String::new() } else { heading },
            body: self.name(BODY),
            pairs: self.list(|_| pair()),
            photos: self.list(|_| self.photo()),
            number: self.text("412/SXD-HT"),
            documents: self.list(|_| paper()),
            outcome: self.w.say("outcome.handled"),
            signed_as: self.text("Phó Giám đốc"),
            agency: self.name(AGENCY),
            published: self.moment().text,
            iso: self.maybe(self.moment().iso),
            history: self.maybe(format!("/phan-anh/{CODE}#lich-su")),
        }
    }

    pub fn history(&self) -> Vec<HistoryRow> {
        self.list(|at| HistoryRow {
            when: self.moment(),
            what: self.w.say("admin.did.edited"),
            who: self.name("Trần Thị Hiền"),
            changes: (0..at).map(|_| self.name("Tên: Sở A → Sở B")).collect(),
        })
    }

    pub fn once_more(&self) -> OnceMore {
        OnceMore {
            action: self.maybe("/gui-phan-anh"),
            fields: self.list(|at| (format!("truong{at}"), self.text(BODY))),
            written: self.list(|_| self.name(BODY)),
        }
    }
}
