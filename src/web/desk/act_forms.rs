//! The larger of the steps' forms: forwarding, refusing, whose hands, levels, kinds, who may see it, more time.
use super::acts::{Maker, StepForm};
use super::proposal;
use crate::clock::local;
use crate::domain::photo::PhotoRole;
use crate::domain::policy::Act;
use crate::domain::status::Status;
use crate::domain::ticket::{Kind, Level, Prominence};
use crate::domain::{Term, longest_extension};
use crate::web::form::Choice;
use crate::web::parts::moment;

impl Maker<'_> {
    pub(super) fn forwarding(&self) -> StepForm {
        let ticket = &self.opened.ticket;
        let proposal = proposal::of(self.opened);
        let chosen = |id: Option<crate::ids::AgencyId>| id.map(|id| id.to_string()).unwrap_or_default();
        let due = proposal::due(self.opened, None, ticket.level);
        let pick = |name, proposed: String| {
            let typed = self.typed.value("chuyen", name, &proposed);
            let (listed, marked) = proposal::offered(self.opened, due, &typed);
            let mut field = self.pick("chuyen", name, "", listed.into_iter());
            field.options.iter_mut().for_each(|choice| choice.chosen = choice.value == marked);
            field
        };
        let mut agency = pick("agency", chosen(proposal.agency));
        agency.blank = self.w.say("step.choose_agency");
        agency.hint = proposal::words(&self.w, self.opened, &proposal);
        let with = ticket.co_agency_id.or(proposal.co_agency);
        let mut co_agency = pick("co_agency", chosen(with));
        co_agency.blank = self.w.say("step.no_agency");
        co_agency.optional = true;
        let mut remark = self.field("chuyen", "area", "remark", "");
        remark.optional = true;
        self.form("chuyen", vec![agency, co_agency, remark])
    }

    pub(super) fn refusing(&self) -> StepForm {
        let lang = self.w.lang();
        let mut reason = self.pick(
            "tu-choi",
            "reason",
            "",
            self.opened.reasons.iter().map(|reason| (reason.code.clone(), reason.name(lang).to_owned())),
        );
        reason.kind = "radio";
        // What the sender would read, in the language they wrote in.
        for (choice, known) in reason.options.iter_mut().zip(&self.opened.reasons) {
            known.text(&self.opened.ticket.lang).clone_into(&mut choice.hint);
            if known.hides {
                choice.label = format!("{} · {}", choice.label, self.w.say("step.tu_choi.hides"));
            }
        }
        let mut text = self.field("tu-choi", "area", "text", "");
        text.optional = true;
        let mut form = self.form("tu-choi", vec![reason, text]);
        form.danger = true;
        form
    }

    /// Who works on it: assign, claim, release.
    pub(super) fn hands(&self) -> Vec<StepForm> {
        let ticket = &self.opened.ticket;
        let mut forms = Vec::new();
        if ticket.agency_id.is_none() || ticket.status.is_settled() {
            return forms;
        }
        let working = matches!(ticket.status, Status::InProgress | Status::AwaitingApproval);
        if working && ticket.assignee_id.is_none() && self.opened.may(Act::Claim) {
            let mut form = self.form("tu-nhan", Vec::new());
            (form.primary, form.open) = (!self.opened.may(Act::Assign), true);
            forms.push(form);
        }
        if self.opened.may(Act::Assign) {
            let people = self.opened.colleagues.iter().map(|one| {
                let load = self.w.count("step.load", one.holds);
                (one.id.to_string(), format!("{} · {} · {load}", one.name, one.position))
            });
            let chosen = ticket.assignee_id.map(|id| id.to_string()).unwrap_or_default();
            let mut field = self.pick("phan-cong", "assignee", &chosen, people);
            field.blank = self.w.say("step.phan_cong.nobody");
            let mut form = self.form("phan-cong", vec![field]);
            form.open |= ticket.assignee_id.is_none() && ticket.status == Status::InProgress;
            forms.push(form);
        }
        if working && ticket.assignee_id == Some(self.opened.actor.id) && self.opened.may(Act::Release) {
            forms.push(self.form("nha-viec", vec![self.field("nha-viec", "area", "release_why", "")]));
        }
        forms
    }

    pub(super) fn kinds(&self) -> StepForm {
        let options = Kind::ALL.iter().map(|kind| (kind.to_string(), self.w.say(&format!("kind.{kind}"))));
        let mut kind = self.pick("doi-loai", "kind", self.opened.ticket.kind.as_str(), options);
        kind.kind = "radio";
        self.form("doi-loai", vec![kind, self.field("doi-loai", "line", "kind_why", "")])
    }

    pub(super) fn levels(&self) -> StepForm {
        let options =
            Level::ALL.iter().map(|level| (level.to_string(), self.w.say(&format!("desk.level.{level}"))));
        let mut level = self.pick("muc-do", "level", self.opened.ticket.level.as_str(), options);
        level.kind = "radio";
        self.form("muc-do", vec![level, self.field("muc-do", "line", "level_why", "")])
    }

    /// What the public reads of it; open where nobody has checked it yet.
    pub(super) fn public_copy(&self) -> StepForm {
        const STEP: &str = "sua-noi-dung";
        let ticket = &self.opened.ticket;
        let mut place = self.field(STEP, "line", "place", &ticket.place);
        place.optional = true;
        let mut fields = vec![
            self.field(STEP, "line", "public_title", &ticket.public_title),
            self.field(STEP, "area", "public_body", &ticket.public_body),
            place,
        ];
        let sent: Vec<_> =
            self.opened.photos.iter().filter(|photo| photo.role == PhotoRole::Report).collect();
        if !sent.is_empty() {
            let mut photos = self.field(STEP, "many", "photo", "");
            let each = sent.iter().enumerate();
            photos.options = each
                .map(|(at, photo)| {
                    let id = photo.id.to_string();
                    let chosen = match self.typed.is(STEP) {
                        true => self.typed.fields.all("photo").contains(&id.as_str()),
                        false => photo.is_public,
                    };
                    let label = self.w.fill("desk.photo_alt", [("n", at + 1)]);
                    Choice { value: id, label, hint: String::new(), chosen }
                })
                .collect();
            fields.push(photos);
        }
        fields.push(self.field(STEP, "line", "edit_why", ""));
        let mut form = self.form(STEP, fields);
        form.open |= ticket.checked_at.is_none();
        form
    }

    /// What is private cannot be shown, so that is not among the choices.
    pub(super) fn prominence(&self) -> StepForm {
        let private = self.opened.ticket.is_private;
        let options = Prominence::ALL
            .iter()
            .filter(|one| !private || **one != Prominence::Public)
            .map(|one| (one.to_string(), self.w.say(&format!("desk.prominence.{one}"))));
        let mut shown = self.pick("hien-an", "prominence", self.opened.ticket.prominence.as_str(), options);
        shown.kind = "radio";
        self.form("hien-an", vec![shown, self.field("hien-an", "line", "hide_why", "")])
    }

    /// One extension, no longer than the first term.
    pub(super) fn extension(&self) -> Option<StepForm> {
        let ticket = &self.opened.ticket;
        let open = matches!(ticket.status, Status::Forwarded | Status::InProgress | Status::AwaitingApproval);
        if !open || ticket.extensions > 0 || !self.opened.may(Act::GrantExtension) {
            return None;
        }
        let term = Term {
            amount: ticket.answer_amount?.unsigned_abs(),
            unit: ticket.answer_unit.as_deref()?.parse().ok()?,
        };
        let longest = longest_extension(ticket.first_answer_due?, term, &self.opened.calendar);
        let mut date =
            self.field("gia-han", "date", "until", &local(longest).date().format("%Y-%m-%d").to_string());
        date.hint = self.w.fill("step.gia_han.longest", [("when", moment::full(longest))]);
        Some(self.form("gia-han", vec![date, self.field("gia-han", "area", "extend_why", "")]))
    }
}
