//! Samples of what residents read.
use super::hand::{Hand, Size};
use super::parts::{AGENCY, BODY, CODE, PLACE, TITLE};
use super::{Sampled, Shown};
use langnghe::web::parts::comment::CommentShown;
use langnghe::web::public::agencies::{AgenciesPage, Group};
use langnghe::web::public::answers::{AnswersPage, FeedShown};
use langnghe::web::public::asked::Chip;
use langnghe::web::public::confirm::{ConfirmOverPage, ConfirmPage};
use langnghe::web::public::guide::{Elsewhere, GuidePage, TermRow};
use langnghe::web::public::holder::Holder;
use langnghe::web::public::home::HomePage;
use langnghe::web::public::lookup::LookupPage;
use langnghe::web::public::lookup_code::LookupCodePage;
use langnghe::web::public::own::comment::OwnComment;
use langnghe::web::public::own::looks::{LookShown, Looks};
use langnghe::web::public::own::mine::{CorrectionShown, WhoSees};
use langnghe::web::public::own::page::{Letters, OwnPage, Question, TypedWords, Typing, Ways};
use langnghe::web::public::own::rating::RatingShown;
use langnghe::web::public::own_by_phone::OwnByPhonePage;
use langnghe::web::public::privacy::{Kept, PrivacyPage};
use langnghe::web::public::ticket::{Refusal, TicketPage};

const HERE: &str = "http://localhost/o-day";

pub fn pages(shown: &mut Shown) {
    shown.page::<HomePage>();
    shown.page::<AnswersPage>();
    shown.page::<TicketPage>();
    shown.page::<AgenciesPage>();
    shown.page::<GuidePage>();
    shown.page::<PrivacyPage>();
    shown.page::<LookupPage>();
    shown.page::<LookupCodePage>();
    shown.page::<OwnPage>();
    shown.one("asked", Size::Usual, |h| OwnPage { question: Some(question(h)), ..OwnPage::sample(h) });
    shown.page::<OwnByPhonePage>();
    shown.page::<ConfirmPage>();
    shown.page::<ConfirmOverPage>();
}

impl Sampled for HomePage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.public(h.name("Lắng Nghe")),
            canonical: HERE.into(),
            figures: vec![h.fact(), h.fact(), h.fact()],
            figures_note: h.w.say("home.lead"),
            cards: h.list(|_| h.card()),
        }
    }
}

impl Sampled for AnswersPage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.public(h.w.say("answers.title")),
            canonical: HERE.into(),
            q: h.text("ổ gà"),
            states: h.list(|at| Chip {
                href: "/phan-anh".into(),
                label: h.w.say("status.done"),
                current: at == 0,
            }),
            chosen: h
                .list(|_| Chip { href: "/phan-anh".into(), label: h.name("Giao thông"), current: true }),
            kept: if h.is() { vec![("linh-vuc", "duong_sa".into())] } else { Vec::new() },
            made_from: h.text("Phường An Dương, Phường An Biên"),
            narrow: "/phan-anh/loc".into(),
            narrowed: h.is(),
            meant: h.list(|_| h.index_row()),
            order: h.maybe(h.w.say("found.fitting")),
            total: "1.284".into(),
            cards: h.list(|at| if at == 0 { h.card_found() } else { h.card() }),
            pager: h.pager(),
            feeds: h.list(|_| FeedShown {
                href: "/phan-anh.atom".into(),
                name: "Atom",
                mime: "application/atom+xml",
            }),
            follow: "/theo-doi".into(),
        }
    }
}

impl Sampled for TicketPage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.public(h.name(TITLE)),
            canonical: HERE.into(),
            address: HERE.into(),
            site: "http://localhost".into(),
            about: h.name(BODY),
            picture: "http://localhost/anh/1.jpg".into(),
            version: h.maybe(format!("/phan-anh/{CODE}/tra-loi/1")),
            code: CODE.into(),
            kind: h.w.say("kind.report"),
            category: h.name("Giao thông"),
            category_href: h.maybe("/linh-vuc/giao-thong"),
            title: h.name(TITLE),
            tone: "done",
            state: h.w.say("status.done"),
            body: h.name(BODY),
            place: h.text(PLACE),
            sender: h.text("Nguyễn Văn Mẫu"),
            sent: h.moment(),
            photos: h.list(|_| h.photo()),
            with: h.text("Sở Y tế"),
            asked: h.answers_said(),
            holder: holder(h),
            promise: h.promise(),
            master: h.maybe(format!("/phan-anh/{CODE}")),
            master_code: CODE.into(),
            refusal: Refusal { reason: h.text("Quảng cáo"), text: h.text(BODY) },
            answers: h.some(|| h.answer("done")).into_iter().collect(),
            history: h.list(|_| h.answer("old")),
            timeline: h.list(|at| h.step(at)),
            supports: h.maybe(h.w.count("support.count", 12)),
            support_to: format!("/phan-anh/{CODE}/cung-gap"),
            comments: h.list(|at| CommentShown {
                words: h.name(BODY),
                by: h.w.say(if at == 0 { "comment.by_sender" } else { "comment.by_reader" }),
                sent: h.moment(),
                answer: if at == 0 { h.name(BODY) } else { String::new() },
                answered_by: if at == 0 { h.name(AGENCY) } else { String::new() },
            }),
            comment_to: h.maybe(format!("/phan-anh/{CODE}/y-kien")),
        }
    }
}

fn holder(h: &Hand) -> Holder {
    Holder { who: h.text(AGENCY), until: h.maybe("13:15, 7/9/2026") }
}

impl Sampled for AgenciesPage {
    fn sample(h: &Hand) -> Self {
        let group =
            |id| Group { id, title: format!("{} {id}", h.name("Khối")), rows: h.list(|_| h.index_row()) };
        Self {
            shell: h.public(h.w.say("agencies.title")),
            canonical: HERE.into(),
            q: h.text("xây dựng"),
            total: "1.284".into(),
            groups: if h.is() { vec![group("so"), group("phuong")] } else { Vec::new() },
        }
    }
}

impl Sampled for GuidePage {
    fn sample(h: &Hand) -> Self {
        let elsewhere =
            || Elsewhere { name: h.name("Công an"), text: h.name(BODY), basis: h.text("Luật 1") };
        Self {
            shell: h.public(h.w.say("guide.title")),
            canonical: HERE.into(),
            terms: h.list(|_| TermRow { what: h.name("Trả lời lần đầu"), term: h.name("5 ngày") }),
            legal_basis: h.text("Nghị định 1"),
            reopen: h.w.say("guide.next_answer"),
            elsewhere: h.list(|_| elsewhere()),
        }
    }
}

impl Sampled for PrivacyPage {
    fn sample(h: &Hand) -> Self {
        let text = || h.name("Họ tên người gửi");
        Self {
            shell: h.public(h.w.say("privacy.title")),
            canonical: HERE.into(),
            kept: h.list(|_| Kept { what: text(), why: text(), who: text(), long: text() }),
            how: h.name("Gọi 1022"),
            law: h.name("Luật 91/2025"),
        }
    }
}

impl Sampled for LookupPage {
    fn sample(h: &Hand) -> Self {
        Self { shell: h.public(h.w.say("lookup.title")), code: h.text(CODE), errors: h.errors(&["ma"]) }
    }
}

impl Sampled for LookupCodePage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.public(CODE.into()),
            code: CODE.into(),
            tag: h.status(),
            sent: h.moment(),
            holder: holder(h),
            waiting: if h.is_wrong() { h.name("13:15") } else { String::new() },
            answered: h.maybe("13:15, 7/9/2026"),
            reopen_until: h.maybe("9/9/2026"),
            by_letter: h.is_worst(),
            joined_hidden: h.is_worst(),
            promise: h.promise(),
            master: h.maybe(format!("/phan-anh/{CODE}")),
            master_code: CODE.into(),
            reason: h.text("Quảng cáo"),
            reason_text: h.text(BODY),
            timeline: h.list(|at| h.step(at)),
            own: "/o-day".into(),
            public: h.maybe(format!("/phan-anh/{CODE}")),
            open: h.w.say("lookup.open"),
            not_public: h.w.say("lookup.not_checked"),
        }
    }
}

impl Sampled for OwnPage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.public(h.name(TITLE)),
            code: CODE.into(),
            title: h.name(TITLE),
            tag: h.status(),
            sent: h.moment(),
            question: h.is_worst().then(|| question(h)),
            holder: holder(h),
            waiting: h.text("Chúng tôi đã gửi thư"),
            promise: h.promise(),
            master: h.maybe(format!("/phan-anh/{CODE}")),
            master_code: CODE.into(),
            joined_hidden: h.is_wrong(),
            reason: h.text("Quảng cáo"),
            reason_text: h.text(BODY),
            may_object: h.is(),
            objection: h.text("Bạn đã đề nghị xem lại."),
            answers: h.list(|_| h.answer("done")),
            timeline: h.list(|at| h.step(at)),
            body: h.name(BODY),
            asked: h.answers_said(),
            place: h.text(PLACE),
            photos: h.list(|_| h.photo()),
            public: h.maybe(format!("/phan-anh/{CODE}")),
            comments: h.list(|at| own_comment(h, at)),
            may_comment: h.is(),
            may_add: h.is(),
            may_withdraw: h.is(),
            most_photos: 5,
            reopen_until: h.text("Bạn mở lại được đến hết ngày 14/9/2026."),
            letters: h.some(|| letters(h)),
            rating: h.some(|| rating(h)),
            correction: h.some(|| correction(h)),
            corrected: h.text("Bạn sửa lần cuối lúc 13:15, 7/9/2026."),
            who_sees: who_sees(h),
            looks: looks(h),
            typed: Typing {
                more: h.text(BODY),
                why: h.text(BODY),
                objection: h.text(BODY),
                comment: h.text(BODY),
                ..Typing::default()
            },
            errors: h.errors(&[
                "title",
                "body",
                "place",
                "photos_new",
                "objection",
                "more",
                "comment",
                "photos",
                "mark",
                "words",
                "why",
                "photos_now",
                "withdraw",
            ]),
            to: Ways::of("1-khoa"),
        }
    }
}

fn own_comment(h: &Hand, at: usize) -> OwnComment {
    OwnComment {
        words: h.name(BODY),
        about: format!("13:15, 7/9/2026 · {}", h.w.say("comment.is_refused")),
        why: if at == 0 { h.name("Lộ địa chỉ nhà") } else { String::new() },
    }
}

fn letters(h: &Hand) -> Letters {
    Letters {
        told: h.name("n•••@example.vn"),
        stopped: h.is_wrong(),
        dead: h.is_worst(),
        topics: h.choices(&h.w.say("letter_topic.answered")),
        always: h.list(|_| h.w.say("letter_topic.received")),
        asks: h.is(),
    }
}

fn correction(h: &Hand) -> CorrectionShown {
    CorrectionShown {
        words: TypedWords {
            title: h.name(TITLE),
            body: h.name(BODY),
            place: h.text(PLACE),
            photos_off: Vec::new(),
        },
        asks_place: h.is(),
        photos: h.choices("Bỏ ảnh 1"),
        open: h.is_wrong(),
    }
}

fn who_sees(h: &Hand) -> WhoSees {
    WhoSees {
        report: h.w.say("own.sees_all"),
        may_hide: !h.is_wrong(),
        may_ask: h.is_wrong(),
        name: h.text("Tên bạn, Nguyễn Văn Mẫu, hiện bên cạnh phản ánh."),
        is_named: h.is_worst(),
        consent: h.text(BODY),
    }
}

fn looks(h: &Hand) -> Looks {
    Looks {
        told: h.name("Cơ quan xử lý không xem được tên, số điện thoại và thư điện tử của bạn."),
        why: h.text("Cần hẹn gặp tại chỗ"),
        shared: h.is_wrong(),
        consent: h.text(BODY),
        seen: h.list(|_| LookShown {
            who: h.name(AGENCY),
            what: h.w.say("own.seen_contact"),
            when: h.moment(),
            why: h.name("Gọi lại cho người gửi"),
        }),
    }
}

fn rating(h: &Hand) -> RatingShown {
    RatingShown {
        given: h.text("Bạn đã đánh giá: Hài lòng."),
        until: h.name("Bạn sửa được đến hết ngày 14/9/2026."),
        marks: h.choices(&h.w.say("rating.good")),
        reasons: h.choices("Thời gian"),
        words: h.text(BODY),
    }
}

fn question(h: &Hand) -> Question {
    Question {
        asks: h.name("Sở Xây dựng hỏi bạn"),
        text: h.name(BODY),
        asked: h.name("Hỏi lúc 9:20"),
        until: h.text("Bạn trả lời trước 17:00, 27/11/2026."),
        waits: true,
    }
}

impl Sampled for OwnByPhonePage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.public(h.w.say("own.by_phone")),
            code: CODE.into(),
            phone: h.text("0912 345 678"),
            action: "/o-day".into(),
            follow: "/o-day".into(),
            errors: h.errors(&["phone"]),
        }
    }
}

impl Sampled for ConfirmPage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.public(h.w.fill("confirm.title", [("code", CODE)])),
            done: !h.is(),
            what: h.w.say("confirm.what"),
            until: h.maybe("13:15, 7/9/2026"),
            action: "/xac-nhan/khoa".into(),
            follow: format!("/tra-cuu/{CODE}"),
        }
    }
}

impl Sampled for ConfirmOverPage {
    fn sample(h: &Hand) -> Self {
        Self { shell: h.public(h.name("Đã hết hạn")), again: "/gui-phan-anh".into() }
    }
}
