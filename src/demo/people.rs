//! Who works in the demo: one account per role that can sign in, and for every agency that appears in a report one
//! officer and one approver, who cannot; every other agency to which the city's list sends reports has an officer, but for a few.
use super::report;
use crate::actions::Refusal;
use crate::actions::accounts::password;
use crate::domain::account::{Account, AccountState};
use crate::domain::city::Agency;
use crate::domain::policy::{Actor, Role};
use crate::ids::{AccountId, AgencyId};
use crate::portal::Portal;
use crate::store::{Conn, accounts, agencies, categories, communes, sessions};
use std::collections::{HashMap, HashSet};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// An account to sign in with: role, agency, the part of the address before @, a name.
pub struct Guest {
    pub role: Role,
    pub agency: &'static str,
    pub mailbox: &'static str,
    name: &'static str,
    position: &'static str,
}

const fn guest(
    role: Role,
    agency: &'static str,
    mailbox: &'static str,
    name: &'static str,
    position: &'static str,
) -> Guest {
    Guest { role, agency, mailbox, name, position }
}

/// Where the agency of the demo's own officer is: the one whose units hold most of the open reports.
const LEAD: &str = "so-xay-dung";

/// Where nobody takes on work yet, so that the demo shows what becomes of what would go there.
const EMPTY: [&str; 2] = ["ubnd-10816", "ubnd-10837"];

/// The accounts that visitors of the demo sign in with, one for each role.
pub const GUESTS: [Guest; 8] = [
    guest(Role::Agent, "tt-1022", "tong-dai", "Nguyễn Thu Tâm", "Tổng đài viên"),
    guest(Role::Dispatcher, "vp-ubnd", "dieu-phoi", "Phạm Hoài Nam", "Điều phối viên"),
    guest(Role::Focal, LEAD, "dau-moi", "Vũ Lan Chi", "Cán bộ đầu mối"),
    guest(Role::Officer, LEAD, "can-bo", "Đỗ Minh Quân", "Chuyên viên"),
    guest(Role::Approver, LEAD, "duyet", "Trần Việt Dũng", "Phó Giám đốc Sở"),
    guest(Role::Supervisor, "ubnd-tp", "giam-sat", "Lê Bích Ngọc", "Thanh tra viên"),
    guest(Role::Leader, "ubnd-tp", "lanh-dao", "Hoàng Gia Bảo", "Phó Chủ tịch"),
    guest(Role::Admin, "ubnd-tp", "quan-tri", "Bùi Khánh Linh", "Quản trị"),
];

/// The people of the demo, by the agency's short code.
pub struct People {
    pub admin: Actor,
    pub agent: Actor,
    pub dispatcher: Actor,
    officers: HashMap<String, Actor>,
    approvers: HashMap<String, Actor>,
}

impl People {
    /// Makes the accounts, or finds them.
    pub fn settle(portal: &Portal, password: &str) -> Result<Self, Refusal> {
        let hash = password::hash(password)?;
        let reports = report::all().map_err(Refusal::Unavailable)?;
        let named =
            reports.iter().flat_map(|report| &report.events).flat_map(|event| [&event.agency, &event.to]);
        let mut slugs: Vec<&String> = named.flatten().collect();
        slugs.sort_unstable();
        slugs.dedup();
        let with: HashSet<&String> = reports.iter().flat_map(|report| &report.co).collect();
        portal.db.change(|c| {
            let mut made = HashMap::new();
            for guest in &GUESTS {
                let agency = agencies::by_slug(c, guest.agency)?.ok_or(Refusal::Missing)?;
                let person = guest_account(portal, guest, &hash);
                made.insert(guest.role, settle(c, person, &agency, guest.role)?);
            }
            let (mut officers, mut approvers) = (HashMap::new(), HashMap::new());
            for &slug in &slugs {
                let agency = agencies::by_slug(c, slug)?.ok_or(Refusal::Missing)?;
                let own = |role| made.get(&role).filter(|_| slug == LEAD).cloned();
                let officer = match own(Role::Officer) {
                    Some(actor) => actor,
                    None => settle(c, nobody(portal, &agency, Role::Officer), &agency, Role::Officer)?,
                };
                let approver = match own(Role::Approver) {
                    Some(actor) => actor,
                    None => settle(c, nobody(portal, &agency, Role::Approver), &agency, Role::Approver)?,
                };
                officers.insert(slug.clone(), officer);
                approvers.insert(slug.clone(), approver);
            }
            for agency in
                receiving(c, &with)?.iter().filter(|one| !slugs.contains(&&one.slug) && one.slug != LEAD)
            {
                let officer = settle(c, nobody(portal, agency, Role::Officer), agency, Role::Officer)?;
                officers.insert(agency.slug.clone(), officer);
            }
            let mut take = |role| made.remove(&role).ok_or(Refusal::Missing);
            let (admin, agent) = (take(Role::Admin)?, take(Role::Agent)?);
            Ok(Self { admin, agent, dispatcher: take(Role::Dispatcher)?, officers, approvers })
        })
    }

    /// Who does the work of an agency: takes, sends back, drafts.
    pub fn officer(&self, agency: &str) -> Result<&Actor, Refusal> {
        self.officers.get(agency).ok_or(Refusal::Missing)
    }

    /// Who assigns and approves there.
    pub fn approver(&self, agency: &str) -> Result<&Actor, Refusal> {
        self.approvers.get(agency).ok_or(Refusal::Missing)
    }
}

/// To whom the city's list sends new reports, by what they are about or where it happened, and who works `with` others.
fn receiving(conn: &mut Conn, with: &HashSet<&String>) -> Result<Vec<Agency>, Refusal> {
    let mut named: HashSet<Option<AgencyId>> =
        categories::all(conn)?.iter().flat_map(|one| [one.agency_id, one.co_agency_id]).collect();
    named.extend(communes::all(conn)?.iter().map(|one| one.agency_id));
    let all = agencies::all(conn)?.into_iter();
    let fit = |one: &Agency| named.contains(&Some(one.id)) || with.contains(&one.slug);
    Ok(all.filter(|one| fit(one) && !EMPTY.contains(&one.slug.as_str())).collect())
}

fn settle(conn: &mut Conn, person: Account, agency: &Agency, role: Role) -> Result<Actor, Refusal> {
    let account = match accounts::by_email(conn, &person.email)? {
        Some(account) => account,
        None => {
            accounts::insert(conn, &person)?;
            person
        }
    };
    accounts::grant(conn, account.id, role, agency.id)?;
    if role == Role::Officer && agency.slug != LEAD {
        // A small agency's officer receives its reports as well.
        accounts::grant(conn, account.id, Role::Focal, agency.id)?;
    }
    Ok(sessions::actor_of(conn, account)?)
}

fn guest_account(portal: &Portal, guest: &Guest, hash: &str) -> Account {
    Account {
        position: guest.position.to_owned(),
        password: Some(hash.to_owned()),
        ..account(portal, format!("{}@demo.example", guest.mailbox), guest.name.to_owned())
    }
}

/// Somebody of an agency without a name of their own and without a password: nobody can sign in as them.
fn nobody(portal: &Portal, agency: &Agency, role: Role) -> Account {
    let position = if role == Role::Approver { "Lãnh đạo duyệt" } else { "Cán bộ xử lý" };
    let email = format!("{role}.{}@demo.example", agency.slug);
    Account {
        position: position.to_owned(),
        ..account(portal, email, format!("{position}, {}", agency.brief()))
    }
}

fn account(portal: &Portal, email: String, name: String) -> Account {
    Account {
        id: AccountId::fresh(portal.now()),
        email,
        name,
        position: String::new(),
        password: None,
        state: AccountState::Active,
        failures: 0,
        locked_until: None,
        letters: crate::domain::notice::LetterChoice::AtOnce,
        lang: crate::i18n::LANGS[0].to_owned(),
        created_at: portal.now(),
        version: 1,
    }
}

/// The demo's password: made at the first start, kept for the next in a file that only its owner reads.
pub fn password(data: &Path) -> io::Result<String> {
    let path = data.join("demo-password.txt");
    match std::fs::read_to_string(&path) {
        Ok(text) => return Ok(text.trim().to_owned()),
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        Err(_) => {}
    }
    let digits = format!("{:016x}", rand::random::<u64>());
    let password = [&digits[..4], &digits[4..8], &digits[8..12], &digits[12..]].join("-");
    // A temporary file is its owner's alone (0600), and keeps that when it gets its name.
    let mut file = tempfile::NamedTempFile::new_in(data)?;
    writeln!(file, "{password}")?;
    file.persist(&path).map_err(|error| error.error)?;
    Ok(password)
}
