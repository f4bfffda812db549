//! A city with a year of reports behind it.
use super::Outcome;
use chrono::Duration;
use diesel::prelude::*;
use langnghe::clock::Moment;
use langnghe::domain::account::{Account, AccountState};
use langnghe::domain::assignment::{Ended, Part};
use langnghe::domain::clocks::{Clock, Clocks, Owed, Stopped};
use langnghe::domain::event::{Event, EventKind};
use langnghe::domain::photo::{Photo, PhotoRole};
use langnghe::domain::policy::Role;
use langnghe::domain::reply::{Outcome as Result_, Reply};
use langnghe::domain::status::Status;
use langnghe::domain::ticket::{Report, Ticket};
use langnghe::files::KeptPhoto;
use langnghe::ids::{
    AccountId, AgencyId, CategoryId, CommuneId, EventId, PhotoId, ReplyId, Secret, TicketCode,
};
use langnghe::portal::Portal;
use langnghe::schema::{account_roles, accounts, agencies, categories, communes, replies};
use langnghe::store::{Conn, events, photos, sessions, tickets};

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
    /// The session of somebody who works there.
    pub session: String,
}

struct Places {
    agencies: Vec<AgencyId>,
    categories: Vec<CategoryId>,
    communes: Vec<CommuneId>,
    author: AccountId,
    photos: Vec<KeptPhoto>,
}

pub fn fill(portal: &Portal, reports: usize) -> Outcome<City> {
    let now = portal.now();
    let shots: Outcome<Vec<_>> = (0..8).map(|shot| keep(portal, shot)).collect();
    let (photos, token) = (shots?, Secret::random());
    let city = portal.db.change(|c| {
        let agencies: Vec<AgencyId> = agencies::table.select(agencies::id).load(c)?;
        let author = person(c, agencies[0], now)?;
        let places = Places {
            categories: categories::table
                .filter(categories::parent_id.is_not_null())
                .select(categories::id)
                .load(c)?,
            communes: communes::table.select(communes::id).load(c)?,
            agencies,
            author,
            photos: photos.clone(),
        };
        sessions::open(c, author, &token.hash(), now, now + Duration::days(30))?;
        let mut known = (String::new(), String::new());
        for number in 0..reports {
            let ticket = report(c, &places, number, reports, now)?;
            match ticket.status {
                Status::Answered if number.is_multiple_of(4) => known.0 = ticket.report.code,
                Status::InProgress if ticket.agency() == Some(places.agencies[0]) => {
                    known.1 = ticket.report.code
                }
                _ => {}
            }
        }
        let slug: String =
            agencies::table.filter(agencies::id.eq(places.agencies[0])).select(agencies::slug).first(c)?;
        Ok::<_, diesel::result::Error>((known, slug))
    })?;
    let ((answered, open), agency) = city;
    Ok(City { answered, open, agency, session: token.reveal().to_owned() })
}

/// Each number is another state, place, day; one in four has a photo, seven in ten an answer.
fn report(c: &mut Conn, places: &Places, number: usize, all: usize, now: Moment) -> QueryResult<Ticket> {
    let age = Duration::minutes(((all - number) * 365 * 24 * 60 / all) as i64);
    let sent = now - age;
    let status = match number % 20 {
        0..=13 => Status::Answered,
        14..=17 => Status::InProgress,
        18 => Status::Forwarded,
        _ => Status::New,
    };
    let ticket = row(places, number, status, sent);
    tickets::insert(c, &ticket)?;
    let way: &[EventKind] = match status {
        Status::New => &[EventKind::Submitted],
        Status::Forwarded => &[EventKind::Submitted, EventKind::Accepted, EventKind::Forwarded],
        _ => &[EventKind::Submitted, EventKind::Accepted, EventKind::Forwarded, EventKind::Taken],
    };
    for kind in way {
        events::append(c, &event(&ticket, *kind))?;
    }
    if status == Status::Answered {
        diesel::insert_into(replies::table).values(reply(&ticket, places.author)).execute(c)?;
        events::append(c, &event(&ticket, EventKind::Answered))?;
    }
    if number.is_multiple_of(4) {
        photos::insert(c, &photo_of(&ticket, &places.photos[number / 4 % places.photos.len()]))?;
    }
    Ok(ticket)
}

fn row(places: &Places, number: usize, status: Status, sent: Moment) -> Ticket {
    let forwarded = status != Status::New;
    let done = (status == Status::Answered).then_some(sent + Duration::hours(40));
    let due = sent + Duration::days(5);
    let category = places.categories[number % places.categories.len()];
    let title = format!("{}, lần {number}", TITLES[number % TITLES.len()]);
    let report = Report {
        form_key: Secret::random().hash(),
        status,
        title: title.clone(),
        body: BODY.into(),
        public_title: title,
        public_body: BODY.into(),
        is_public: forwarded,
        standing: status,
        checked_at: forwarded.then_some(sent + Duration::minutes(50)),
        commune_id: Some(places.communes[number % places.communes.len()]),
        place: "Trước số 12 phố Lạch Tray".into(),
        accepted_at: forwarded.then_some(sent + Duration::minutes(50)),
        answered_at: done,
        ..Report::received(TicketCode::random(2026).as_str().to_owned(), category, sent)
    };
    let mut ticket = Ticket::of(report);
    let id = ticket.id;
    if !forwarded {
        ticket.clocks.start(Clock::starting(id, Owed::Triage, sent, due));
        return ticket;
    }
    let (agency, since) =
        (places.agencies[number / 20 % places.agencies.len()], sent + Duration::minutes(50));
    ticket.holders.give(id, (Part::Lead, agency), Ended::Rerouted, since);
    ticket.holders.take_on(sent + Duration::hours(3));
    let mut clock = Clock { agency_id: Some(agency), ..Clock::starting(id, Owed::Answer, since, due) };
    if let Some(done) = done {
        ticket.holders.end(Ended::Answered, done);
        (clock.until, clock.stopped) = (done, Stopped::Met);
    }
    ticket.clocks = Clocks::of(vec![clock]);
    ticket
}

fn event(ticket: &Ticket, kind: EventKind) -> Event {
    let at = ticket.created_at + Duration::hours(1);
    Event {
        id: EventId::fresh(at),
        ticket_id: ticket.id,
        kind,
        status_from: None,
        status_to: ticket.status,
        actor_id: None,
        agency_id: ticket.agency(),
        is_public: kind.is_public(),
        public_text: String::new(),
        remark: String::new(),
        due: None,
        at,
    }
}

fn reply(ticket: &Ticket, author: AccountId) -> Reply {
    let at = ticket.answered_at.unwrap_or(ticket.created_at);
    Reply {
        id: ReplyId::fresh(at),
        ticket_id: ticket.id,
        version: 1,
        agency_id: ticket.agency().unwrap_or(AgencyId(0)),
        signed_as: "Giám đốc".into(),
        outcome: Result_::Handled,
        body: ANSWER.into(),
        document_number: "123/SXD-HT".into(),
        author_id: author,
        approver_id: author,
        published_at: at,
    }
}

fn photo_of(ticket: &Ticket, kept: &KeptPhoto) -> Photo {
    Photo {
        id: PhotoId::fresh(ticket.created_at),
        ticket_id: ticket.id,
        reply_id: None,
        role: PhotoRole::Report,
        position: 0,
        display: kept.display.to_string(),
        thumb: kept.thumb.to_string(),
        original: kept.original.to_string(),
        width: kept.width as i32,
        height: kept.height as i32,
        is_public: true,
        created_at: ticket.created_at,
    }
}

/// Somebody who reads and hands out an agency's work.
fn person(c: &mut Conn, agency: AgencyId, now: Moment) -> QueryResult<AccountId> {
    let id = AccountId::fresh(now);
    let account = Account {
        id,
        email: "dau-moi@example.vn".into(),
        name: "Đầu mối".into(),
        position: String::new(),
        password: None,
        state: AccountState::Active,
        failures: 0,
        locked_until: None,
        lang: "vi".into(),
        created_at: now,
        version: 1,
    };
    diesel::insert_into(accounts::table).values(&account).execute(c)?;
    let role = (
        account_roles::account_id.eq(id),
        account_roles::role.eq(Role::Focal),
        account_roles::agency_id.eq(agency),
    );
    diesel::insert_into(account_roles::table).values(role).execute(c)?;
    Ok(id)
}

fn keep(portal: &Portal, shot: u32) -> Outcome<KeptPhoto> {
    portal.photos.keep_now(&photo(800 + shot, 600)).map_err(|problem| problem.word().into())
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
