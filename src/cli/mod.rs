//! The command line: what `langnghe` can be told to do.
mod backup;
mod check;
mod ending;
mod help;
mod import;
mod load_sample;
mod progress;
mod rehearse;
mod reproject;
mod serve;

use crate::config::{Config, ConfigProblem, GivenSettings};
use crate::opening::OpenProblem;
use crate::sample::Wanted;
use clap::{Parser, Subcommand};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const DATA: &str = "./var/data";
const DEMO_DATA: &str = "./var/demo";
const USUAL_FILE: &str = "langnghe.toml";

/// Lắng Nghe: residents tell the city what is wrong, agencies answer in time and in public.
#[derive(Debug, Parser)]
#[command(name = "langnghe", version, after_help = help::settings())]
struct Cli {
    /// The settings file; without it `LANGNGHE_CONFIG` names one, or ./langnghe.toml is read if it is there
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Clone, Subcommand)]
enum Command {
    /// Serves the portal (what happens when no command is given). An empty database gets its tables, its city and a
    /// link for the first administrator
    Serve,
    /// Serves a portal to try: invented reports in every state, one account per role, letters as files
    Demo,
    /// Says whether settings, data folder, database and mail server work and whether anything was changed past the portal;
    /// changes nothing at all
    #[command(alias = "doctor")]
    Check,
    /// Makes what the public reads of each report anew, also while the portal serves
    Reproject,
    /// Brings in what the city has from elsewhere, also while the portal serves
    Import {
        #[command(subcommand)]
        what: Imports,
    },
    /// Fills a portal of its own with invented reports until there are so many, to see how it is with many; refuses where there
    /// are others
    LoadSample {
        /// How many reports are to stand there
        #[arg(long)]
        reports: u64,
        /// The same seed makes the same words
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Says who would be told now of what is owed for long; tells nobody
    Rehearse,
    /// Copies keys, database, photos and documents into a new folder, also while the portal serves
    Backup {
        /// A folder that is made, or is empty
        folder: PathBuf,
    },
    /// Brings a backup back into an empty data folder and an empty database, and checks it
    Restore {
        /// What `backup` wrote
        folder: PathBuf,
    },
}

#[derive(Debug, Clone, Subcommand)]
enum Imports {
    /// The communes' borders; says which it did not find. Those before stay beside them
    Areas {
        /// A GeoJSON file whose features carry a commune's code or name
        file: PathBuf,
        /// From which day on they count, as 2025-07-01; today where nothing is said
        #[arg(long, value_name = "DAY")]
        valid_from: Option<chrono::NaiveDate>,
    },
    /// Streets and landmarks by whose names senders find a place, instead of those before; says which lines it left out
    Places {
        /// A CSV file with the columns name, commune (code or name; empty: where it lies), lat and lon
        file: PathBuf,
    },
}

/// What stops a command, in words for the person at the terminal.
#[derive(Debug)]
pub(crate) struct Trouble(String);

impl From<ConfigProblem> for Trouble {
    fn from(problem: ConfigProblem) -> Self {
        Self(problem.to_string())
    }
}

impl From<OpenProblem> for Trouble {
    fn from(problem: OpenProblem) -> Self {
        Self(problem.to_string())
    }
}

/// Does what the arguments say. 0: done, 1: it could not, 2: the arguments cannot be understood.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let command = cli.command.unwrap_or(Command::Serve);
    let default_data = if matches!(command, Command::Demo) { DEMO_DATA } else { DATA };
    let done = read_config(cli.config.as_deref(), default_data).and_then(|config| match command {
        Command::Serve => serve::serve(config),
        Command::Demo => serve::demo(config),
        Command::Check => check::check(config),
        Command::Reproject => reproject::again(&config),
        Command::Import { what: Imports::Areas { file, valid_from } } => {
            import::areas(&config, &file, valid_from)
        }
        Command::Import { what: Imports::Places { file } } => import::places(&config, &file),
        Command::LoadSample { reports, seed } => load_sample::fill(config, Wanted { reports, seed }),
        Command::Rehearse => rehearse::told_now(&config),
        Command::Backup { folder } => backup::save(&config, &folder),
        Command::Restore { folder } => backup::bring_back(config, &folder),
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Trouble(why)) => {
            eprintln!("langnghe: {why}");
            ExitCode::FAILURE
        }
    }
}

fn read_config(named: Option<&Path>, default_data: &str) -> Result<Config, Trouble> {
    let mut found = GivenSettings::default();
    let from_environment =
        std::env::var_os("LANGNGHE_CONFIG").filter(|name| !name.is_empty()).map(PathBuf::from);
    let usual = || Some(PathBuf::from(USUAL_FILE)).filter(|path| path.exists());
    if let Some(path) = named.map(PathBuf::from).or(from_environment).or_else(usual) {
        let text = std::fs::read_to_string(&path)
            .map_err(|error| ConfigProblem::FileUnreadable { path: path.clone(), why: error.to_string() })?;
        found.add_file(&path, &text)?;
    }
    let readable = |(name, value): (std::ffi::OsString, std::ffi::OsString)| {
        Some((name.into_string().ok()?, value.to_string_lossy().into_owned()))
    };
    found.add_environment(std::env::vars_os().filter_map(readable))?;
    Ok(Config::read(&found, default_data)?)
}

/// For the person at the terminal. One who has closed it stops nothing.
fn say(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}
