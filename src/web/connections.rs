//! Who holds a connection. There are only so many, and some hold theirs without using it: a body that drips, a head that
//! never ends, an answer that nobody reads.
use super::address;
use super::places::Places;
use actix_web::HttpRequest;
use actix_web::dev::Extensions;
use actix_web::rt::net::TcpStream;
use socket2::{SockRef, Socket};
use std::any::Any;
use std::net::Shutdown;
use std::time::Duration;

/// Files that the portal needs beside its connections, and those that each reader of the database opens.
const OTHER_FILES: usize = 64;
const FILES_A_READER: usize = 4;
/// A connection costs a second file, by which it can be ended, and of three one may bring a body, which costs another.
const FILES_OF_TWO_CONNECTIONS: usize = 5;
/// More than this would only be memory.
const MOST: usize = 1000;
const LEAST: usize = 16;
/// Files that are asked of the machine where it has set a lower limit than it would allow.
const FILES_WANTED: u64 = 4096;

/// How long a connection may take until its first words are heard, on a machine with much to do.
const GRACE: Duration = Duration::from_millis(200);

/// The connections that are open; cheap to clone.
#[derive(Clone)]
pub struct Connections(Places<Socket>);

/// What a connection holds while it lasts.
type Place = super::places::Place<Socket>;

impl Connections {
    /// At most so many connections; from two thirds of them on, the newest makes another give way.
    pub fn of_at_most(most: usize) -> Self {
        Self(Places::new(most * 2 / 3, most, GRACE))
    }

    /// Notes a connection that has begun. One that cannot be ended from here, for want of a file, is ended now.
    pub fn admit(&self, connection: &dyn Any, data: &mut Extensions) {
        let Some(stream) = connection.downcast_ref::<TcpStream>() else { return };
        let from = stream.peer_addr().map(|peer| address::network(peer.ip())).unwrap_or_default();
        let Ok(socket) = SockRef::from(stream).try_clone() else {
            let _ = SockRef::from(stream).shutdown(Shutdown::Both);
            return;
        };
        let (place, gone) = self.0.admit(from, socket);
        if let Some(gone) = gone {
            let _ = gone.shutdown(Shutdown::Both);
        }
        data.insert(place);
    }
}

/// The connection of this request is of use now: it asked, brought something or was answered.
pub fn used(request: &HttpRequest) {
    if let Some(place) = request.conn_data::<Place>() {
        place.used();
    }
}

/// The portal is at work for this request from now on, or no longer.
pub fn at_work(request: &HttpRequest, at_work: bool) {
    if let Some(place) = request.conn_data::<Place>() {
        place.at_work(at_work);
    }
}

/// How many connections the machine's limit on open files leaves room for, after asking it for more.
pub fn room(readers: u32) -> usize {
    let others = OTHER_FILES + FILES_A_READER * readers as usize;
    (open_files().saturating_sub(others) * 2 / FILES_OF_TWO_CONNECTIONS).clamp(LEAST, MOST)
}

#[cfg(unix)]
fn open_files() -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let now = limit.current.unwrap_or(FILES_WANTED);
    let wanted = FILES_WANTED.min(limit.maximum.unwrap_or(FILES_WANTED)).max(now);
    let raised = setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum: limit.maximum });
    usize::try_from(if raised.is_ok() { wanted } else { now }).unwrap_or(usize::MAX)
}

#[cfg(not(unix))]
fn open_files() -> usize {
    usize::try_from(FILES_WANTED).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_room_whatever_the_machine_allows() {
        assert!((LEAST..=MOST).contains(&room(8)));
    }
}
