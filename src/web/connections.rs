//! Who holds a connection. There are only so many, and some hold theirs without using it: a body that drips, a head that
//! never ends, an answer that nobody reads. So the newest always comes in, and when there is no place left, of those who
//! hold most the one gives way that has used its connection longest ago.
use actix_web::HttpRequest;
use actix_web::dev::Extensions;
use actix_web::rt::net::TcpStream;
use socket2::{SockRef, Socket};
use std::any::Any;
use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, Shutdown};
use std::sync::{Arc, Mutex, PoisonError};

/// Files that the portal needs beside its connections, and those that each reader of the database opens.
const OTHER_FILES: usize = 64;
const FILES_A_READER: usize = 4;
/// A connection costs a second file, by which it can be ended, and a body that comes in a third.
const FILES_A_CONNECTION: usize = 3;
/// More than this would only be memory.
const MOST: usize = 1000;
const LEAST: usize = 16;
/// Files that are asked of the machine where it has set a lower limit than it would allow.
const FILES_WANTED: u64 = 4096;

/// The connections that are open; cheap to clone.
#[derive(Clone)]
pub struct Connections(Arc<Mutex<Table<Socket>>>);

/// The place of one connection, given back when that ends.
struct Place {
    number: u64,
    table: Arc<Mutex<Table<Socket>>>,
}

impl Connections {
    pub fn of_at_most(most: usize) -> Self {
        Self(Arc::new(Mutex::new(Table { most, clock: 0, open: HashMap::new() })))
    }

    /// Notes a connection that has begun. One that cannot be ended from here, for want of a file, is ended now.
    pub fn admit(&self, connection: &dyn Any, data: &mut Extensions) {
        let Some(stream) = connection.downcast_ref::<TcpStream>() else { return };
        let from = stream.peer_addr().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.ip());
        let Ok(socket) = SockRef::from(stream).try_clone() else {
            let _ = SockRef::from(stream).shutdown(Shutdown::Both);
            return;
        };
        let (number, gone) = locked(&self.0).admit(from, socket);
        if let Some(gone) = gone {
            let _ = gone.shutdown(Shutdown::Both);
        }
        data.insert(Place { number, table: self.0.clone() });
    }
}

/// The connection of this request is of use now: it asked, brought something or was answered.
pub fn used(request: &HttpRequest) {
    if let Some(place) = request.conn_data::<Place>() {
        locked(&place.table).used(place.number);
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        locked(&self.table).open.remove(&self.number);
    }
}

fn locked(table: &Mutex<Table<Socket>>) -> std::sync::MutexGuard<'_, Table<Socket>> {
    table.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Table<S> {
    most: usize,
    /// Counts uses: only their order matters.
    clock: u64,
    open: HashMap<u64, Held<S>>,
}

struct Held<S> {
    from: IpAddr,
    used: u64,
    end: S,
}

impl<S> Table<S> {
    /// The number of a new connection, and what ends the one that gives way to it.
    fn admit(&mut self, from: IpAddr, end: S) -> (u64, Option<S>) {
        let gone = if self.open.len() < self.most { None } else { self.give_way() };
        self.clock += 1;
        self.open.insert(self.clock, Held { from, used: self.clock, end });
        (self.clock, gone)
    }

    fn used(&mut self, number: u64) {
        self.clock += 1;
        if let Some(held) = self.open.get_mut(&number) {
            held.used = self.clock;
        }
    }

    fn give_way(&mut self) -> Option<S> {
        let mut held_by: HashMap<IpAddr, usize> = HashMap::new();
        for held in self.open.values() {
            *held_by.entry(held.from).or_default() += 1;
        }
        let most = held_by.values().copied().max()?;
        let heavy = self.open.iter().filter(|(_, held)| held_by[&held.from] == most);
        let number = heavy.min_by_key(|(_, held)| held.used).map(|(number, _)| *number)?;
        self.open.remove(&number).map(|held| held.end)
    }
}

/// How many connections the machine's limit on open files leaves room for, after asking it for more.
pub fn room(readers: u32) -> usize {
    let others = OTHER_FILES + FILES_A_READER * readers as usize;
    (open_files().saturating_sub(others) / FILES_A_CONNECTION).clamp(LEAST, MOST)
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

    fn from(last: u8) -> IpAddr {
        IpAddr::from([127, 0, 0, last])
    }

    #[test]
    fn the_newest_comes_in_and_the_longest_unused_of_the_heaviest_gives_way() {
        let mut table = Table { most: 4, clock: 0, open: HashMap::new() };
        let (reader, _) = table.admit(from(1), "reader");
        let (first, _) = table.admit(from(2), "first");
        let (_, none) = table.admit(from(2), "second");
        assert_eq!(none, None);
        table.admit(from(2), "third");
        table.used(first);
        assert_eq!(table.admit(from(2), "fourth").1, Some("second"));
        assert_eq!(table.admit(from(3), "another reader").1, Some("third"));
        assert!(table.open.contains_key(&reader) && table.open.len() == 4);
    }

    #[test]
    fn among_equals_the_longest_unused_gives_way() {
        let mut table = Table { most: 2, clock: 0, open: HashMap::new() };
        let (first, _) = table.admit(from(1), 1);
        table.admit(from(2), 2);
        table.used(first);
        assert_eq!(table.admit(from(3), 3).1, Some(2));
    }

    #[test]
    fn there_is_room_whatever_the_machine_allows() {
        assert!((LEAST..=MOST).contains(&room(8)));
    }
}
