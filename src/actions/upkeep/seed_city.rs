//! Gives an empty database its city: agencies, communes, categories, terms, texts, facts. Once.
use super::seed::{agencies, categories, communes, facts, terms, texts};
use crate::actions::Refusal;
use crate::clock::Moment;
use crate::store::settings::{self, Settings};
use crate::store::{Conn, Db, consents, seed};

/// Plants the default city; false when there is one already, and then nothing is touched: what an administrator
/// changed stays changed. Of instances that start at once one plants and the others find it done.
pub fn seed_city(db: &Db, now: Moment) -> Result<bool, Refusal> {
    if db.look(|c| Ok::<_, Refusal>(settings::is_seeded(c)?))? {
        add_signals(db, now)?;
        return add_consents(db, now).map(|()| false);
    }
    let (agencies, agency_ids) = agencies::read(now)?;
    let communes = communes::read(&agency_ids, now)?;
    let (categories, category_ids) = categories::read(&agency_ids, now)?;
    let (days, shifts, rules) = (terms::days()?, terms::shifts()?, terms::rules(&category_ids, now)?);
    let ticked = texts::rating_reasons()?;
    let rungs = terms::rungs(now)?;
    let (reasons, consents, facts) = (texts::reasons()?, texts::consents(now)?, facts::read()?);
    let (signals, letter_topics) = (texts::signals(now)?, texts::letter_topics()?);
    db.change(|c| {
        seed::take_turns(c)?;
        if settings::is_seeded(c)? {
            return Ok(false);
        }
        seed::agencies(c, &agencies)?;
        seed::communes(c, &communes)?;
        seed::categories(c, &categories)?;
        seed::days(c, &days)?;
        seed::shifts(c, &shifts)?;
        seed::rules(c, &rules)?;
        seed::rungs(c, &rungs)?;
        seed::reasons(c, &reasons)?;
        seed::rating_reasons(c, &ticked)?;
        seed::signals(c, &signals)?;
        seed::letter_topics(c, &letter_topics)?;
        seed::consents(c, &consents)?;
        settings::insert(c, &facts)?;
        settings::insert(c, &have_signals())?;
        Ok(true)
    })
}

/// A city from before there were signals gets the default ones, once: what an administrator took away stays away.
fn add_signals(db: &Db, now: Moment) -> Result<(), Refusal> {
    let has = |c: &mut Conn| Ok::<_, Refusal>(!Settings::load(c)?.text(SIGNALS).is_empty());
    if db.look(has)? {
        return Ok(());
    }
    let signals = texts::signals(now)?;
    db.change(|c| {
        seed::take_turns(c)?;
        if !has(c)? {
            seed::signals(c, &signals)?;
            settings::insert(c, &have_signals())?;
        }
        Ok(())
    })
}

/// A city whose senders agree to words of ours gets those that came since; where it has words of its own, they stay.
fn add_consents(db: &Db, now: Moment) -> Result<(), Refusal> {
    let ours = texts::consents(now)?;
    let missing = |c: &mut Conn| {
        let mut missing = Vec::new();
        for words in &ours {
            let purpose = words.version.split_inclusive('-').next().unwrap_or_default();
            let last = consents::latest(c, purpose, &words.lang)?.map(|last| last.version);
            let at =
                |version: &str| ours.iter().position(|one| one.version == version && one.lang == words.lang);
            let known = last.as_deref().and_then(at);
            if known.is_some_and(|known| at(&words.version).is_some_and(|this| this > known)) {
                missing.push(words.clone());
            }
        }
        Ok::<_, Refusal>(missing)
    };
    if db.look(missing)?.is_empty() {
        return Ok(());
    }
    db.change(|c| {
        seed::take_turns(c)?;
        let missing = missing(c)?;
        Ok(seed::consents(c, &missing)?)
    })
}

/// Stands among the settings of a city that was given its signals.
const SIGNALS: &str = "city.signals";

fn have_signals() -> [(String, String); 1] {
    [(SIGNALS.to_owned(), "given".to_owned())]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::city_facts::CityFacts;
    use crate::domain::seal::Key;
    use crate::store::{signals, terms as rules};
    use diesel::prelude::*;

    fn now() -> Moment {
        chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap().naive_utc()
    }

    #[test]
    fn words_of_consent_that_came_since_are_added_where_the_citys_last_ones_are_ours() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&folder.path().join("x.sqlite").to_string_lossy(), 2, Key::new([7; 32])).unwrap();
        let last = || db.look(|c| Ok::<_, Refusal>(consents::latest(c, consents::TO_SEND, "vi")?)).unwrap();
        let change = |words: &str| {
            db.change(|c| Ok::<_, Refusal>(diesel::sql_query(words).execute(c).map(drop)?)).unwrap();
        };
        assert_eq!(seed_city(&db, now()), Ok(true));
        let newest = last().unwrap();
        assert!(newest.version.as_str() > "gui-2026-1");
        change("DELETE FROM consents WHERE version = 'gui-2026-2'");
        assert_eq!(last().unwrap().version, "gui-2026-1");
        assert_eq!(seed_city(&db, now()), Ok(false));
        assert_eq!(last().map(|one| (one.version, one.body)), Some((newest.version, newest.body)));
        change("DELETE FROM consents WHERE version = 'gui-2026-2'");
        change("UPDATE consents SET version = 'gui-thanh-pho' WHERE version = 'gui-2026-1'");
        assert_eq!(seed_city(&db, now()), Ok(false));
        assert_eq!(last().unwrap().version, "gui-thanh-pho", "a city's own words stay");
    }

    #[test]
    fn the_city_is_seeded_once_and_its_facts_can_be_read() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&folder.path().join("x.sqlite").to_string_lossy(), 2, Key::new([7; 32])).unwrap();
        assert_eq!(seed_city(&db, now()), Ok(true));
        assert_eq!(seed_city(&db, now()), Ok(false));
        let signals = |db: &Db| db.look(|c| Ok::<_, Refusal>(signals::all(c)?)).unwrap().len();
        let given = signals(&db);
        assert!(given > 3);
        // As in a city from before there were any.
        db.change(|c| {
            diesel::delete(crate::schema::signals::table).execute(c)?;
            let given = crate::schema::settings::table.filter(crate::schema::settings::name.eq(SIGNALS));
            Ok::<_, Refusal>(diesel::delete(given).execute(c).map(drop)?)
        })
        .unwrap();
        assert_eq!((seed_city(&db, now()), signals(&db)), (Ok(false), given));
        let (settings, calendar, rules) = db
            .look(|c| Ok::<_, Refusal>((Settings::load(c)?, rules::calendar(c)?, rules::rules(c)?)))
            .unwrap();
        let city = settings.city(&CityFacts::default());
        assert_eq!(city.name, "Hải Phòng");
        assert_eq!(city.portal_name("en"), "Hải Phòng listens");
        let numbers: Vec<_> = city.emergency.iter().map(|line| line.number.as_str()).collect();
        assert_eq!(numbers, ["113", "114", "115"]);
        assert_eq!(settings.number("city.terms.reopen_days", 0), 7);
        assert_eq!(settings.text("city.agencies.triage"), "tt-1022,vp-ubnd");
        assert_eq!(calendar.shifts.len(), 2);
        assert!(!calendar.is_working_day("2026-04-30".parse().unwrap()));
        assert!(rules.iter().any(|rule| rule.category_id.is_some() && rule.amount == 15));
    }
}
