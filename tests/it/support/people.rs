//! Staff: made and signed in without the sign-in page, which has a journey of its own.
use super::{Browser, TestPortal};
use chrono::Duration;
use diesel::prelude::*;
use langnghe::domain::account::{Account, AccountState};
use langnghe::domain::city::Agency;
use langnghe::domain::policy::{Actor, Role};
use langnghe::domain::text::fold;
use langnghe::ids::{AccountId, AgencyId, Secret};
use langnghe::schema::{account_roles, accounts, agencies};
use langnghe::store::{accounts as known_accounts, sessions};
use std::sync::PoisonError;

impl TestPortal {
    /// A browser in which somebody with this role at this agency has signed in.
    pub async fn staff(&self, role: Role, agency: &str) -> Browser {
        let account = self.account(&format!("{role}.{agency}@example.vn"), &[(role, agency)]);
        self.signed_in(account).await
    }

    /// A browser in which this account has signed in.
    pub async fn signed_in(&self, account: AccountId) -> Browser {
        let (token, now) = (Secret::random(), self.now());
        self.with_db(|c| sessions::open(c, account, &token.hash(), now, now + Duration::hours(12)));
        Browser::over(self, Some(token.reveal()), Some(account)).await
    }

    /// Somebody with this role, to call actions with.
    pub fn actor(&self, role: Role, agency: &str) -> Actor {
        let account = self.account(&format!("{role}.{agency}@example.vn"), &[(role, agency)]);
        self.actor_of(account)
    }

    /// Whoever plays this role in the reports' own lives: one person for each place, made when first needed.
    pub fn player(&self, role: Role, agency: &str) -> Actor {
        let email = format!("vai.{role}.{agency}@example.vn");
        let known = || self.players.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(actor) = known().get(&email) {
            return actor.clone();
        }
        let made = self.look(|c| known_accounts::by_email(c, &email)).map(|account| account.id);
        let actor = self.actor_of(made.unwrap_or_else(|| self.account(&email, &[(role, agency)])));
        known().insert(email, actor.clone());
        actor
    }

    /// Somebody at this agency takes on work, where nobody does yet.
    pub fn man(&self, agency: &str) {
        let id = self.agency(agency);
        if !self.city().manned.contains(&id) {
            drop(self.player(Role::Focal, agency));
        }
    }

    /// Somebody takes on work in every agency that the city has.
    pub fn man_everywhere(&self) {
        let city = self.city();
        let all: Vec<(Role, &str)> =
            city.agencies.values().map(|one| (Role::Officer, one.slug.as_str())).collect();
        self.account("khap.noi@example.vn", &all);
    }

    /// The actor that an account is.
    pub fn actor_of(&self, account: AccountId) -> Actor {
        self.look(|c| {
            let row = accounts::table.find(account).select(Account::as_select()).first(c)?;
            sessions::actor_of(c, row)
        })
    }

    /// An active account without a password, with roles. The same address twice is another person each time.
    pub fn account(&self, email: &str, roles: &[(Role, &str)]) -> AccountId {
        let now = self.now();
        let id = AccountId::fresh(now);
        let email =
            if self.is_taken(email) { format!("{}.{email}", id.0 & 0xfffff) } else { email.to_owned() };
        let name = format!("Cán bộ {}", email.split('@').next().unwrap_or_default());
        let account = Account {
            id,
            email,
            name,
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
        let held: Vec<(Role, AgencyId)> =
            roles.iter().map(|(role, agency)| (*role, self.agency(agency))).collect();
        self.with_db(|c| {
            diesel::insert_into(accounts::table).values(&account).execute(c)?;
            for (role, agency) in held {
                let row = (
                    account_roles::account_id.eq(id),
                    account_roles::role.eq(role),
                    account_roles::agency_id.eq(agency),
                );
                diesel::insert_into(account_roles::table).values(row).execute(c)?;
            }
            Ok(())
        });
        id
    }

    fn is_taken(&self, email: &str) -> bool {
        let same = accounts::table.filter(accounts::email.eq(email)).count();
        self.look(|c| same.get_result::<i64>(c)) > 0
    }

    /// The agency with this name in addresses; made when the city has none.
    pub fn agency(&self, slug: &str) -> AgencyId {
        let find = agencies::table.filter(agencies::slug.eq(slug)).select(agencies::id);
        if let Some(id) = self.look(|c| find.first(c).optional()) {
            return id;
        }
        let name = format!("Cơ quan {slug}");
        let agency = Agency {
            id: AgencyId::fresh(self.now()),
            slug: slug.to_owned(),
            name_fold: fold(&name),
            name,
            short_name: String::new(),
            kind: "department".into(),
            parent_id: None,
            successor_id: None,
            valid_from: None,
            valid_to: None,
            contact_point: String::new(),
            contact_phone: String::new(),
            contact_email: String::new(),
            version: 1,
        };
        self.with_db(|c| diesel::insert_into(agencies::table).values(&agency).execute(c));
        agency.id
    }
}
