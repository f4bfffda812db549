//! Does everything that the portal needs work? Each thing in a line, good or bad.
use super::Trouble;
use crate::actions::upkeep::{Verified, verify_history, verify_shelf};
use crate::config::{Config, MailRoute};
use crate::mail::Mailer;
use crate::photos::{Limits, Photos};
use crate::secrets::Secrets;
use crate::store::Db;
use std::net::TcpListener;

/// Tries each thing on its own, so that one failure does not hide another.
pub(super) fn check(config: Config) -> Result<(), Trouble> {
    let mut bad = 0;
    let mut tell = |what: &str, outcome: Result<String, String>| match outcome {
        Ok(said) => println!("ok    {what}: {said}"),
        Err(why) => {
            bad += 1;
            println!("WRONG {what}: {why}");
        }
    };
    tell("settings", Ok("understood".into()));
    for warning in config.warnings() {
        tell("note", Ok(warning));
    }
    tell("data folder", folder(&config));
    tell("database", database(&config));
    tell("history", history(&config));
    tell("shelf", shelf(&config));
    tell("mail", mail(&config));
    tell("address", address(&config));
    if bad == 0 { Ok(()) } else { Err(Trouble(format!("{bad} of these must be put right."))) }
}

fn folder(config: &Config) -> Result<String, String> {
    let data = &config.data;
    std::fs::create_dir_all(data).map_err(|error| format!("{}: {error}", data.display()))?;
    tempfile::NamedTempFile::new_in(data).map_err(|error| format!("{}: {error}", data.display()))?;
    Secrets::open(data).map_err(|error| error.to_string())?;
    Ok(format!("{} can be written to", data.display()))
}

fn database(config: &Config) -> Result<String, String> {
    Db::open(&config.database_url, 1).map_err(|error| error.to_string())?;
    let kind = if crate::store::is_postgres(&config.database_url) { "PostgreSQL" } else { "SQLite" };
    Ok(format!("{kind} answers and is up to date"))
}

/// Was any report's history changed past the portal?
fn history(config: &Config) -> Result<String, String> {
    let db = Db::open(&config.database_url, 1).map_err(|error| error.to_string())?;
    let found = verify_history(&db).map_err(|refusal| format!("{refusal:?}"))?;
    if found.broken.is_empty() {
        let Verified { reports, events, unsealed, .. } = found;
        Ok(format!(
            "{events} events of {reports} reports hold together ({unsealed} from before there were seals)"
        ))
    } else {
        Err(format!("these reports' histories were changed past the portal: {}", found.broken.join(", ")))
    }
}

/// Can photos be laid in, and is every photo and document there and what was kept?
fn shelf(config: &Config) -> Result<String, String> {
    let folder = config.photos();
    if !folder.exists() {
        return Ok("not there yet; the first start makes it".into());
    }
    let photos = Photos::at(&folder, Limits::default());
    photos.writable().map_err(|error| format!("{}: {error}", folder.display()))?;
    let db = Db::open(&config.database_url, 1).map_err(|error| error.to_string())?;
    let found = verify_shelf(&db, &photos, &mut |_| ()).map_err(|refusal| format!("{refusal:?}"))?;
    if found.faults.is_empty() {
        return Ok(format!("{} files are there and what was kept", found.files));
    }
    let each: Vec<String> = found.faults.iter().map(ToString::to_string).collect();
    Err(format!("of {} files these are not what was kept:\n        {}", found.files, each.join("\n        ")))
}

fn mail(config: &Config) -> Result<String, String> {
    let mailer = Mailer::open(&config.mail, "Lắng Nghe").map_err(|problem| problem.to_string())?;
    mailer.answers().map_err(|problem| problem.to_string())?;
    Ok(match &config.mail.route {
        MailRoute::Smtp(server) => format!("{} lets us in", server.host),
        MailRoute::Folder(folder) => format!("letters go to {}", folder.display()),
    })
}

fn address(config: &Config) -> Result<String, String> {
    match TcpListener::bind(config.listen) {
        Ok(_) => Ok(format!("{} is free", config.listen)),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
            Ok(format!("{} is in use, by the running portal or by another program", config.listen))
        }
        Err(error) => Err(format!("{}: {error}", config.listen)),
    }
}
