//! Makes what a sample shows, as little or as much of it as the sample is to show.
use langnghe::domain::city_facts::{CityFacts, EmergencyLine};
use langnghe::i18n::Words;
use langnghe::web::form::{Choice, Errors};
use langnghe::web::menu::{NavItem, Who};
use langnghe::web::parts::absences::{AbsenceRow, AbsencesShown};
use langnghe::web::parts::bell::{BellItem, BellShown};
use langnghe::web::parts::map::MapShown;
use langnghe::web::parts::moment::MomentShown;
use langnghe::web::shell::{Flash, Shell};

/// How much a sample shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// Nothing is there yet.
    Empty,
    Usual,
    /// As usual, but what was typed cannot be taken: 422, or somebody was faster: 409.
    Wrong,
    /// Whatever may be typed, and as many of everything as may come together.
    Worst,
}

impl Size {
    pub const ALL: [Self; 4] = [Self::Usual, Self::Empty, Self::Wrong, Self::Worst];

    /// As it stands in the name of a sample.
    pub fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Usual => "usual",
            Self::Wrong => "wrong",
            Self::Worst => "worst",
        }
    }
}

/// Lines of a long list.
const MANY: usize = 24;

/// What somebody may type who means harm, or another language, or leans on a key: no space in 120 letters.
pub fn worst() -> String {
    format!("<script>alert(1)</script> \u{202e}שלום مرحبا \"'> {}", "Nghiêng".repeat(18))
}

/// Gives each page what it shows, in one size and one language.
pub struct Hand {
    pub size: Size,
    pub w: Words,
    city: CityFacts,
}

impl Hand {
    pub fn new(size: Size, lang: &str) -> Self {
        Self { size, w: Words::of(lang), city: city(size) }
    }

    /// What the pages say of the city.
    pub fn city(&self) -> &CityFacts {
        &self.city
    }

    /// What a person wrote; nothing while it is empty.
    pub fn text(&self, usual: &str) -> String {
        if self.size == Size::Empty { String::new() } else { self.name(usual) }
    }

    /// What a person wrote where something always stands.
    pub fn name(&self, usual: &str) -> String {
        if self.size == Size::Worst { worst() } else { usual.to_owned() }
    }

    /// An address, or words of the portal's own, that are not always there.
    pub fn maybe(&self, text: impl Into<String>) -> String {
        if self.size == Size::Empty { String::new() } else { text.into() }
    }

    /// What is not always there.
    pub fn some<T>(&self, make: impl FnOnce() -> T) -> Option<T> {
        (self.size != Size::Empty).then(make)
    }

    /// None, two, or a long list of them.
    pub fn list<T>(&self, make: impl FnMut(usize) -> T) -> Vec<T> {
        let many = match self.size {
            Size::Empty => 0,
            Size::Usual | Size::Wrong => 2,
            Size::Worst => MANY,
        };
        (0..many).map(make).collect()
    }

    /// Something is there, or is so.
    pub fn is(&self) -> bool {
        self.size != Size::Empty
    }

    /// Only where all comes together.
    pub fn is_worst(&self) -> bool {
        self.size == Size::Worst
    }

    /// Where what was typed cannot be taken.
    pub fn is_wrong(&self) -> bool {
        matches!(self.size, Size::Wrong | Size::Worst)
    }

    /// One complaint about each of these fields.
    pub fn errors(&self, fields: &[&str]) -> Errors {
        let mut errors = Errors::default();
        for field in fields.iter().filter(|_| self.is_wrong()) {
            errors.add(field, self.w.say("problem.too_long"));
        }
        errors
    }

    /// Choices with a hint here and there, the first one taken.
    pub fn choices(&self, usual: &str) -> Vec<Choice> {
        let choice = |at: usize| Choice::new(&at.to_string(), self.name(usual), "0");
        self.list(|at| {
            if at % 2 == 1 { choice(at).with_hint(self.text("Đường, vỉa hè")) } else { choice(at) }
        })
    }

    /// A map with all that it may be drawn on.
    pub fn map(&self) -> MapShown {
        MapShown {
            tiles: self.maybe("https://tiles.example.vn/{z}/{x}/{y}.png"),
            credit: self.text("Cơ quan bản đồ"),
            borders: self.maybe("/ban-do/ranh-gioi-1.json"),
            frame: self.maybe("20.5,106.1,21.2,107.1"),
            whole: self.maybe("20.0,106.1,21.2,107.8"),
            point: self.maybe("20.85512, 106.68311"),
            script: "/static/vendor/leaflet-1.9.4/leaflet.js".into(),
            style: "/static/vendor/leaflet-1.9.4/leaflet.css".into(),
        }
    }

    /// One moment for all samples.
    pub fn moment(&self) -> MomentShown {
        MomentShown { iso: "2026-09-07T13:15:00+07:00".into(), text: "13:15, 7/9/2026".into() }
    }

    /// The frame of a page for residents.
    pub fn public(&self, title: String) -> Shell {
        let keys = [("menu.submit", "pen"), ("menu.lookup", "search"), ("menu.answers", "answers")];
        let nav = keys.map(|(key, icon)| self.item(key, icon, None));
        Shell { nav: nav.into(), reopened: self.is_wrong(), ..self.plain(title) }
    }

    /// The frame of a page for staff.
    pub fn desk(&self, title: String) -> Shell {
        let keys = [("menu.triage", "inbox"), ("menu.work", "list"), ("menu.admin_calendar", "calendar")];
        let nav = keys.map(|(key, icon)| self.item(key, icon, self.some(|| "200+".to_owned())));
        let role = self.w.say("role.officer");
        let who = self
            .some(|| Who { name: self.name("Lê Thị Hoa"), role, agency: self.name("Sở Xây dựng") });
        let view = |at: usize| NavItem {
            href: format!("/lam-viec/o-day?view={at}"),
            label: self.name("Khẩn, chưa nhận"),
            current: false,
            count: (at == 0).then(|| "12".to_owned()),
            icon: "users",
        };
        let (views, rest) = (self.list(view), vec![self.item("menu.figures", "chart", None)]);
        Shell { nav: nav.into(), views, rest, who, bell: Some(self.bell()), ..self.plain(title) }
    }

    fn bell(&self) -> BellShown {
        let item = |_| BellItem {
            to: "/viec".into(),
            title: self.w.say("notice.mentioned"),
            said: format!("26-8K3F-Q7TY · {} · 10:18, 26/11", self.name("Vũ Thu Hà")),
        };
        BellShown { count: self.maybe("3"), items: self.list(item), last: self.maybe("7") }
    }

    /// Days on which somebody is away.
    pub fn away(&self) -> AbsencesShown {
        let row = |_| AbsenceRow {
            days: "7/9/2026 – 11/9/2026".into(),
            deputy: self.name("Vũ Thu Hà"),
            end_to: "/het".into(),
        };
        AbsencesShown {
            rows: self.list(row),
            first_day: self.maybe("2026-09-07"),
            last_day: self.maybe("2026-09-11"),
            deputies: self.choices("Vũ Thu Hà · Chuyên viên"),
            to: "/vang".into(),
        }
    }

    fn plain(&self, title: String) -> Shell {
        let text = self.w.say("door.signed_out");
        let flash = self.is_worst().then_some(Flash { kind: "done", text });
        Shell { csrf: "khoa".into(), flash, ..Shell::plain(&self.city, self.w, title) }
    }

    fn item(&self, key: &str, icon: &'static str, count: Option<String>) -> NavItem {
        NavItem { href: format!("/{key}"), label: self.w.say(key), current: icon == "search", count, icon }
    }
}

fn city(size: Size) -> CityFacts {
    let long = |usual: &str| if size == Size::Worst { worst() } else { usual.to_owned() };
    let line = |number: &str| EmergencyLine { number: number.into(), label: [long("Cháy"), long("Fire")] };
    CityFacts {
        name: long("Hải Phòng"),
        portal_name: [long("Lắng Nghe Hải Phòng"), long("Hai Phong Listens")],
        owner: [long("Ủy ban nhân dân thành phố"), long("City People's Committee")],
        hotline: "1022".into(),
        emergency: if size == Size::Empty { Vec::new() } else { vec![line("114"), line("115")] },
        ..CityFacts::default()
    }
}
