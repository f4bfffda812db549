//! Public reports as files that anybody may take: written each night, within minutes when something was taken down, so that what
//! is no more public stands in no file, and within the hour when something else changed. A set of files is written beside the one that stands, and takes its place whole.
use super::GoesOn;
use crate::actions::Refusal;
use crate::clock::{Moment, local};
use crate::domain::open_data::{Alike, COLUMNS, day, in_time};
use crate::domain::public::PublicCard;
use crate::domain::sheet::safe;
use crate::ids::{Secret, TicketId};
use crate::portal::Portal;
use crate::store::city::City;
use crate::store::public::copy;
use chrono::Duration;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

/// Reports read at a time.
const PART: i64 = 2_000;
/// The folder in the data folder.
const FOLDER: &str = "open-data";
/// Names the set that stands.
const STANDING: &str = "standing.json";
/// The files of a set.
pub const FILES: [&str; 3] = ["phan-anh.csv", "phan-anh.jsonl", "phan-anh.geojson"];

/// A set of files, as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenData {
    /// Its folder.
    set: String,
    pub made_at: Moment,
    pub reports: u64,
    /// How many had been taken down by then.
    gone: i64,
    /// Of which public copies it tells.
    copies: (Option<i64>, i64),
    pub files: Vec<OpenFile>,
}

/// One of the files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenFile {
    pub name: String,
    pub bytes: u64,
    /// SHA-256 of its content.
    pub print: String,
}

impl OpenData {
    /// The set that stands; none before the first was written.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn standing(data: &Path) -> io::Result<Option<Self>> {
        match fs::read(data.join(FOLDER).join(STANDING)) {
            Ok(text) => Ok(serde_json::from_slice(&text).ok()),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Opens one of its files.
    ///
    /// # Errors
    /// When it cannot be read; `NotFound` where another set has just taken its place.
    pub fn open(&self, data: &Path, file: &OpenFile) -> io::Result<File> {
        File::open(data.join(FOLDER).join(&self.set).join(&file.name))
    }
}

/// Writes the files where none are of today, or something was taken down since; how many reports are in them, 0 where
/// nothing was to do.
///
/// # Errors
/// When the database cannot be read, or the disk does not let it.
pub fn write_open_data(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<u64, Refusal> {
    let (now, data) = (portal.now(), &portal.config.data);
    let (gone, copies) = portal.db.look(|c| Ok::<_, Refusal>((copy::gone(c)?, copy::generation(c)?)))?;
    let standing = OpenData::standing(data).map_err(failed)?;
    let holds = |one: &OpenData| {
        let of_today = local(one.made_at).date() == local(now).date();
        let is_young = now - one.made_at < Duration::hours(1);
        of_today && one.gone == gone && (one.copies == copies || is_young)
    };
    if standing.as_ref().is_some_and(holds) {
        return Ok(0);
    }
    let folder = data.join(FOLDER);
    let set = format!("{}-{}", local(now).format("%Y-%m-%d-%H%M%S"), Secret::random().hash());
    let set = set.chars().take(30).collect::<String>();
    let place = folder.join(&set);
    fs::create_dir_all(&place).map_err(failed)?;
    let Some((reports, files)) = write_set(portal, &place, goes_on)? else {
        fs::remove_dir_all(&place).map_err(failed)?;
        return Ok(0);
    };
    let made = OpenData { set, made_at: now, reports, gone, copies, files };
    let text = serde_json::to_vec(&made).map_err(failed)?;
    let mut file = tempfile::NamedTempFile::new_in(&folder).map_err(failed)?;
    file.write_all(&text).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    file.persist(folder.join(STANDING)).map_err(|error| failed(error.error))?;
    clear(&folder, &[Some(made.set), standing.filter(|one| one.gone == gone).map(|one| one.set)])?;
    Ok(reports)
}

/// All files of a set; none where the portal stops meanwhile.
fn write_set(
    portal: &Portal,
    place: &Path,
    goes_on: &GoesOn<'_>,
) -> Result<Option<(u64, Vec<OpenFile>)>, Refusal> {
    let (city, alike) = portal.db.look(|c| {
        let city = portal.db.city(c)?;
        Ok::<_, Refusal>((city, portal.db.ledger(c, Alike::among)?))
    })?;
    let writing = Writing { city: &city, alike: &alike };
    let open = |name: &str| File::create(place.join(name)).map(BufWriter::new).map_err(failed);
    let mut table = csv::Writer::from_writer(open(FILES[0])?);
    let (mut lines, mut points) = (open(FILES[1])?, open(FILES[2])?);
    table.write_record(COLUMNS.iter().map(|column| column.name)).map_err(failed)?;
    points.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[").map_err(failed)?;
    let (mut reports, mut from) = (0, TicketId(0));
    loop {
        if !goes_on() {
            return Ok(None);
        }
        let part = portal.db.look(|c| Ok::<_, Refusal>(copy::cards_after(c, from, PART)?))?;
        let Some(last) = part.last() else { break };
        from = last.ticket.id;
        for card in &part {
            let row = writing.row(card);
            table.write_record(row.iter().map(|cell| safe(cell))).map_err(failed)?;
            writeln!(lines, "{}", writing.object(&row)).map_err(failed)?;
            let comma = if reports == 0 { "\n" } else { ",\n" };
            write!(points, "{comma}{}", writing.feature(card, &row)).map_err(failed)?;
            reports += 1;
        }
    }
    points.write_all(b"\n]}\n").map_err(failed)?;
    let table = table.into_inner().map_err(failed)?;
    for file in [table, lines, points] {
        file.into_inner().map_err(failed)?.sync_all().map_err(failed)?;
    }
    let files: Result<Vec<OpenFile>, Refusal> = FILES.iter().map(|name| described(place, name)).collect();
    Ok(Some((reports, files?)))
}

/// What a report says in each column.
struct Writing<'a> {
    city: &'a City,
    alike: &'a Alike,
}

impl Writing<'_> {
    fn row(&self, card: &PublicCard) -> [String; 15] {
        let (ticket, city) = (&card.ticket, self.city);
        let coarse = self.alike.are_few(card);
        let category = city.categories.get(&ticket.category);
        let commune = ticket.commune.and_then(|id| city.communes.get(&id));
        let agency = ticket.agency.and_then(|id| city.agencies.get(&id));
        let told = |at: Option<Moment>| at.map(|at| day(at, coarse)).unwrap_or_default();
        [
            ticket.code.clone(),
            ticket.kind.to_string(),
            ticket.word.to_string(),
            ticket.outcome.map(|outcome| outcome.to_string()).unwrap_or_default(),
            category.map(|one| one.code.clone()).unwrap_or_default(),
            category.map(|one| one.name_vi.clone()).unwrap_or_default(),
            commune.map(|one| one.code.clone()).unwrap_or_default(),
            commune.map(|one| one.name.clone()).unwrap_or_default(),
            agency.map(|one| one.slug.clone()).unwrap_or_default(),
            agency.map(|one| one.name.clone()).unwrap_or_default(),
            told(Some(ticket.created_at)),
            told(ticket.answered_at),
            told(ticket.answer_due),
            in_time(card).map(|is| is.to_string()).unwrap_or_default(),
            ticket.title.clone(),
        ]
    }

    /// The same under the names of the columns; what is not there is null.
    fn object(&self, row: &[String; 15]) -> Value {
        let cells = COLUMNS.iter().zip(row).map(|(column, cell)| {
            let value = match (column.kind, cell.as_str()) {
                (_, "") => Value::Null,
                ("boolean", cell) => Value::Bool(cell == "true"),
                (_, cell) => Value::String(cell.to_owned()),
            };
            (column.name.to_owned(), value)
        });
        Value::Object(cells.collect())
    }

    /// The point is the middle of the commune, and said to be no more.
    fn feature(&self, card: &PublicCard, row: &[String; 15]) -> Value {
        let commune = card.ticket.commune.and_then(|id| self.city.communes.get(&id));
        let point = commune.and_then(|one| one.lon.zip(one.lat));
        let mut properties = self.object(row);
        properties["point"] = json!(point.map(|_| "commune"));
        json!({
            "type": "Feature",
            "id": card.ticket.code,
            "geometry": point.map(|(lon, lat)| json!({ "type": "Point", "coordinates": [lon, lat] })),
            "properties": properties,
        })
    }
}

fn described(place: &Path, name: &str) -> Result<OpenFile, Refusal> {
    let mut file = File::open(place.join(name)).map_err(failed)?;
    let (mut print, mut bytes, mut piece) = (Sha256::new(), 0, vec![0; 64 * 1024]);
    loop {
        let length = file.read(&mut piece).map_err(failed)?;
        if length == 0 {
            break;
        }
        print.update(&piece[..length]);
        bytes += length as u64;
    }
    let print = print.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(OpenFile { name: name.to_owned(), bytes, print })
}

/// Removes every set but these. One that somebody is reading stays readable to them until they have it.
fn clear(folder: &Path, kept: &[Option<String>]) -> Result<(), Refusal> {
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path: PathBuf = entry.map_err(failed)?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if path.is_dir() && kept.iter().flatten().all(|one| one != name) {
            fs::remove_dir_all(&path).map_err(failed)?;
        }
    }
    Ok(())
}

fn failed(error: impl std::fmt::Display) -> Refusal {
    Refusal::Unavailable(format!("the open data could not be written: {error}"))
}
