//! The city that is filled: where reports come from and go, and who works there. Nobody of them can sign in or is written to.
use crate::actions::Refusal;
use crate::clock::local;
use crate::domain::account::{Account, AccountState};
use crate::domain::city::{Agency, Category, PlaceNeed};
use crate::domain::notice::LetterChoice;
use crate::domain::policy::{Actor, Role};
use crate::files::KeptPhoto;
use crate::ids::{AccountId, AgencyId, CommuneId, ConsentId};
use crate::portal::Portal;
use crate::store::city::City;
use crate::store::settings::Settings;
use crate::store::{Conn, accounts, consents, sessions};
use std::collections::HashMap;
use std::sync::Arc;

const PHOTOS: [&[u8]; 3] = [
    include_bytes!("../../data/demo/pictures/beach-clean.jpg"),
    include_bytes!("../../data/demo/pictures/cables-tied.jpg"),
    include_bytes!("../../data/demo/pictures/canal-clean.jpg"),
];

/// Who takes and answers at an agency, and who approves there.
pub(super) struct Hands {
    pub officer: Actor,
    pub approver: Actor,
}

/// All that samples need to know of the city.
pub(super) struct Cast {
    pub city: Arc<City>,
    /// What can be chosen today, in the order of the codes; to each, with which others it may change places.
    pub categories: Vec<(Category, usize)>,
    pub communes: Vec<CommuneId>,
    pub agencies: Vec<AgencyId>,
    /// Who is proposed for each category in each commune.
    proposed: Vec<Vec<Option<AgencyId>>>,
    hands: HashMap<AgencyId, Hands>,
    pub agent: Actor,
    pub dispatcher: Actor,
    pub consent: ConsentId,
    /// What shows that something was done.
    pub photos: Vec<KeptPhoto>,
}

impl Cast {
    /// Makes the accounts, or finds them.
    ///
    /// # Errors
    /// `Unavailable`, in words, for a city that cannot be filled.
    pub fn settle(portal: &Portal) -> Result<Self, Refusal> {
        let photos = PHOTOS.iter().map(|bytes| portal.photos.keep_now(bytes)).collect::<Result<Vec<_>, _>>();
        let photos = photos.map_err(|problem| Refusal::Unavailable(problem.word().into()))?;
        let now = portal.now();
        let none = |what: &str| Refusal::Unavailable(format!("the city has no {what}"));
        let (desk, consent, agencies) = portal.db.look(|c| {
            let city = portal.db.city(c)?;
            let mut agencies: Vec<Agency> =
                city.agencies.values().filter(|one| one.takes(now, now)).cloned().collect();
            agencies.sort_by(|a, b| a.slug.cmp(&b.slug));
            let settings = Settings::load(c)?;
            let owner = settings.text("city.agencies.owner");
            let desk = agencies.iter().find(|one| one.slug == owner).or(agencies.first());
            let consent = consents::latest(c, consents::TO_SEND, "vi")?;
            Ok::<_, Refusal>((desk.cloned(), consent, agencies))
        })?;
        let (desk, consent) = (desk.ok_or_else(|| none("agency"))?, consent.ok_or_else(|| none("consent"))?);
        let (agent, dispatcher, hands) = portal.db.change(|c| {
            let mut hands = HashMap::new();
            for agency in &agencies {
                let officer = person(portal, c, agency, Role::Focal)?;
                let approver = person(portal, c, agency, Role::Approver)?;
                hands.insert(agency.id, Hands { officer, approver });
            }
            let agent = person(portal, c, &desk, Role::Agent)?;
            Ok::<_, Refusal>((agent, person(portal, c, &desk, Role::Dispatcher)?, hands))
        })?;
        // With those who work there since just now.
        let city = portal.db.look(|c| portal.db.city(c).map_err(Refusal::from))?;
        let categories = categories(&city, local(now).date());
        if categories.is_empty() {
            return Err(none("category"));
        }
        let mut communes: Vec<_> = city.communes.values().filter(|one| one.valid_to.is_none()).collect();
        communes.sort_by(|a, b| a.code.cmp(&b.code));
        let communes: Vec<CommuneId> = communes.iter().map(|one| one.id).collect();
        let agencies = agencies.iter().map(|one| one.id).collect();
        let proposed = categories.iter().map(|(category, _)| {
            let places = communes.iter().copied().map(Some).chain([None]);
            places
                .map(|place| city.propose(category.id, place, (category.level, None), now).agency)
                .collect::<Vec<_>>()
        });
        let proposed = proposed.collect();
        let consent = consent.id;
        Ok(Self { city, categories, communes, agencies, proposed, hands, agent, dispatcher, consent, photos })
    }

    /// Who works at this agency.
    ///
    /// # Errors
    /// `Missing` where it takes no work.
    pub fn hands(&self, agency: AgencyId) -> Result<&Hands, Refusal> {
        self.hands.get(&agency).ok_or(Refusal::Missing)
    }

    /// To whom the city's list sends a report of this category from this commune.
    pub fn proposed(&self, category: usize, commune: Option<usize>) -> Option<AgencyId> {
        let agency = self.proposed.get(category)?.get(commune.unwrap_or(self.communes.len()))?;
        agency.filter(|agency| self.hands.contains_key(agency))
    }
}

/// Those that take reports; two of one number follow the same rules, so that a life of the one could be one of the other.
fn categories(city: &City, today: chrono::NaiveDate) -> Vec<(Category, usize)> {
    let mut leaves: Vec<Category> = city.tree_on(today).leaves().cloned().collect();
    leaves.retain(|one| one.stop_vi.is_empty());
    leaves.sort_by(|a, b| a.code.cmp(&b.code));
    let rules =
        |one: &Category| (one.publish, one.level, one.proof_required, one.place == PlaceNeed::NoPlace);
    let mut kinds = Vec::new();
    let numbered = leaves.into_iter().map(|one| {
        let own = rules(&one);
        let number = kinds.iter().position(|known| *known == own).unwrap_or_else(|| {
            kinds.push(own);
            kinds.len() - 1
        });
        (one, number)
    });
    numbered.collect()
}

fn person(portal: &Portal, conn: &mut Conn, agency: &Agency, role: Role) -> Result<Actor, Refusal> {
    let email = format!("{role}.{}@mau.example", agency.slug);
    let account = match accounts::by_email(conn, &email)? {
        Some(account) => account,
        None => {
            let account = Account {
                id: AccountId::fresh(portal.now()),
                name: format!("{role}, {}", agency.brief()),
                email,
                position: role.to_string(),
                password: None,
                state: AccountState::Active,
                failures: 0,
                locked_until: None,
                letters: LetterChoice::Never,
                lang: "vi".into(),
                created_at: portal.now(),
                version: 1,
            };
            accounts::insert(conn, &account)?;
            account
        }
    };
    accounts::grant(conn, account.id, role, agency.id)?;
    Ok(sessions::actor_of(conn, account)?)
}
