//! One kind of harm each. They end by themselves when the flood is over.
use crate::client::{Arrived, Client};
use crate::{Outcome, wire};
use langnghe::links;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::Duration;

const MEGABYTE: usize = 1 << 20;
const BOUNDARY: &str = "----between-the-parts";

/// Who is attacked, and which of several attackers this is.
pub struct Target<'a> {
    pub address: SocketAddr,
    pub number: u8,
    pub over: &'a AtomicBool,
}

impl Target<'_> {
    pub fn is_over(&self) -> bool {
        self.over.load(Ordering::Relaxed)
    }

    fn client(&self) -> Client {
        Client::new(&format!("http://{}", self.address))
    }

    fn connect(&self) -> Outcome<TcpStream> {
        wire::connect(wire::address(self.number + 1), self.address)
    }
}

pub type Attack = fn(&Target) -> Outcome<()>;

/// Name, how many at once, what they do.
pub const ATTACKS: &[(&str, u8, Attack)] = &[
    ("long words", 2, long_words),
    ("long searches", 2, long_searches),
    ("empty parts", 1, empty_parts),
    ("silent uploads", 8, silent_upload),
    ("photos never ended", 12, photo_never_ended),
    ("slow bodies", 6, slow_bodies),
    ("pictures that unfold", 3, unfolding_pictures),
    ("drafts", 2, drafts),
];

/// 120 kB where a commune's name is asked for.
fn long_words(target: &Target) -> Outcome<()> {
    let client = target.client();
    let page = at_place(&client)?;
    let words = "phường ".repeat(15_000);
    client.send(&page, &[("commune", &words), ("find", "1")], None).map(drop)
}

fn at_place(client: &Client) -> Outcome<Arrived> {
    let page = client.open(&links::submit())?;
    let what = [("kind", "report"), ("title", "Ổ gà"), ("body", "Giữa đường có một hố sâu, xe máy dễ ngã.")];
    client.send(&page, &what, None)?;
    client.open(&links::submit_place())
}

fn long_searches(target: &Target) -> Outcome<()> {
    let words = "du%E1%BB%9Dng+".repeat(400);
    let mut connection = std::io::BufReader::new(target.connect()?);
    for path in [links::answers(), links::agencies()] {
        wire::get(&mut connection, &format!("{path}?q={words}"))?;
    }
    Ok(())
}

/// A form of four hundred megabytes of parts without a content.
fn empty_parts(target: &Target) -> Outcome<()> {
    let (mut connection, key) = begin(target, &links::submit(), 400 * MEGABYTE)?;
    connection.write_all(&key)?;
    let part = format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\n\r\n");
    let many = part.repeat(MEGABYTE / part.len());
    while !target.is_over() {
        connection.write_all(many.as_bytes())?;
    }
    Ok(())
}

/// Seventy megabytes into a form that takes no files, and then silence.
fn silent_upload(target: &Target) -> Outcome<()> {
    upload(target, &links::submit_restart(), 70)
}

/// Seventy megabytes into the step that takes photos, and then silence.
fn photo_never_ended(target: &Target) -> Outcome<()> {
    upload(target, &links::submit_photos(), 70)
}

fn upload(target: &Target, path: &str, megabytes: usize) -> Outcome<()> {
    let (mut connection, key) = begin(target, path, 100 * MEGABYTE)?;
    connection.write_all(&key)?;
    let noise = crate::city::noise(MEGABYTE);
    for number in 0..megabytes.div_ceil(10) {
        let head = format!(
            "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"photos\"; filename=\"{number}.jpg\"\r\n\
             content-type: image/jpeg\r\n\r\n"
        );
        connection.write_all(head.as_bytes())?;
        for _ in 0..10 {
            connection.write_all(&noise)?;
        }
        connection.write_all(b"\r\n")?;
    }
    until_closed(target, &mut connection)
}

/// Fifty forms each that come a byte a second.
fn slow_bodies(target: &Target) -> Outcome<()> {
    let mut all = Vec::new();
    for _ in 0..50 {
        let mut connection = target.connect()?;
        let head = head(&links::submit(), "", "application/x-www-form-urlencoded", 10_000);
        connection.write_all(head.as_bytes())?;
        all.push(connection);
    }
    while !target.is_over() && !all.is_empty() {
        all.retain_mut(|connection| connection.write_all(b"a").is_ok());
        sleep(Duration::from_secs(1));
    }
    Ok(())
}

/// Small files that claim, or are, fifty megapixels.
fn unfolding_pictures(target: &Target) -> Outcome<()> {
    let client = target.client();
    let page = at_place(&client)?;
    let page = Arrived {
        path: links::submit_photos(),
        page: client.open(&links::submit_photos())?.page + &page.page,
    };
    for bomb in bombs()? {
        // Refused with words on the page is what should come; what matters is what it costs.
        client.send(&page, &[], Some(&bomb)).map(drop).unwrap_or_default();
    }
    Ok(())
}

fn bombs() -> Outcome<Vec<Vec<u8>>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/photos");
    let files = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    let named = files.iter().filter(|file| file.file_name().to_string_lossy().starts_with("bomb"));
    let bombs: Vec<_> = named.map(|file| std::fs::read(file.path())).collect::<Result<_, _>>()?;
    if bombs.is_empty() { Err("there is no picture that unfolds".into()) } else { Ok(bombs) }
}

/// One draft after the other, each as long as it may be.
fn drafts(target: &Target) -> Outcome<()> {
    let client = target.client();
    let page = client.open(&links::submit())?;
    let body = "Ổ gà giữa đường. ".repeat(5_000);
    client.send(&page, &[("kind", "report"), ("title", "Ổ gà"), ("body", &body)], None).map(drop)
}

/// A multipart form that is ours, up to its key; what follows is the attacker's to send.
fn begin(target: &Target, path: &str, length: usize) -> Outcome<(TcpStream, Vec<u8>)> {
    let client = target.client();
    let page = client.open(&links::submit())?;
    let mut key = Vec::new();
    for (name, value) in client.hidden(&page)? {
        write!(key, "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")?;
    }
    let mut connection = target.connect()?;
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    connection.write_all(head(path, &client.cookie(), &kind, length).as_bytes())?;
    Ok((connection, key))
}

fn head(path: &str, cookie: &str, kind: &str, length: usize) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nhost: localhost\r\ncookie: {cookie}\r\ncontent-type: {kind}\r\n\
         content-length: {length}\r\n\r\n"
    )
}

/// Says nothing more, and waits for the portal to lose its patience.
fn until_closed(target: &Target, connection: &mut TcpStream) -> Outcome<()> {
    connection.set_read_timeout(Some(Duration::from_millis(500)))?;
    while !target.is_over() {
        match connection.read(&mut [0; 4096]) {
            Ok(0) => return Ok(()),
            Ok(_) => {}
            Err(error)
                if matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
