//! Samples of the steps of sending a report, and of the receipt.
use super::hand::Hand;
use super::parts::{BODY, CODE, PLACE, TITLE};
use super::{Sampled, Shown};
use langnghe::web::form::KeptPicture;
use langnghe::web::public::submit::Way;
use langnghe::web::public::submit::category::{CategoryPage, GroupShown, RowShown};
use langnghe::web::public::submit::contact::ContactPage;
use langnghe::web::public::submit::heed::{HeedPage, SignalShown};
use langnghe::web::public::submit::named::NamedShown;
use langnghe::web::public::submit::photos::PhotosPage;
use langnghe::web::public::submit::place::PlacePage;
use langnghe::web::public::submit::pointed::PointShown;
use langnghe::web::public::submit::questions::QuestionsPage;
use langnghe::web::public::submit::review::{PartShown, ReviewPage};
use langnghe::web::public::submit::similar::{SimilarPage, SimilarShown};
use langnghe::web::public::submit::stop::StopPage;
use langnghe::web::public::submit::thanks::ThanksPage;
use langnghe::web::public::submit::what::WhatPage;
use langnghe::web::shell::Emergency;

pub fn pages(shown: &mut Shown) {
    shown.page::<WhatPage>();
    shown.page::<HeedPage>();
    shown.page::<SimilarPage>();
    shown.page::<CategoryPage>();
    shown.page::<QuestionsPage>();
    shown.page::<StopPage>();
    shown.page::<PlacePage>();
    shown.page::<PhotosPage>();
    shown.page::<ContactPage>();
    shown.page::<ReviewPage>();
    shown.page::<ThanksPage>();
}

fn way(h: &Hand, now: usize) -> Way {
    Way {
        now,
        all: 6,
        name: h.w.say("submit.step_review"),
        back: "/gui-phan-anh".into(),
        back_label: h.w.say("submit.back"),
        restart: "/gui-phan-anh/bat-dau-lai".into(),
        draft: "1".into(),
        begun: h.is(),
    }
}

impl Sampled for WhatPage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.public(h.name("Có chuyện gì?")),
            way: way(h, 1),
            errors: h.errors(&["kind", "title", "body"]),
            kinds: h.choices("Báo sự cố"),
            title: h.text(TITLE),
            body: h.text(BODY),
            dangers: h.choices(&h.w.say("submit.yes")),
            signals: h.list(|at| signal(h, at)),
            photos: if h.is_worst() { h.w.fill("submit.photos_there", [("n", 3)]) } else { String::new() },
        }
    }
}

fn signal(h: &Hand, at: usize) -> SignalShown {
    SignalShown {
        title: h.name("Khiếu nại, tố cáo"),
        advice: h.name("Gửi đơn đến cơ quan có thẩm quyền."),
        link: if at == 1 { "https://example.vn".into() } else { String::new() },
        is_danger: at == 0,
        words: "tố cáo;đang cháy".into(),
    }
}

impl Sampled for SimilarPage {
    fn sample(h: &Hand) -> Self {
        let like = |at: usize| SimilarShown {
            card: h.card_found(),
            why: h.w.fill("similar.why_words", [("words", h.name("ngập sau mưa"))]),
            is_answered: at == 0,
            support_to: if at == 2 { String::new() } else { format!("/phan-anh/{CODE}/cung-gap") },
        };
        Self {
            shell: h.public(h.w.say("similar.title")),
            way: way(h, 2),
            wrote: h.name(BODY),
            what: h.w.count("similar.what", 3),
            like: h.list(like).into_iter().take(3).collect(),
            onward: "/gui-phan-anh/linh-vuc".into(),
        }
    }
}

impl Sampled for HeedPage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.public(h.w.say("submit.heed_call")),
            way: way(h, 1),
            calls: h.is(),
            signals: h.list(|at| signal(h, at)),
            onward: "/gui-phan-anh/linh-vuc".into(),
        }
    }
}

impl Sampled for CategoryPage {
    fn sample(h: &Hand) -> Self {
        let row = |choice| RowShown { choice, find: h.text("duong via he") };
        let group = |at| GroupShown {
            title: h.name("Hạ tầng"),
            note: h.text("Đường, cầu, cống"),
            icon: "road",
            open: at == 0,
            rows: h.choices("Mặt đường").into_iter().map(row).collect(),
        };
        Self {
            shell: h.public(h.name("Về việc gì?")),
            way: way(h, 2),
            errors: h.errors(&["category"]),
            guesses: h.choices("Mặt đường hỏng"),
            searched: h.text("ổ gà"),
            found: h.choices("Ổ gà, hố sụt"),
            found_note: h.name("Tìm được 2"),
            groups: h.list(group),
        }
    }
}

impl Sampled for QuestionsPage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.public(h.w.say("submit.questions_title")),
            way: way(h, 3),
            errors: h.errors(&["q1", "q2", "q3", "q4", "q5"]),
            category: h.name("Ngập úng"),
            questions: h.questions(),
        }
    }
}

impl Sampled for StopPage {
    fn sample(h: &Hand) -> Self {
        let call = |_| Emergency { number: "114".into(), label: h.name("Cứu nạn") };
        Self {
            shell: h.public(h.w.say("submit.stop_title")),
            way: way(h, 3),
            advice: h.name("Có người mắc kẹt: hãy gọi 114 ngay."),
            calls: h.list(call),
            answer: h.maybe("/gui-phan-anh/cau-hoi"),
            category: "/gui-phan-anh/linh-vuc".into(),
        }
    }
}

impl Sampled for PlacePage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.public(h.name("Ở chỗ nào?")),
            way: way(h, 3),
            errors: h.errors(&["near_id", "commune", "place", "point"]),
            optional: !h.is(),
            commune: h.text("Lê Chân"),
            searched: h.text("Lê Chân"),
            unknown: h.is_wrong(),
            only_alike: h.is_worst(),
            found: h.choices("Phường Lê Chân"),
            place: h.text(PLACE),
            named: NamedShown {
                is_known: h.is(),
                sought: h.maybe("lạch tray"),
                found: if h.is_worst() { h.choices("Phố Lạch Tray") } else { Vec::new() },
                none: if h.is_wrong() {
                    h.w.fill("named.none", [("words", "lạch")])
                } else {
                    String::new()
                },
            },
            point: PointShown {
                value: h.text("20.85512, 106.68311"),
                source: h.maybe("photo"),
                accuracy: String::new(),
                told: h.text("Vị trí này nằm trong Phường Lê Chân."),
                is_set: h.is(),
                open: h.is(),
                near: if h.is_wrong() { h.choices("Phường Lê Chân") } else { Vec::new() },
                photo: if h.is_worst() { h.name("Ảnh ghi nơi chụp") } else { String::new() },
            },
            map: h.map(),
        }
    }
}

impl Sampled for PhotosPage {
    fn sample(h: &Hand) -> Self {
        let kept = |at: usize| KeptPicture {
            key: at.to_string(),
            small: "/anh/1.jpg".into(),
            alt: h.name("Ảnh bạn vừa gửi"),
        };
        Self {
            shell: h.public(h.name("Có ảnh không?")),
            way: way(h, 4),
            errors: h.errors(&["photos"]),
            kept: h.list(kept),
            room: if h.is_worst() { 0 } else { 3 },
            hint: h.w.say("submit.photos_kept_hint"),
            first: !h.is(),
        }
    }
}

impl Sampled for ContactPage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.public(h.name("Báo lại cho ai?")),
            way: way(h, 5),
            errors: h.errors(&["name", "phone", "email", "consent"]),
            lead: h.name("Chỉ tổng đài đọc được."),
            name: h.text("Nguyễn Văn Mẫu"),
            phone: h.text("0900 000 123"),
            email: h.text("mau@example.vn"),
            show_name: h.is(),
            show_name_hint: h.text("Nguyễn V. M."),
            is_private: h.is_worst(),
            consented: h.is(),
            consent_text: h.name(BODY),
            consent_id: "1".into(),
        }
    }
}

impl Sampled for ReviewPage {
    fn sample(h: &Hand) -> Self {
        let part = |at: usize| PartShown {
            term: h.w.say("submit.place"),
            value: h.name(PLACE),
            private: at == 1,
            unpublished: at == 2,
            edit: "/gui-phan-anh/dia-diem".into(),
            edit_label: h.w.say("submit.back"),
        };
        Self {
            shell: h.public(h.name("Xem lại rồi gửi")),
            way: way(h, 6),
            errors: h.errors(&["review-body", "part-1"]),
            once_more: h.is_wrong(),
            card: h.card(),
            body: h.name(BODY),
            signed: h.text("Nguyễn V. M."),
            photos: h.list(|_| h.photo()),
            never_public: h.is_worst(),
            parts: vec![part(0), part(1), part(2)],
            form_key: "khoa".into(),
            print: "dau".into(),
        }
    }
}

impl Sampled for ThanksPage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.public(h.name("Đã nhận phản ánh này")),
            code: CODE.into(),
            checked_by: h.name("Trước 17:00, 7/9/2026."),
            answer_by: h.text("Trước 17:00, 14/9/2026."),
            waiting: if h.is_wrong() { h.name("Trước 17:00.") } else { String::new() },
            letter: h.name("Thư đang tới mau@example.vn."),
            is_private: h.is_worst(),
            follow: format!("/tra-cuu/{CODE}"),
            another: "/gui-phan-anh".into(),
        }
    }
}
