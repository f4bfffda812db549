//! A form with files, read part by part.
use super::intake::{Body, Intake, Room};
use super::upload::{Incoming, Upload};
use super::{Fields, Guard, MOST_FIELDS, NAME_LIMIT, TYPED_LIMIT};
use crate::domain::text::tidy;
use crate::web::error::Failure;
use actix_web::web::Bytes;
use futures_util::future::{Either, select};
use futures_util::stream;
use multer::{Field, Multipart};
use std::cell::Cell;
use std::convert::Infallible;
use std::pin::pin;
use tokio::sync::mpsc;

/// Files that are kept until the form is dealt with; those beyond are named to their sender.
const MOST_FILES: usize = 20;
/// Bytes that may come without a part beginning, going on or ending: the heads of parts are short.
const HEAD_LIMIT: usize = 128 * 1024;
/// Characters of a file's name that are kept.
const FILE_NAME_LIMIT: usize = 120;

/// What came in parts.
pub struct Parts {
    pub fields: Fields,
    pub files: Vec<Upload>,
    /// The names of files for which there was no place.
    pub surplus: Vec<String>,
    /// What the fields hold of the memory that all share.
    pub room: Room,
}

/// What a form with parts may bring.
pub struct Plan<'a> {
    pub intake: &'a Intake,
    pub guard: &'a Guard,
    pub file_fields: &'a [&'static str],
    /// Bytes of one file.
    pub file_bytes: usize,
}

/// Reads all parts. The form's key stands before its files: no file is held for a form that is not ours.
pub async fn read(mut body: Body, boundary: String, plan: &Plan<'_>) -> Result<Parts, Failure> {
    // Bytes handed over since the parser last gave something back.
    let unread = Cell::new(0);
    let (hand, mut taken) = mpsc::channel::<Bytes>(1);
    let pass_on = async {
        while let Some(chunk) = body.next().await? {
            // Free only once the parser has taken what came before: then what it gave nothing back for is a head.
            let Ok(free) = hand.reserve().await else {
                // The form has ended; what some programs send behind it is of no use.
                continue;
            };
            if unread.get() > HEAD_LIMIT {
                return Err(Failure::TooLarge);
            }
            unread.set(unread.get() + chunk.len());
            free.send(chunk);
        }
        drop(hand);
        Ok(())
    };
    let came =
        stream::poll_fn(move |context| taken.poll_recv(context).map(|chunk| chunk.map(Ok::<_, Infallible>)));
    let parse = take_all(Multipart::new(came, boundary), plan, &unread);
    match select(pin!(parse), pin!(pass_on)).await {
        Either::Left((parts, rest)) => {
            let parts = parts?;
            rest.await?;
            Ok(parts)
        }
        Either::Right((passed, parse)) => {
            passed?;
            parse.await
        }
    }
}

async fn take_all(mut parts: Multipart<'_>, plan: &Plan<'_>, unread: &Cell<usize>) -> Result<Parts, Failure> {
    let mut came = Parts {
        fields: Fields::default(),
        files: Vec::new(),
        surplus: Vec::new(),
        room: plan.intake.room_for_typed()?,
    };
    let (mut count, mut typed) = (0, 0);
    while let Some(part) = parts.next_field().await.map_err(malformed)? {
        unread.set(0);
        count += 1;
        let name = part.name().unwrap_or("").to_owned();
        if count > MOST_FIELDS || name.len() > NAME_LIMIT {
            return Err(Failure::TooLarge);
        }
        let file = FileName::of(&part);
        if plan.file_fields.contains(&name.as_str()) {
            take_file(part, name, file.unwrap_or_default(), plan, unread, &mut came).await?;
        } else if file.is_some() {
            return Err(Failure::Malformed("a file where the form takes none".into()));
        } else {
            let value = take_text(part, &mut came.room, unread, &mut typed).await?;
            came.fields.push(name, value);
        }
    }
    Ok(came)
}

async fn take_text(
    mut part: Field<'_>,
    room: &mut Room,
    unread: &Cell<usize>,
    typed: &mut usize,
) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(malformed)? {
        unread.set(0);
        *typed += chunk.len();
        if *typed > TYPED_LIMIT {
            return Err(Failure::TooLarge);
        }
        room.grow(chunk.len())?;
        bytes.extend_from_slice(&chunk);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

async fn take_file(
    mut part: Field<'_>,
    field: String,
    file: FileName,
    plan: &Plan<'_>,
    unread: &Cell<usize>,
    came: &mut Parts,
) -> Result<(), Failure> {
    if came.files.len() >= MOST_FILES || !plan.guard.knows(&came.fields).await? {
        while part.chunk().await.map_err(malformed)?.is_some() {
            unread.set(0);
        }
        came.surplus.push(file.shown);
        return Ok(());
    }
    let (mut incoming, mut empty) = (Incoming::begin(plan.intake, plan.file_bytes).await, true);
    while let Some(chunk) = part.chunk().await.map_err(malformed)? {
        unread.set(0);
        empty &= chunk.is_empty();
        incoming = match incoming {
            Ok(file) => file.add(&chunk).await,
            // The words behind the file are still to come.
            Err(Failure::Unavailable(why)) => Err(Failure::Unavailable(why)),
            Err(other) => return Err(other),
        };
    }
    // A browser sends one nameless, empty part for a file field that nothing was chosen in.
    if empty && !file.chosen {
        return Ok(());
    }
    let ended = match incoming {
        Ok(incoming) => incoming.end(field.clone(), file.shown.clone()).await,
        Err(failure) => Err(failure),
    };
    came.files.push(match ended {
        Err(Failure::Unavailable(why)) => {
            tracing::error!(why, "a file that came was not kept");
            Upload::unwritten(plan.intake, field, file.shown)?
        }
        ended => ended?,
    });
    Ok(())
}

/// What a part says of its file's name. A form is never refused for it.
#[derive(Default)]
struct FileName {
    /// As it can be shown; "" where it cannot be read.
    shown: String,
    /// A file was chosen.
    chosen: bool,
}

impl FileName {
    /// `None` when the part speaks of no file.
    fn of(part: &Field<'_>) -> Option<Self> {
        let said = part.headers().get("content-disposition").map_or(&b""[..], |value| value.as_bytes());
        let named = said.to_ascii_lowercase().windows(9).any(|window| window == b"filename=");
        let name = part.file_name().map(tidy);
        (named || name.is_some()).then(|| Self {
            chosen: name.as_ref().is_none_or(|name| !name.is_empty()),
            shown: name.unwrap_or_default().chars().take(FILE_NAME_LIMIT).collect(),
        })
    }
}

fn malformed(error: multer::Error) -> Failure {
    Failure::Malformed(error.to_string())
}
