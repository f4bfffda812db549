//! Samples of the desk: queues, a report, what may be done with it, the call form.
use super::figures::offers;
use super::hand::Hand;
use super::parts::{AGENCY, BODY, CODE, PLACE, TITLE};
use super::steps;
use super::{Sampled, Shown, views};
use langnghe::domain::difference::difference;
use langnghe::web::desk::approve::{ApprovePage, Outcome, Waiting};
use langnghe::web::desk::call::{CallPage, Earlier, ScriptShown};
use langnghe::web::desk::call_done::CallDonePage;
use langnghe::web::desk::call_form::Offers;
use langnghe::web::desk::call_photos::CallPhoto;
use langnghe::web::desk::facts::{Fact, NoteShown};
use langnghe::web::desk::find::FindPage;
use langnghe::web::desk::notices::{NoticeRow, NoticesPage};
use langnghe::web::desk::preview::PreviewPage;
use langnghe::web::desk::queue::QueueShown;
use langnghe::web::desk::refusals::{Counted, RefusalsPage, Sampled as Refused};
use langnghe::web::desk::reviews::{RatingShown, ReviewsPage, Row, Waiting as Kind};
use langnghe::web::desk::rooms::RoomPage;
use langnghe::web::desk::sender_history::{PastShown, SenderHistory};
use langnghe::web::desk::signals::SignalTold;
use langnghe::web::desk::step::ask::AskPage;
use langnghe::web::desk::step::conflict::Conflict;
use langnghe::web::desk::ticket::{Approval, TicketPage, Words};
use langnghe::web::desk::units::UnitRow;
use langnghe::web::desk::versions::VersionShown;
use langnghe::web::desk::will_see::AnswerPart;
use langnghe::web::menu::NavItem;
use langnghe::web::posted::Fields;

const HERE: &str = "/lam-viec/o-day";

pub fn pages(shown: &mut Shown) {
    shown.page::<RoomPage>();
    shown.page::<TicketPage>();
    shown.page::<AskPage>();
    shown.page::<PreviewPage>();
    shown.page::<ApprovePage>();
    shown.page::<FindPage>();
    shown.page::<RefusalsPage>();
    shown.page::<ReviewsPage>();
    shown.page::<NoticesPage>();
    shown.page::<CallPage>();
    shown.page::<CallDonePage>();
}

fn queue(h: &Hand) -> QueueShown {
    let tab = |at: usize| NavItem {
        href: HERE.into(),
        label: h.w.say("desk.tab.new"),
        current: at == 0,
        count: Some("200+".into()),
        icon: "inbox",
    };
    let unit = |_| UnitRow {
        href: HERE.into(),
        name: h.name("Trung tâm Quản lý đường bộ"),
        open: h.w.count("desk.units.open", 3),
        note: h.w.say("desk.units.unmanned"),
    };
    QueueShown {
        units: if h.is_worst() { h.list(unit) } else { Vec::new() },
        name: h.w.say("desk.tab.new"),
        rows: h.list(|at| h.row(at)),
        older: h.maybe(HERE),
        tabs: h.list(tab),
        views: Vec::new(),
        empty_title: h.w.say("desk.empty.awaiting"),
        empty_text: h.w.say("desk.empty.work_text"),
        word: "moi",
        fresh: h.maybe(HERE),
    }
}

fn seen(h: &Hand) -> AnswerPart {
    AnswerPart {
        answer: h.answer("done"),
        left: h.list(|_| h.photo()),
        warnings: h.list(|_| h.name("412.pdf có lệnh tự chạy")),
    }
}

impl Sampled for RoomPage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.desk(h.w.say("menu.work")),
            queue: queue(h),
            approve: h.maybe("/lam-viec/duyet"),
            dispatch: h.text("Văn phòng điều phối 3 việc"),
        }
    }
}

impl Sampled for NoticesPage {
    fn sample(h: &Hand) -> Self {
        let row = |at: usize| NoticeRow {
            to: if at == 1 { String::new() } else { HERE.into() },
            title: h.w.say("notice.arrived"),
            about: h.text(TITLE),
            said: format!("{CODE} · {} · 10:18, 26/11", h.name("Vũ Thu Hà")),
            fresh: at == 0,
        };
        Self {
            shell: h.desk(h.w.say("notices.title")),
            rows: h.list(row),
            older: h.maybe(HERE),
            last: h.maybe("7"),
        }
    }
}

impl Sampled for TicketPage {
    fn sample(h: &Hand) -> Self {
        let words = |_| Words { title: h.name(TITLE), body: h.name(BODY) };
        let fact = |at: usize| Fact {
            term: h.w.say("desk.fact.sender"),
            value: h.name("Nguyễn Văn Mẫu"),
            href: if at == 1 { HERE.into() } else { String::new() },
        };
        let kept = |_| Fact { term: h.w.say("step.accept.place"), value: h.name(PLACE), href: String::new() };
        let conflict =
            || Conflict { who: h.name("Hiền vừa chuyển."), kept: h.list(kept), standing: h.list(kept) };
        Self {
            shell: h.desk(h.name(TITLE)),
            queue: queue(h),
            back: HERE.into(),
            code: CODE.into(),
            heading: h.name(TITLE),
            status: h.status(),
            due: h.due(),
            level: h.maybe(h.w.say("desk.level.urgent")),
            version: 1,
            original: h.some(|| words(0)).into_iter().collect(),
            versions: versions(h),
            past: past(h),
            original_until: h.maybe("Bạn xem được đến 13:45."),
            public_label: h.w.say("desk.public_text"),
            see_original: h.some(|| steps::see(h, "original")),
            see_contact: h.some(|| steps::see(h, "contact")),
            public_text: h.some(|| words(1)).into_iter().collect(),
            signals: signals(h),
            asked: h.answers_said(),
            photos: h.list(|_| h.photo()),
            refusal: h.text(BODY),
            facts: h.list(fact),
            map: h.some(|| h.map()),
            held: h.list(|at| steps::held(h, at)),
            life: h.list(|at| h.step(at)),
            timeline: h.list(|at| h.step(at)),
            notes: h.list(|_| note(h)),
            note: h.some(|| steps::note(h)),
            colleagues: h.list(|_| h.name("@Lê Thị Hoa")),
            answers: h.some(|| seen(h)).into_iter().collect(),
            rating: h.some(|| rating(h)),
            triage: h.is_wrong().then(|| steps::triage(h)),
            part: h.some(|| steps::part(h)),
            parts: steps::parts(h),
            parts_told: h.maybe(h.w.fill("desk.parts.given_of", [("n", "1"), ("of", "2")])),
            draft: h.is_worst().then(|| steps::draft(h)),
            preview: h.some(|| seen(h)),
            drafter: h.name("Dự thảo của Hoa"),
            approval: h.some(|| approval(h)),
            acts: if h.is() { steps::acts(h) } else { Vec::new() },
            letters: steps::letters(h),
            errors: h.errors(&["public_title", "public_body", "category", "agency", "place"]),
            conflict: h.is_wrong().then(conflict),
            public_page: h.maybe(format!("/phan-anh/{CODE}")),
            comments: h.maybe("/lam-viec/y-kien"),
            history_csv: HERE.into(),
            here: HERE.into(),
        }
    }
}

fn versions(h: &Hand) -> Vec<VersionShown> {
    h.list(|_| VersionShown {
        when: h.w.fill("desk.version.when", [("when", h.moment().text)]),
        title: difference(TITLE, &h.name(TITLE)),
        body: difference(BODY, &h.name(BODY)),
        place: difference(PLACE, &h.text(PLACE)),
    })
}

fn past(h: &Hand) -> Option<SenderHistory> {
    h.some(|| SenderHistory {
        told: h.name("7 phản ánh từ cùng liên hệ này, kể cả phản ánh này"),
        ratings: h.text("Đánh giá: Hài lòng 2 · Không hài lòng 1"),
        refused: h.text("Bị từ chối: Quảng cáo 2"),
        rows: h.list(|_| PastShown {
            href: HERE.into(),
            code: CODE.into(),
            about: h.name("Ổ gà · Đã trả lời · 7/9/2026"),
        }),
    })
}

fn signals(h: &Hand) -> Vec<SignalTold> {
    h.list(|at| SignalTold {
        title: h.name("Có thể đang nguy hiểm: cháy, nổ"),
        because: h.text("vì trong lời phản ánh có “đang cháy”"),
        is_danger: at == 0,
    })
}

fn note(h: &Hand) -> NoteShown {
    NoteShown {
        author: h.name("Trần Thị Hiền"),
        when: h.moment().text,
        body: h.name(BODY),
        mentioned: h.text("nhắc @Lê Thị Hoa"),
    }
}

fn approval(h: &Hand) -> Approval {
    Approval {
        action: HERE.into(),
        letter: "",
        sends_back: h.some(|| steps::send_back(h)),
        mends: h.some(|| steps::mend(h)),
        // One primary button a page: where the draft or the report's check is still open, nobody approves.
        own: h.is_wrong(),
        due: h.due().word,
    }
}

impl Sampled for PreviewPage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.desk(h.w.say("desk.draft.preview")),
            back: HERE.into(),
            title: h.name(TITLE),
            body: h.name(BODY),
            place: h.text(PLACE),
            status: h.status(),
            promise: h.promise(),
            answer: seen(h),
        }
    }
}

impl Sampled for ApprovePage {
    fn sample(h: &Hand) -> Self {
        let outcome =
            |_| Outcome { code: CODE.into(), href: HERE.into(), words: h.w.say("approve.published") };
        let waiting = |at: usize| Waiting {
            code: CODE.into(),
            href: HERE.into(),
            title: h.name(TITLE),
            body: h.name(BODY),
            due: h.due(),
            due_line: h.due().word,
            drafter: h.name("Dự thảo của Hoa"),
            without: h.maybe("Không có phần của: Sở Y tế"),
            answer: seen(h),
            tick: format!("{CODE}.{at}"),
            own: at == 1,
        };
        Self {
            shell: h.desk(h.w.say("approve.title")),
            errors: if h.is() { h.errors(&["waiting"]) } else { h.errors(&[]) },
            back: HERE.into(),
            outcomes: h.list(outcome),
            waiting: h.list(|at| at).into_iter().take(10).map(waiting).collect(),
            older: h.maybe(HERE),
        }
    }
}

impl Sampled for FindPage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.desk(h.w.say("find.title")),
            words: h.text("ổ gà"),
            states: h.choices("Đang ở đâu"),
            measures: h.choices("Nhận trong tháng"),
            offers: offers(h),
            from: h.maybe("2026-09-01"),
            until: h.maybe("2026-09-07"),
            open: h.is(),
            total: h.maybe(h.w.count("find.total", 1_284)),
            save: views::save(h),
            files: [HERE.into(), HERE.into()],
            rows: h.list(|at| h.row(at)),
            older: h.maybe(HERE),
        }
    }
}

impl Sampled for RefusalsPage {
    fn sample(h: &Hand) -> Self {
        let refused = |at: usize| Refused {
            code: CODE.into(),
            href: HERE.into(),
            title: h.name(TITLE),
            wrote: h.name(BODY),
            about: h.name("Quảng cáo · Trần Thị Hiền"),
            told: h.name(BODY),
            action: HERE.into(),
            version: 1,
            found: if at == 1 { vec![h.name("Đúng, Trần Thị Hiền")] } else { Vec::new() },
            why: h.text("Vì sao?"),
            why_id: format!("why-{at}"),
        };
        Self {
            shell: h.desk(h.w.say("refusals.title")),
            errors: if h.is() { h.errors(&["why-0"]) } else { h.errors(&[]) },
            total: h.name("1.284"),
            reasons: h.list(|_| Counted { name: h.name("Quảng cáo"), count: "1.284".into() }),
            sample: h.list(refused),
        }
    }
}

fn rating(h: &Hand) -> RatingShown {
    RatingShown {
        mark: h.w.say("rating.poor"),
        words: h.text(BODY),
        about: h.name("Vì: Thời gian · 13:15, 7/9/2026"),
    }
}

impl Sampled for ReviewsPage {
    fn sample(h: &Hand) -> Self {
        let row = |_| Row {
            href: HERE.into(),
            title: h.name(TITLE),
            about: h.name(AGENCY),
            what: h.w.say("rating.poor"),
            said: h.text(BODY),
            wrote: h.text(BODY),
        };
        let kind = |_| Kind {
            title: h.w.say("reviews.rating_title"),
            hint: h.w.say("reviews.rating_hint"),
            none: h.w.say("reviews.rating_none"),
            rows: h.list(row),
        };
        Self { shell: h.desk(h.w.say("reviews.title")), kinds: h.list(kind) }
    }
}

impl Sampled for CallPage {
    fn sample(h: &Hand) -> Self {
        let mut typed = Fields::default();
        for name in ["phone", "name", "email", "title", "body", "category", "commune", "place"] {
            typed.push(name.into(), h.text(TITLE));
        }
        let earlier = |_| Earlier { href: HERE.into(), label: h.name(TITLE), note: h.text("4/9/2026") };
        let fields = ["phone", "name", "email", "title", "body", "category", "commune", "place", "consent"];
        Self {
            shell: h.desk(h.w.say("call.title")),
            errors: h.errors(&fields),
            form_key: "khoa".into(),
            typed,
            kinds: h.choices("Loại việc"),
            channels: h.choices("Điện thoại 1022"),
            offers: Offers {
                categories: h.choices("Mặt đường"),
                communes: h.choices("Phường Lê Chân"),
                ..Offers::default()
            },
            questions: h.questions(),
            asks: h.is(),
            stopped: if h.is_wrong() { h.name(BODY) } else { String::new() },
            photos: h
                .list(|at| CallPhoto { id: at.to_string(), label: h.w.fill("call.photo", [("n", at + 1)]) }),
            room: 3,
            photos_hint: h.w.fill("call.photos_hint", [("n", 5)]),
            stopped_at: h.maybe("1-1-3"),
            category_names: h.list(|_| h.name("Mặt đường")),
            commune_names: h.list(|_| h.name("Phường Lê Chân")),
            earlier: h.list(earlier),
            caller: h.text("Nguyễn Thị Mẫu · mau@example.vn"),
            looked_up: h.is(),
            consent: h.text(BODY),
            scripts: h.list(|at| ScriptShown {
                category: h.name("Ngập úng"),
                words: h.name(BODY),
                waits: at > 0,
            }),
        }
    }
}

impl Sampled for CallDonePage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.desk(h.w.say("call.done_title")),
            code: CODE.into(),
            promise: h.name("Trả lời trước 17:00, 14/9/2026."),
            state: h.name("Đã chuyển Sở Xây dựng."),
            ticket: HERE.into(),
            again: HERE.into(),
        }
    }
}
