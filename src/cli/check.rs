//! Does everything that the portal needs work? Each thing in a line, good or bad. Nothing is changed, made or touched.
use super::{Trouble, progress, say};
use crate::actions::upkeep::heads::Kept;
use crate::actions::upkeep::{
    is_map_true, recognise, sealed_since, untrue_copies, untrue_lines, verify_history, verify_shelf,
};
use crate::config::{Config, MailRoute};
use crate::files::{Limits, Photos};
use crate::mail::Mailer;
use crate::opening::strange;
use crate::secrets::Secrets;
use crate::store::seals::guards::wrong;
use crate::store::seals::read::count;
use crate::store::{Db, OpenError, is_postgres};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::time::Duration;

/// Files that are named when they are not what was kept.
const NAMED: usize = 20;
/// How long the own address may take to answer.
const PATIENCE: Duration = Duration::from_secs(1);

/// Tries each thing on its own, so that one failure does not hide another.
pub(super) fn check(config: Config) -> Result<(), Trouble> {
    let mut bad = 0;
    let mut tell = |what: &str, outcome: Result<String, String>| match outcome {
        Ok(said) => say(&format!("ok    {what}: {said}")),
        Err(why) => {
            bad += 1;
            say(&format!("WRONG {what}: {why}"));
        }
    };
    tell("settings", Ok("understood".into()));
    for warning in config.warnings() {
        tell("note", Ok(warning));
    }
    tell("data folder", folder(&config));
    let secrets = Secrets::look(&config.data);
    tell("key", key(&config, &secrets));
    match (secrets, database(&config)) {
        (Ok(Some(secrets)), Ok((db, said))) => {
            tell("database", Ok(said));
            if let Some(db) = db {
                tell("belonging", belonging(&config, &db, &secrets));
                tell("guards", guards(&db));
                tell("history", history(&config, &db));
                tell("public", public(&db));
                tell("ledger", ledger(&db));
                tell("shelf", shelf(&config, &db));
            }
        }
        (_, said) => tell("database", said.map(|(_, said)| said)),
    }
    tell("mail", mail(&config));
    tell("address", address(&config));
    if bad == 0 { Ok(()) } else { Err(Trouble(format!("{bad} of these must be put right."))) }
}

fn folder(config: &Config) -> Result<String, String> {
    use rustix::fs::Access;
    let data = &config.data;
    if !data.exists() {
        return Ok(format!("{} is not there yet; the first start makes it", data.display()));
    }
    rustix::fs::access(data, Access::READ_OK | Access::WRITE_OK | Access::EXEC_OK)
        .map_err(|error| format!("{}: {error}", data.display()))?;
    Ok(format!("{} can be written to", data.display()))
}

fn key(config: &Config, secrets: &std::io::Result<Option<Secrets>>) -> Result<String, String> {
    match secrets {
        Ok(Some(_)) => Ok("there and readable".into()),
        Ok(None) if config.photos().exists() => Err("secrets.toml is gone; restore it from a backup".into()),
        Ok(None) => Ok("not there yet; the first start makes it".into()),
        Err(error) => Err(format!("secrets.toml cannot be used: {error}")),
    }
}

/// The database to look into, where there is one that this program understands.
fn database(config: &Config) -> Result<(Option<Db>, String), String> {
    let kind = if is_postgres(&config.database_url) { "PostgreSQL" } else { "SQLite" };
    let key = Secrets::look(&config.data).ok().flatten().unwrap_or_else(Secrets::random).sealing();
    match Db::open_to_look(&config.database_url, key) {
        Ok((db, 0)) => Ok((Some(db), format!("{kind} answers and is up to date"))),
        Ok((_, pending)) => {
            Ok((None, format!("{kind} answers; it needs {pending} migrations, which the next start does")))
        }
        Err(OpenError::Absent(path)) => {
            Ok((None, format!("{path} is not there yet; the first start makes it")))
        }
        Err(error) => Err(error.to_string()),
    }
}

/// Are keys and photos those of this database?
fn belonging(config: &Config, db: &Db, secrets: &Secrets) -> Result<String, String> {
    let known = recognise(db, secrets, &config.photos()).map_err(|refusal| format!("{refusal:?}"))?;
    strange(known, config).map_or(Ok("key and photos are those of this database".into()), Err)
}

/// Does the database itself still refuse to change what happened, and does nothing else act in it?
fn guards(db: &Db) -> Result<String, String> {
    let wrong =
        db.look(|c| Ok::<_, crate::actions::Refusal>(wrong(c)?)).map_err(|refusal| format!("{refusal:?}"))?;
    if wrong.is_empty() {
        Ok("the database's own triggers are those we put there".into())
    } else {
        Err(wrong.join(", "))
    }
}

/// Does the public read what the reports say?
fn public(db: &Db) -> Result<String, String> {
    let (untrue, count) = untrue_copies(db, NAMED).map_err(|refusal| format!("{refusal:?}"))?;
    if !is_map_true(db).map_err(|refusal| format!("{refusal:?}"))? {
        return Err("the map counts otherwise than the copies; `langnghe reproject` counts anew".to_owned());
    }
    if untrue.is_empty() {
        Ok(format!("{count} copies say what their reports say"))
    } else {
        Err(format!("other than their reports: {}; `langnghe reproject` makes them anew", untrue.join(", ")))
    }
}

/// Do the figures count what the reports say?
fn ledger(db: &Db) -> Result<String, String> {
    let (untrue, count) = untrue_lines(db, NAMED).map_err(|refusal| format!("{refusal:?}"))?;
    if untrue.is_empty() {
        Ok(format!("{count} lines say what their reports say"))
    } else {
        Err(format!("other than their reports: {}; `langnghe reproject` writes them anew", untrue.join(", ")))
    }
}

/// Was anything changed past the portal?
fn history(config: &Config, db: &Db) -> Result<String, String> {
    let unread = |refusal: crate::actions::Refusal| format!("{refusal:?}");
    let kept = Kept::open(&config.data, db.key())?;
    let head = kept.as_ref().map_or("no head is kept here yet".to_owned(), |kept| {
        format!("the head of {} (UTC) agrees", kept.at)
    });
    let reports = db.look(|c| Ok::<_, crate::actions::Refusal>(count(c)?)).map_err(unread)?;
    let since = match sealed_since(db).map_err(unread)? {
        Some(since) => since,
        None if kept.is_none() && reports == 0 => {
            return Ok("nothing is sealed yet; the first start begins".into());
        }
        None => {
            return Err("the database does not say since when it is sealed, or somebody else wrote it".into());
        }
    };
    let bar = progress::bar("reports", u64::try_from(reports).ok());
    let found = verify_history(db, kept, |seen| bar.inc(seen as u64));
    bar.finish_and_clear();
    let found = found.map_err(unread)?;
    if found.count == 0 {
        return Ok(format!(
            "{} reports with {} events, and {} entries of the journal, are as the portal left them \
             (sealed since {since} UTC; {head})",
            found.reports, found.events, found.entries
        ));
    }
    let named: Vec<String> =
        found.faults.iter().map(|(name, fault)| format!("\n      {name}: {fault}")).collect();
    let more = found.count - named.len();
    let more = if more == 0 { String::new() } else { format!("\n      and {more} more") };
    Err(format!("changed past the portal:{}{more}", named.concat()))
}

/// Is every photo and document there, and what was kept?
fn shelf(config: &Config, db: &Db) -> Result<String, String> {
    let photos = Photos::at(&config.photos(), Limits::default());
    let bar = progress::bar("files", None);
    let found = verify_shelf(db, &photos, &mut |files| bar.set_position(files as u64));
    bar.finish_and_clear();
    let found = found.map_err(|refusal| format!("{refusal:?}"))?;
    if found.faults.is_empty() {
        return Ok(format!("{} files are there and what was kept", found.files));
    }
    let each: Vec<String> = found.faults.iter().take(NAMED).map(|fault| format!("\n      {fault}")).collect();
    let more = found.faults.len() - each.len();
    let more = if more == 0 { String::new() } else { format!("\n      and {more} more") };
    Err(format!("of {} files these are not what was kept:{}{more}", found.files, each.concat()))
}

fn mail(config: &Config) -> Result<String, String> {
    match &config.mail.route {
        MailRoute::Folder(folder) => Ok(format!("letters go to {}", folder.display())),
        MailRoute::Smtp(server) => {
            let mailer = Mailer::open(&config.mail).map_err(|problem| problem.to_string())?;
            mailer.answers().map_err(|problem| problem.to_string())?;
            Ok(format!("{} lets us in", server.host))
        }
    }
}

/// Knocks at the own address: taking it, even for a moment, could keep the portal from starting.
fn address(config: &Config) -> Result<String, String> {
    let ip = match config.listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    match TcpStream::connect_timeout(&SocketAddr::new(ip, config.listen.port()), PATIENCE) {
        Ok(_) => Ok(format!("{} is in use, by the running portal or by another program", config.listen)),
        Err(_) => Ok(format!("nobody answers at {}", config.listen)),
    }
}
