//! What the sweep asks: every route of the table that anybody may ask, with everything that may stand in its address.
use crate::house::world::asked_to_follow;
use crate::public::map::here;
use crate::support::TestPortal;
use diesel::prelude::*;
use langnghe::actions::senders::keys;
use langnghe::domain::cell::{Cell, FINEST};
use langnghe::domain::ticket::Ticket;
use langnghe::ids::{TicketId, UploadId};
use langnghe::links;
use langnghe::schema::{tickets, uploads};
use langnghe::store::{follows, photos};
use langnghe::web::door::Door;
use langnghe::web::routes::{Route, TABLE};

/// What opens only for whoever was given a key, or has sent something: nothing of it is anybody's, and why.
const SHUT: [(&str, &str); 6] = [
    ("/open311/v2/tokens/{token}.{form}", "the token was given to the program that sent the report"),
    ("/ban-do/nen/{z}/{x}/{y}", "pictures of the ground, where the city has a file of them"),
    ("/xac-nhan/{token}", "the key stands in a letter"),
    ("/mat-khau/{token}", "the key stands in a letter"),
    ("/metrics", "for this machine, and whoever has its token"),
    ("/cua-toi/{token}/anh/{hash}.jpg", "its sender's own photos, until they are public"),
];

/// What stands behind the "?" wherever nothing of one report is asked for.
const NARROWED: [&str; 9] = [
    "trang-thai=done&xep=moi-tra-loi&dong=10",
    "trang-thai=waiting&tieng=en&extensions=true",
    "trang-thai=refused&co-anh=yes&locale=en",
    "xep=cho-lau&phuong-xa=phuong-le-chan",
    "xep=nhieu-nguoi&co-quan=so-xay-dung&hien=con-so",
    "linh-vuc=giao_thong&han=dung&hien=da-tra-loi",
    "tu=2026-01-01&den=2027-01-01&co-van-ban=yes&thang=2026-09",
    "status=open,closed&start_date=2026-01-01&page_size=200",
    "updated_after=2026-01-01&start_date=2026-01-01",
];

/// One address, of which route.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asked {
    pub route: &'static str,
    pub address: String,
}

/// All that may stand in an address.
#[derive(Default, Clone)]
pub struct Known {
    codes: Vec<String>,
    files: Vec<String>,
    starts: Vec<String>,
    uploads: Vec<String>,
    /// Keys by which somebody confirms that they follow something.
    follows: Vec<String>,
    own: String,
    letters: String,
    version: String,
}

impl Known {
    /// Of every report that there is, with the keys of one.
    pub fn of(portal: &TestPortal, plain: &Ticket) -> Self {
        let (ids, codes): (Vec<TicketId>, Vec<String>) = portal
            .look(|c| tickets::table.select((tickets::id, tickets::code)).load::<(TicketId, String)>(c))
            .into_iter()
            .unzip();
        let photos = ids.iter().flat_map(|id| portal.look(|c| photos::of_ticket(c, *id)));
        let mut files: Vec<String> = photos.flat_map(|one| one.files().map(Clone::clone)).collect();
        let papers = langnghe::schema::documents::table.select(langnghe::schema::documents::hash);
        files.extend(portal.look(|c| papers.load::<String>(c)));
        files.sort();
        files.dedup();
        let uploads: Vec<UploadId> = portal.look(|c| uploads::table.select(uploads::id).load(c));
        Self {
            codes,
            files,
            starts: ids.iter().map(|id| id.0.to_string()).chain(["0".to_owned()]).collect(),
            uploads: uploads.iter().map(|id| id.0.to_string()).collect(),
            own: portal.with_db(|c| keys::of_own_page(portal, c, plain.id)),
            letters: keys::of_letters(portal, plain.id),
            follows: Vec::new(),
            version: portal.city().borders[0].version.to_string(),
        }
    }

    /// And of these, which somebody is about to follow.
    pub fn followed(mut self, portal: &TestPortal, reports: &[Ticket]) -> Self {
        for (at, ticket) in reports.iter().enumerate() {
            let token = format!("{at:064}");
            portal.with_db(|c| follows::insert(c, &asked_to_follow(portal, ticket, &token)));
            self.follows.push(token);
        }
        self
    }

    /// What may stand at a place of a route; nothing for a place that nobody thought of.
    fn at(&self, route: &str, place: &str) -> Vec<String> {
        let these = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect();
        match place {
            "code" => self.codes.clone(),
            "hash" => self.files.clone(),
            "form" => these(&["json", "xml"]),
            "service" => these(&["giao_thong", "van_hoa_the_thao"]),
            "slug" if route.starts_with("/co-quan/") => these(&["so-xay-dung", "so-y-te"]),
            "slug" if route.starts_with("/phuong-xa/") => these(&["phuong-le-chan", "phuong-an-bien"]),
            "slug" if route.starts_with("/linh-vuc/") => {
                these(&["giao-thong", "nhom-duong-sa", "van-hoa-the-thao", "giao-duc"])
            }
            "version" if route.starts_with("/ban-do/") => vec![self.version.clone()],
            "z" | "x" | "y" => these(&["0"]),
            "version" => these(&["1", "2"]),
            "start" => self.starts.clone(),
            "upload" => self.uploads.clone(),
            "path:.*" => these(&["vendor/leaflet-1.9.4/leaflet.css"]),
            "token" if route.starts_with("/cua-toi/") => vec![self.own.clone()],
            "token" if route.starts_with("/theo-doi/") => self.follows.clone(),
            "token" if route.starts_with("/thu/") => vec![self.letters.clone()],
            "token" if is_shut(route) => vec!["0".repeat(64)],
            _ => Vec::new(),
        }
    }

    fn addresses(&self, route: &str, address: &str) -> Vec<String> {
        let Some((before, rest)) = address.split_once('{') else { return vec![address.to_owned()] };
        let (place, after) = rest.split_once('}').unwrap();
        let each = self.at(route, place).into_iter();
        each.flat_map(|value| self.addresses(route, &format!("{before}{value}{after}"))).collect()
    }

    /// Questions of a route's own.
    fn questions(&self, route: &str) -> Vec<String> {
        let cell = Cell::at(here());
        match route {
            "/ban-do" | "/ban-do.json" | "/ban-do.svg" | "/nhung/ban-do" => vec![
                "khung=20.84,106.64,20.88,106.68&muc=14".to_owned(),
                "khung=20.86,106.65,20.87,106.66&muc=18&trang-thai=working".to_owned(),
                format!("khung=20.84,106.64,20.88,106.68&o={FINEST}-{}", cell.0),
                format!("o=13-{}", cell.within(13)),
                "khung=20.84,106.64,20.88,106.68&hien=mat-do".to_owned(),
                "hien=mat-do".to_owned(),
            ],
            "/oembed" => {
                let pages = self.codes.iter().map(|code| links::ticket(code));
                let pages = pages.chain([links::answers(), links::agency("so-xay-dung")]);
                let asked = pages.map(|page| format!("url=http%3A%2F%2Flocalhost{page}"));
                asked.flat_map(|asked| [format!("{asked}&format=xml"), asked]).collect()
            }
            route if route.starts_with("/open311/v2/") && !route.contains("{code}") => {
                // A hundred may be named.
                vec![format!("service_request_id={}&extensions=true", self.codes.join(","))]
            }
            _ => Vec::new(),
        }
    }
}

pub fn is_shut(route: &str) -> bool {
    SHUT.iter().any(|(shut, _)| *shut == route)
}

/// Every route that anybody may ask.
pub fn routes() -> impl Iterator<Item = &'static Route> {
    TABLE.iter().filter(|one| one.method == "GET" && matches!(one.door, Door::Reader | Door::Sender))
}

/// Does a page of this route leave no key with whoever reads it?
pub fn is_readers(route: &str) -> bool {
    TABLE.iter().any(|one| one.method == "GET" && one.path == route && one.door == Door::Reader)
}

/// Every address of every route. A route of which no address is known has none.
pub fn all(known: &Known) -> Vec<Asked> {
    let mut all = Vec::new();
    for Route { path, .. } in routes() {
        for address in known.addresses(path, path) {
            let mut put = |address: String| all.push(Asked { route: path, address });
            let own = known.questions(path);
            let of_all = ["{code}", "{hash}", "{token}", "{path:.*}", "{start}", "{upload}", "{version}"];
            let narrowed = is_readers(path) && !of_all.iter().any(|part| path.contains(part));
            let narrowed = NARROWED.iter().filter(|_| narrowed).map(|one| (*one).to_owned());
            own.into_iter().chain(narrowed).for_each(|query| put(format!("{address}?{query}")));
            put(address);
        }
    }
    all
}
