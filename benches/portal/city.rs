//! A city with a year of reports behind it, each of which lived by the verbs that everybody uses.
use super::Outcome;
use chrono::Duration;
use langnghe::actions::tickets::Destination;
use langnghe::actions::{Refusal, replies};
use langnghe::clock::Moment;
use langnghe::domain::account::{Account, AccountState};
use langnghe::domain::city::Agency;
use langnghe::domain::intake::{Person, Place, PublicText, Said, Sender, Submission};
use langnghe::domain::point::Point;
use langnghe::domain::policy::{Actor, Role};
use langnghe::domain::reply::Outcome as Result_;
use langnghe::domain::report_point::{PointSource, Pointed};
use langnghe::domain::status::Status;
use langnghe::domain::ticket::{Channel, Ticket};
use langnghe::files::KeptPhoto;
use langnghe::ids::{AccountId, AgencyId, CategoryId, CommuneId, ConsentId, Secret};
use langnghe::lives::{self, Answer, Sent, Step};
use langnghe::portal::Portal;
use langnghe::store::{Conn, accounts, agencies, consents, sessions};
use std::error::Error;

const TITLES: [&str; 6] = [
    "Ổ gà sâu trước số 12 phố Lạch Tray",
    "Rác tồn đọng ba ngày ở đầu ngõ",
    "Đèn đường tắt suốt tuần",
    "Cống tràn khi triều lên",
    "Xe tải đỗ lấn vỉa hè trước trường học",
    "Cây xanh nghiêng sau bão",
];
const BODY: &str = "Sự việc kéo dài nhiều ngày, ảnh hưởng đến việc đi lại của người dân trong khu vực. \
    Đề nghị cơ quan chức năng kiểm tra và xử lý sớm.";
const ANSWER: &str = "Đơn vị đã cử cán bộ đến kiểm tra hiện trường và xử lý xong. Kết quả có ảnh kèm theo. \
    Cảm ơn phản ánh của ông, bà.";

/// What the measurements need to know of the city.
pub struct City {
    /// The code of a published report with an answer and a photo.
    pub answered: String,
    /// The code of a report that an agency is working on.
    pub open: String,
    /// The name in its address of the agency that works on it.
    pub agency: String,
    /// Somebody who works there, and their session.
    pub worker: Actor,
    pub session: String,
}

/// Where reports come from and go, and who lives them.
struct Places {
    agencies: Vec<Agency>,
    categories: Vec<CategoryId>,
    communes: Vec<CommuneId>,
    consent: ConsentId,
    photos: Vec<KeptPhoto>,
    /// The agent at the desk.
    agent: Actor,
    /// Who takes and answers at each agency, and who approves there.
    workers: Vec<[Actor; 2]>,
}

/// Lives so many reports, spread over the year before the portal's time.
pub fn fill(portal: &Portal, reports: usize) -> Outcome<City> {
    let places = places(portal).map_err(said)?;
    let worker = places.workers[0][0].clone();
    let session = session(portal, worker.id)?;
    let mut known = (String::new(), String::new());
    for number in 0..reports {
        let ticket = report(portal, &places, number, reports).map_err(said)?;
        match ticket.status {
            Status::Answered if number.is_multiple_of(4) => known.0 = ticket.report.code,
            Status::InProgress if ticket.agency() == Some(places.agencies[0].id) => {
                known.1 = ticket.report.code
            }
            _ => {}
        }
    }
    let agency = places.agencies[0].slug.clone();
    Ok(City { answered: known.0, open: known.1, agency, worker, session })
}

/// The session of somebody who leads the city.
pub fn leader(portal: &Portal) -> Outcome<String> {
    let now = portal.now();
    let leader = portal.db.change(|c| {
        let office = agencies::by_slug(c, "ubnd-tp")?.ok_or(Refusal::Missing)?;
        person(c, office.id, Role::Leader, now)
    });
    session(portal, leader.map_err(said)?.id)
}

fn session(portal: &Portal, account: AccountId) -> Outcome<String> {
    let (token, now) = (Secret::random(), portal.now());
    let until = now + Duration::days(30);
    let opened =
        portal.db.change(|c| Ok::<_, Refusal>(sessions::open(c, account, &token.hash(), now, until)?));
    opened.map_err(said)?;
    Ok(token.reveal().to_owned())
}

/// Each number is another state, place, day; one in four has a photo, seven in ten an answer.
fn report(portal: &Portal, places: &Places, number: usize, all: usize) -> Result<Ticket, Refusal> {
    let age = Duration::minutes(((all - number) * 365 * 24 * 60 / all) as i64);
    let sent = portal.now() - age;
    let at = |later: Duration| lives::at(portal, sent + later);
    let agency = number / 20 % places.agencies.len();
    let [officer, approver] = &places.workers[agency];
    let new = send(&at(Duration::zero()), places, number)?;
    let checked = at(Duration::minutes(50));
    let text = PublicText::of(&said_of(number)?);
    if number % 20 == 19 {
        return Ok(new);
    }
    let accepted = lives::live(&checked, &new, Step::Accept(&places.agent, text, new.level, &[]))?;
    let to = Destination { agency: places.agencies[agency].id, co_agency: None, remark: String::new() };
    let forwarded = lives::live(&checked, &accepted, Step::Forward(&places.agent, to))?;
    if number % 20 == 18 {
        return Ok(forwarded);
    }
    let taken = lives::live(&at(Duration::hours(3)), &forwarded, Step::Take(officer))?;
    if number % 20 > 13 {
        return Ok(taken);
    }
    let done = at(Duration::hours(40));
    let shot = &places.photos[number % places.photos.len()..][..1];
    let answer = Answer { written: written(), photos: shot, papers: &[], without: "" };
    let proposed = lives::live(&done, &taken, Step::Propose(officer, answer))?;
    lives::live(&done, &proposed, Step::Publish(approver))
}

fn send(portal: &Portal, places: &Places, number: usize) -> Result<Ticket, Refusal> {
    let person = Person::parse("Trần Văn Gửi", "0900 000 456", "")?;
    let photo = number.is_multiple_of(4).then(|| places.photos[number / 4 % places.photos.len()].clone());
    let sent = Sent {
        form_key: Secret::random().hash(),
        channel: Channel::Web,
        lang: "vi",
        report: Submission {
            said: said_of(number)?,
            category: places.categories[number % places.categories.len()],
            place: Place {
                commune: Some(places.communes[number % places.communes.len()]),
                words: "Trước số 12 phố Lạch Tray".into(),
                point: pin(number),
            },
            sender: Some(Sender { person, show_name: false, consent: places.consent }),
            wants_private: false,
            in_danger: false,
            asked: Vec::new(),
        },
        photos: photo.as_slice(),
        heard_by: None,
    };
    lives::send(portal, sent)
}

/// Two of three reports are pinned, all over a city's width.
fn pin(number: usize) -> Option<Pointed> {
    let spread = |salt: usize| (number * 7919 + salt * 104_729) % 60_000;
    let (lat, lon) = (20.6 + spread(1) as f64 / 100_000.0, 106.2 + spread(2) as f64 / 100_000.0);
    let point = Point::of(lat, lon).filter(|_| !number.is_multiple_of(3))?;
    Some(Pointed::of(point, PointSource::Map, ""))
}

fn said_of(number: usize) -> Result<Said, Refusal> {
    let title = format!("{}, lần {number}", TITLES[number % TITLES.len()]);
    Ok(Said::parse("report", &title, BODY)?)
}

fn written() -> replies::Written {
    replies::Written {
        outcome: Result_::Handled,
        body: ANSWER.into(),
        signed_as: "Giám đốc".into(),
        document_number: "123/SXD-HT".into(),
        promised_for: None,
        over: 0,
    }
}

/// The city as it was laid in, with somebody who works at each agency that can be given work.
fn places(portal: &Portal) -> Result<Places, Refusal> {
    let photos = (0..8).map(|shot| keep(portal, shot)).collect::<Result<_, _>>()?;
    let now = portal.now();
    portal.db.change(|c| {
        let city = portal.db.city(c)?;
        let mut agencies: Vec<Agency> =
            city.agencies.values().filter(|agency| agency.takes(now, now)).cloned().collect();
        agencies.sort_by_key(|agency| agency.id);
        let desk = agencies::by_slug(c, "tt-1022")?.ok_or(Refusal::Missing)?;
        let mut workers = Vec::new();
        for agency in &agencies {
            workers
                .push([person(c, agency.id, Role::Focal, now)?, person(c, agency.id, Role::Approver, now)?]);
        }
        let mut categories: Vec<CategoryId> =
            city.categories.values().filter(|one| one.parent_id.is_some()).map(|one| one.id).collect();
        let mut communes: Vec<CommuneId> = city.communes.keys().copied().collect();
        categories.sort_unstable();
        communes.sort_unstable();
        Ok(Places {
            agent: person(c, desk.id, Role::Agent, now)?,
            consent: consents::latest(c, consents::TO_SEND, "vi")?.ok_or(Refusal::Missing)?.id,
            photos: Clone::clone(&photos),
            agencies,
            categories,
            communes,
            workers,
        })
    })
}

/// Somebody with this role at an agency.
fn person(c: &mut Conn, agency: AgencyId, role: Role, now: Moment) -> Result<Actor, Refusal> {
    let id = AccountId::fresh(now);
    let account = Account {
        id,
        email: format!("{role}.{}@example.vn", agency.0),
        name: "Cán bộ".into(),
        position: "Chuyên viên".into(),
        password: None,
        state: AccountState::Active,
        failures: 0,
        locked_until: None,
        letters: langnghe::domain::notice::LetterChoice::AtOnce,
        lang: "vi".into(),
        created_at: now,
        version: 1,
    };
    accounts::insert(c, &account)?;
    accounts::grant(c, id, role, agency)?;
    Ok(sessions::actor_of(c, account)?)
}

fn said(refusal: Refusal) -> Box<dyn Error> {
    format!("{refusal:?}").into()
}

fn keep(portal: &Portal, shot: u32) -> Result<KeptPhoto, Refusal> {
    portal
        .photos
        .keep_now(&photo(800 + shot, 600))
        .map_err(|problem| Refusal::Unavailable(problem.word().into()))
}

/// A photo as busy as a street: waves under a grain that does not compress well.
pub fn photo(width: u32, height: u32) -> Vec<u8> {
    let grain = noise(1 << 16);
    let picture = image::RgbImage::from_fn(width, height, |x, y| {
        let grain = grain[((x.wrapping_mul(31) ^ y.wrapping_mul(17)) % (1 << 16)) as usize] / 8;
        let wave = |step: u32| ((x / step + y / (step + 3)) % 192) as u8 + grain;
        image::Rgb([wave(5), wave(7), wave(11)])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Jpeg).expect("memory is enough for a photo");
    bytes.into_inner()
}

/// Bytes without a pattern, the same in every run.
pub fn noise(size: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_u32;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state.to_le_bytes()[0]
    };
    (0..size).map(|_| next()).collect()
}
