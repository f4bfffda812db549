//! Samples of what may be done with a report at the desk: its forms.
use super::Sampled;
use super::hand::Hand;
use super::parts::{AGENCY, BODY, CODE, PLACE, TITLE};
use langnghe::web::desk::draft_form::{Attached, DraftForm};
use langnghe::web::desk::held::HeldShown;
use langnghe::web::desk::parts::{PartForm, PartShown, PartToInclude, SaidShown};
use langnghe::web::desk::step::ask::{AskPage, LetterShown};
use langnghe::web::desk::step::{FieldShown, KeyShown, StepForm};
use langnghe::web::desk::triage_form::{ChoiceGroup, PhotoChoice, TriageForm};

const HERE: &str = "/lam-viec/o-day";

impl Sampled for AskPage {
    fn sample(h: &Hand) -> Self {
        Self {
            shell: h.desk(h.w.say("step.refuse.ask")),
            code: CODE.into(),
            heading: h.name(TITLE),
            body: h.text(BODY),
            status: h.status(),
            page_words: h.text(BODY),
            readers: h.w.say("desk.ask.public"),
            letter: h.some(|| LetterShown {
                subject: h.name(TITLE),
                text: h.name(BODY),
                lang: h.w.lang().into(),
            }),
            no_letter: h.w.say("desk.ask.no_letter"),
            others: h.maybe(h.w.count("desk.ask.others", 2)),
            action: HERE.into(),
            fields: h.list(|at| (format!("text{at}"), h.name(BODY))),
            button: h.w.say("step.refuse.button"),
        }
    }
}

fn step(h: &Hand, word: &str, fields: Vec<FieldShown>) -> StepForm {
    StepForm {
        action: HERE.into(),
        letter: "",
        title: h.w.say(&format!("step.{word}.title")),
        hint: h.text("Người gửi nhận được thư."),
        fields,
        button: h.w.say(&format!("step.{word}.button")),
        primary: false,
        danger: word == "refuse",
        open: h.is_wrong(),
        focus: false,
    }
}

fn field(h: &Hand, kind: &'static str, name: &'static str) -> FieldShown {
    FieldShown {
        kind,
        name,
        label: h.name("Lý do gì vậy"),
        hint: h.text("Vài chữ là đủ"),
        value: match kind {
            "date" => h.maybe("2026-09-30"),
            "line" => h.text(TITLE),
            _ => h.text(BODY),
        },
        error: h.errors(&[name]).at(name),
        options: h.choices(AGENCY),
        blank: h.maybe("Chọn một nơi"),
        invite: if h.is_worst() { HERE.into() } else { String::new() },
        optional: kind == "line",
    }
}

pub fn note(h: &Hand) -> StepForm {
    step(h, "write_note", vec![field(h, "area", "note")])
}

pub fn send_back(h: &Hand) -> StepForm {
    step(h, "return_draft", vec![field(h, "area", "return_remark")])
}

/// A few words of a draft are mended.
pub fn mend(h: &Hand) -> StepForm {
    step(h, "mend_draft", vec![field(h, "area", "mend_body"), field(h, "line", "mend_signed_as")])
}

/// Something that is kept apart is opened.
pub fn see(h: &Hand, what: &str) -> StepForm {
    let name = if what == "original" { "original_why" } else { "contact_why" };
    step(h, &format!("see_{what}"), vec![field(h, "line", name)])
}

/// A form with each kind of field.
pub fn acts(h: &Hand) -> Vec<StepForm> {
    let kinds = [("pick", "to"), ("radio", "how"), ("many", "which"), ("date", "until"), ("line", "master")];
    let fields = kinds.map(|(kind, name)| field(h, kind, name));
    vec![step(h, "forward", fields.into()), step(h, "refuse", vec![field(h, "area", "refusal")])]
}

pub fn letters(h: &Hand) -> Vec<KeyShown> {
    h.list(|_| KeyShown { letter: "w", what: h.w.say("step.write_note.title") })
}

pub fn triage(h: &Hand) -> TriageForm {
    let group = |at: usize| {
        let mut options = h.choices("Mặt đường");
        options.iter_mut().for_each(|one| one.chosen &= at == 0);
        ChoiceGroup { label: h.name("Hạ tầng kỹ thuật"), options }
    };
    let photo = |at: usize| PhotoChoice {
        id: at.to_string(),
        small: "/anh/1.jpg".into(),
        large: "/anh/2.jpg".into(),
        alt: h.name("Ảnh 1: ổ gà"),
        shown: at == 0,
    };
    TriageForm {
        action: HERE.into(),
        letter: "",
        public_title: h.text(TITLE),
        public_body: h.text(BODY),
        categories: h.list(group),
        communes: h.choices("Phường Lê Chân"),
        place: h.text(PLACE),
        levels: h.choices("Mức thường"),
        is_private: h.is(),
        stays_private: if h.is_worst() { h.text("Người gửi muốn kín") } else { String::new() },
        photos: h.list(photo),
        agencies: h.choices(AGENCY),
        co_agencies: h.choices(AGENCY),
        proposed: "1".into(),
        why: h.text("Vì lĩnh vực này do Sở nhận"),
        co_why: h.maybe("Chưa có ai nhận việc"),
        invite: if h.is_worst() { HERE.into() } else { String::new() },
        remark: h.text("Xin làm gấp"),
        more_open: h.is_wrong(),
    }
}

pub fn draft(h: &Hand) -> DraftForm {
    let attached = |at: usize| Attached {
        id: at.to_string(),
        small: "/anh/1.jpg".into(),
        href: "/anh/2.jpg".into(),
        label: h.name("412.pdf"),
        acts: at == 1,
    };
    DraftForm {
        action: HERE.into(),
        letter: "",
        outcomes: h.choices("Đã làm xong"),
        promised: h.maybe("2027-03-31"),
        promised_now: h.text("Đang hẹn: 31/3/2027."),
        body: h.text(BODY),
        signed_as: h.text("Phó Giám đốc"),
        document_number: h.text("412/SXD-HT"),
        remark: h.text("Ghi rõ diện tích"),
        photos: h.list(attached),
        documents: h.list(attached),
        proof_hint: h.w.say("desk.draft.proof_needed"),
        parts: h.list(|at| PartToInclude {
            value: format!("part-{at}"),
            agency: h.name(AGENCY),
            body: h.name(BODY),
            by: h.name("Lê Quốc Bảo · 9:52, 9/9"),
        }),
        owing: h.list(|_| h.name(AGENCY)),
        without: h.maybe("Sở kia báo còn chờ kết quả đo"),
        version: 1,
    }
}

pub fn part(h: &Hand) -> PartForm {
    let file = |_| ("/anh/2.jpg".to_owned(), "/anh/1.jpg".to_owned());
    PartForm {
        action: HERE.into(),
        agency: h.name(AGENCY),
        asked: h.maybe("Kiểm tra tấm kê, mái che lấn miệng hố ga"),
        due: h.maybe("hạn 17:00, 9/9/2026"),
        text: h.text(BODY),
        photos: h.list(file),
        papers: h.list(|_| ("/anh/2.jpg".to_owned(), h.name("412.pdf"))),
        is_more: h.is(),
    }
}

pub fn held(h: &Hand, at: usize) -> HeldShown {
    HeldShown {
        who: if at == 0 { h.w.say("desk.holder_1022") } else { h.name(AGENCY) },
        when: "9:52, 9/9 – 10:20, 11/9".into(),
        long: h.name("1,4 ngày"),
        how: if at == 1 { h.w.say("desk.held.gave_back") } else { String::new() },
    }
}

pub fn parts(h: &Hand) -> Vec<PartShown> {
    let said = |_| SaidShown { body: h.name(BODY), by: h.name("Lê Quốc Bảo · 9:52, 9/9") };
    h.list(|at| PartShown {
        agency: h.name(AGENCY),
        role: h.w.say(if at == 0 { "desk.parts.lead" } else { "desk.parts.with" }),
        asked: if at == 0 {
            String::new()
        } else {
            h.text("Kiểm tra tấm kê, mái che lấn miệng hố ga")
        },
        tone: if at == 0 { "doing" } else { "wait" },
        state: h.w.say("desk.parts.waits"),
        due: h.maybe("hạn 17:00, 9/9/2026"),
        said: if at == 0 { Vec::new() } else { (0..2).map(said).collect() },
    })
}
