//! What strangers can send, all of it at once, while readers read: long words, endless forms, silent and slow uploads,
//! pictures that unfold, drafts by the thousand. The program that ships, with its usual settings.
mod attacks;

use super::Outcome;
use super::{accounting, wire};
use attacks::{ATTACKS, Target};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long the flood lasts.
const FLOOD: Duration = Duration::from_secs(30);
/// How long after it all must be as before.
const BACK: Duration = Duration::from_secs(5);
const MEMORY: u64 = 200_000_000;
const HEALTH_MILLIS: f64 = 50.0;
const PAGE_MILLIS: f64 = 100.0;

/// Floods, prints what readers and memory saw, and fails where a limit is missed.
pub fn measure() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let mut portal = start(folder.path())?;
    let pid = portal.child.id();
    let calm = watch(&portal, pid, Duration::from_secs(3))?;
    let over = AtomicBool::new(false);
    let flooded = std::thread::scope(|scope| {
        for (name, threads, attack) in ATTACKS {
            for number in 0..*threads {
                let target = Target { address: portal.address, number, over: &over };
                scope.spawn(move || keep_on(name, &target, *attack));
            }
        }
        let seen = watch(&portal, pid, FLOOD);
        over.store(true, Ordering::Relaxed);
        seen
    })?;
    sleep(BACK);
    let after = watch(&portal, pid, Duration::from_secs(3))?;
    portal.child.kill()?;
    println!("\n{}; {} s of flood\n", accounting::machine(), FLOOD.as_secs());
    println!(
        "| | memory at most | /healthz, 99 % below | a page, 99 % below | slowest | refused or broken |"
    );
    println!("|---|--:|--:|--:|--:|--:|");
    for (name, seen) in [("before", &calm), ("during", &flooded), ("5 s after", &after)] {
        println!(
            "| {name} | {:.0} MB | {:.1} ms | {:.1} ms | {:.1} ms | {} of {} |",
            seen.memory as f64 / 1e6,
            seen.health.below(0.99),
            seen.page.below(0.99),
            seen.health.below(1.0).max(seen.page.below(1.0)),
            seen.health.failed + seen.page.failed,
            seen.health.times.len() + seen.page.times.len(),
        );
    }
    [("the flood", &flooded), ("what came after", &after)]
        .into_iter()
        .try_for_each(|(name, seen)| judge(name, seen))
}

fn judge(when: &str, seen: &Seen) -> Outcome<()> {
    let (health, page) = (seen.health.below(0.99), seen.page.below(0.99));
    if seen.memory > MEMORY || health > HEALTH_MILLIS || page > PAGE_MILLIS {
        return Err(format!("{when} cost more than its share").into());
    }
    if seen.health.failed + seen.page.failed > 0 {
        return Err(format!("{when} shut readers out").into());
    }
    Ok(())
}

struct Portal {
    child: Child,
    address: SocketAddr,
}

impl Drop for Portal {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// The demo, at an address that is free.
fn start(folder: &std::path::Path) -> Outcome<Portal> {
    let address = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let mut child = Command::new(env!("CARGO_BIN_EXE_langnghe"))
        .arg("demo")
        .env("LANGNGHE_DATA", folder)
        .env("LANGNGHE_LISTEN", address.to_string())
        .env("LANGNGHE_LOG", "error")
        .stdout(Stdio::piped())
        .spawn()?;
    let said = child.stdout.take().ok_or("no way out")?;
    let portal = Portal { child, address };
    for line in BufReader::new(said).lines() {
        if line?.contains(&address.to_string()) {
            return Ok(portal);
        }
    }
    Err("the portal did not open".into())
}

/// Repeats an attack until the flood is over. What it meets is the portal's business: refusals are what is hoped for.
fn keep_on(name: &str, target: &Target, attack: attacks::Attack) {
    while !target.is_over() {
        if let Err(error) = attack(target)
            && std::env::var_os("FLOOD_SHOWS").is_some()
        {
            eprintln!("{name}: {error}");
        }
        sleep(Duration::from_millis(20));
    }
}

/// What readers and the memory saw for a while.
struct Seen {
    memory: u64,
    health: Times,
    page: Times,
}

#[derive(Default)]
struct Times {
    times: Vec<Duration>,
    failed: usize,
}

impl Times {
    fn below(&self, share: f64) -> f64 {
        let place = (self.times.len() as f64 * share) as usize;
        let time = self.times.get(place.min(self.times.len().saturating_sub(1)));
        time.map_or(f64::INFINITY, |time| time.as_secs_f64() * 1_000.0)
    }
}

fn watch(portal: &Portal, pid: u32, how_long: Duration) -> Outcome<Seen> {
    let until = Instant::now() + how_long;
    std::thread::scope(|scope| {
        let health = scope.spawn(|| read(portal.address, 250, &["/healthz"], until));
        let page = scope.spawn(|| read(portal.address, 251, &["/", "/phan-anh", "/co-quan"], until));
        let mut memory = 0;
        while Instant::now() < until {
            memory = memory.max(accounting::resident(pid)?);
            sleep(Duration::from_millis(20));
        }
        let fell = |_| "a reader fell";
        Ok(Seen { memory, health: health.join().map_err(fell)?, page: page.join().map_err(fell)? })
    })
}

/// Reads as somebody who comes anew each time, some fifty times a second at most; a connection that is refused counts.
fn read(to: SocketAddr, from: u8, paths: &[&str], until: Instant) -> Times {
    let mut seen = Times::default();
    for path in paths.iter().cycle() {
        if Instant::now() >= until {
            break;
        }
        let began = Instant::now();
        let answered = wire::connect(wire::address(from), to)
            .and_then(|connection| wire::get(&mut BufReader::new(connection), path));
        seen.times.push(began.elapsed());
        if !answered.is_ok_and(|status| status == 200) {
            seen.failed += 1;
        }
        sleep(Duration::from_millis(20));
    }
    seen.times.sort_unstable();
    seen
}
