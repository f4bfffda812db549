//! Where a report is, as a point, is said or corrected at the desk.
use super::super::opened::Opened;
use super::super::step::{After, Field, Maker, Stands, Step, StepForm};
use crate::actions::Refusal;
use crate::actions::tickets::{self, Placed};
use crate::clock::local;
use crate::domain::city::PlaceNeed;
use crate::domain::event::EventKind;
use crate::domain::point::Point;
use crate::domain::policy::Act;
use crate::web::form::Choice;

/// Longer than any pair of numbers that is a place.
const POINT_LIMIT: usize = 60;

pub const STEP: Step = Step {
    name: "move_point",
    path: "vi-tri",
    letter: "v",
    act: Act::EditPublicText,
    offered: is_offered,
    fields: &[
        Field::line("point").at_most(POINT_LIMIT).optional().changing(|opened, _| {
            let point = opened.point.as_ref().and_then(|one| one.point());
            point.map(|point| point.to_string()).unwrap_or_default()
        }),
        Field::pick("point_commune").optional(),
        Field::radio("point_shown").changing(|opened, _| {
            let hidden = opened.point.as_ref().is_some_and(|one| !one.is_shown);
            if hidden { "no".to_owned() } else { "yes".to_owned() }
        }),
        Field::line("point_why").of("why"),
    ],
    stands: Stands::Listed,
    place: 193,
    dress,
    verb: |portal, order, fields| {
        let typed = fields.get("point").trim();
        let point: Option<Point> = match typed {
            "" => None,
            typed => Some(typed.parse().map_err(|_| Refusal::field("point", "point_unreadable"))?),
        };
        let commune = match fields.get("point_commune") {
            "" => None,
            id => Some(id.parse().map_err(|_| Refusal::field("point_commune", "commune_missing"))?),
        };
        let is_shown = fields.get("point_shown") != "no";
        let placed = Placed { point, commune, is_shown };
        tickets::move_point(portal, order, &placed, fields.get("point_why"))
    },
    leaves: &[EventKind::PointMoved],
    after: After::Stay,
};

/// Where a category has places at all, until the report is settled.
fn is_offered(opened: &Opened) -> bool {
    let category = opened.city.categories.get(&opened.ticket.category_id);
    let placed = category.is_some_and(|one| one.place != PlaceNeed::NoPlace);
    placed && opened.ticket.accepted_at.is_some() && !opened.ticket.status.is_settled()
}

fn dress(maker: &Maker<'_>, form: &mut StepForm) {
    let today = local(maker.opened.now).date();
    let there = maker.opened.city.communes_by_name().filter(|one| one.is_current(today));
    let commune = form.field("point_commune");
    commune.blank = maker.w.say("step.move_point.by_point");
    commune.offer(there.map(|one| (one.id.to_string(), one.name.clone())));
    let shown = form.field("point_shown");
    let choice = |value: &str, key: &str| Choice::new(value, maker.w.say(key), &shown.value);
    let options = vec![choice("yes", "step.move_point.shown_yes"), choice("no", "step.move_point.shown_no")];
    shown.options = options;
}
