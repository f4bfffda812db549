//! The point of the place: put on a map, found by the device, typed, or where a photo was taken. None of it is needed.
use super::Scene;
use super::place::PlaceForm;
use crate::actions::Problem;
use crate::domain::area::{Located, Sure};
use crate::domain::draft::Answers;
use crate::domain::point::Point;
use crate::domain::report_point::{PointSource, Pointed};
use crate::domain::text::fold;
use crate::i18n::Words;
use crate::ids::CommuneId;
use crate::web::form::Choice;
use chrono::NaiveDate;

/// Longer than any pair of numbers that is a place.
pub const POINT_LIMIT: usize = 60;

/// What a form says of the point.
#[derive(Clone, Default)]
pub struct PointSaid {
    pub pointed: Option<Pointed>,
    /// Where it lies.
    pub located: Option<Located>,
    /// The commune that it decides, where no name was typed.
    pub commune: Option<CommuneId>,
    pub problem: Option<Problem>,
    /// What stands in the field, where it is no place.
    pub typed: String,
}

/// The point as the page shows it.
#[derive(Default)]
pub struct PointShown {
    /// "20.85512, 106.68311"
    pub value: String,
    pub source: String,
    pub accuracy: String,
    /// "Ghim nằm trong Phường Lê Chân"; "" without a point.
    pub told: String,
    /// There is one that can be taken away.
    pub is_set: bool,
    /// The fold is open.
    pub open: bool,
    /// The communes to choose from, close to a border.
    pub near: Vec<Choice>,
    /// "Ảnh ghi nơi chụp ở Phường Lê Chân"; "" where no photo says so, or it was asked before.
    pub photo: String,
}

impl PointSaid {
    /// What was kept before.
    pub fn kept(scene: &Scene, today: NaiveDate) -> Self {
        let pointed = scene.answers.point;
        let located = pointed.map(|one| scene.locate(one.point, today));
        Self { pointed, located, commune: scene.answers.commune, ..Self::default() }
    }

    /// What the form says. A commune that was called by its name is not the point's to decide.
    pub fn read(scene: &Scene, typed: &PlaceForm, named: Option<Point>, today: NaiveDate) -> Self {
        let pointed = match point_of(&scene.answers, typed, named) {
            Ok(pointed) => pointed,
            Err(problem) => {
                let typed = typed.point.clone();
                return Self { problem: Some(problem), typed, ..Self::default() };
            }
        };
        let located = pointed.map(|one| scene.locate(one.point, today));
        let mut said = Self { pointed, located, ..Self::default() };
        let Some(located) = &said.located else { return said };
        if located.sure == Sure::Nowhere {
            said.problem = scene.knows_where(today).then(|| Problem::new("point", "point_outside"));
        } else if fold(&typed.commune).is_empty() {
            let marked: Option<CommuneId> = typed.near_id.parse().ok();
            let marked = marked.filter(|id| located.communes.contains(id));
            said.commune = located.only().or(marked);
            if said.commune.is_none() && typed.commune_unknown.is_empty() {
                said.problem = Some(Problem::new("near_id", "point_near"));
            }
        }
        said
    }

    /// Keeps it in the draft: the photo's place is offered once.
    pub fn put(&self, answers: &mut Answers) {
        if self.problem.as_ref().is_none_or(|problem| problem.field == "near_id") {
            answers.point = self.pointed;
        }
        answers.photo_point_asked |= answers.photo_point.is_some();
    }

    /// As the page shows it.
    pub fn shown(&self, scene: &Scene, w: &Words, today: NaiveDate) -> PointShown {
        let answers = &scene.answers;
        let value = self.pointed.map(|one| one.point.to_string());
        let located = self.located.as_ref();
        let sure = located.and_then(Located::only);
        let near = located.filter(|one| sure.is_none() && one.sure != Sure::Nowhere);
        let chosen = answers.commune.map(|id| id.to_string()).unwrap_or_default();
        let choice =
            |id: &CommuneId| Choice::new(&id.to_string(), scene.commune(Some(*id)).to_owned(), &chosen);
        let told = match (located.map(|one| one.sure), sure) {
            (None | Some(Sure::Nowhere), _) => String::new(),
            (Some(Sure::Middles), _) => w.say("map.point_about"),
            (_, Some(commune)) => w.fill("map.point_in", [("commune", scene.commune(Some(commune)))]),
            (_, None) => w.say("map.point_border"),
        };
        let offered = offered(scene, today).filter(|_| self.pointed.is_none());
        PointShown {
            is_set: value.is_some(),
            open: value.is_some() || self.problem.is_some(),
            value: value.unwrap_or_else(|| self.typed.clone()),
            source: self.pointed.map(|one| one.source.to_string()).unwrap_or_default(),
            accuracy: self
                .pointed
                .and_then(|one| one.accuracy)
                .map(|one| one.to_string())
                .unwrap_or_default(),
            told,
            near: near.map(|one| one.communes.iter().map(choice).collect()).unwrap_or_default(),
            photo: offered.map(|point| photo_words(scene, w, point, today)).unwrap_or_default(),
        }
    }
}

/// The point that a form means: the photo's, that of a street or landmark, none, what stood there before, or another.
fn point_of(answers: &Answers, typed: &PlaceForm, named: Option<Point>) -> Result<Option<Pointed>, Problem> {
    if typed.photo_point == "yes" {
        let photo = answers.photo_point.map(|point| Pointed::of(point, PointSource::Photo, ""));
        return Ok(photo.or(answers.point));
    }
    if let Some(named) = named {
        return Ok(Some(Pointed::of(named, PointSource::Named, "")));
    }
    let said = typed.point.trim();
    if said.is_empty() || !typed.point_off.is_empty() {
        return Ok(None);
    }
    let point: Point = said.parse().map_err(|_| Problem::new("point", "point_unreadable"))?;
    if let Some(before) = answers.point.filter(|one| one.point == point) {
        return Ok(Some(before));
    }
    let by_device = typed.point_source == PointSource::Position.as_str();
    let source = if by_device { PointSource::Position } else { PointSource::Map };
    Ok(Some(Pointed::of(point, source, &typed.point_accuracy)))
}

fn photo_words(scene: &Scene, w: &Words, point: Point, today: NaiveDate) -> String {
    let located = scene.locate(point, today);
    match located.communes.first() {
        Some(nearest) => w.fill("map.photo_near", [("commune", scene.commune(Some(*nearest)))]),
        None => w.fill("map.photo_at", [("point", point)]),
    }
}

/// Where a photo of the draft says that it was taken, while its sender was not asked yet. Outside of the city it is no help.
pub fn offered(scene: &Scene, today: NaiveDate) -> Option<Point> {
    let answers = &scene.answers;
    let open = !answers.photo_point_asked && answers.point.is_none();
    let here = |point: &Point| !scene.knows_where(today) || scene.locate(*point, today).sure != Sure::Nowhere;
    answers.photo_point.filter(|_| open).filter(here)
}
