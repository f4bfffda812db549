//! Asks for one address again and again, or for several in turn, as browsers do, and times each answer.
use super::{Outcome, accounting};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use ureq::Agent;

/// What a browser says that it takes.
const TAKES: &str = "gzip, deflate, br, zstd";

/// Asks over a connection that is kept alive.
#[derive(Clone)]
pub struct Asker {
    agent: Agent,
    addresses: Arc<[String]>,
    /// How many were asked for, over all connections.
    turn: Arc<AtomicUsize>,
    cookie: String,
}

impl Asker {
    /// `cookie` is sent as it is; empty for a reader.
    pub fn new(address: String, cookie: &str) -> Self {
        Self::in_turn(vec![address], cookie)
    }

    /// Another of these addresses each time.
    pub fn in_turn(addresses: Vec<String>, cookie: &str) -> Self {
        Self { agent: agent(), addresses: addresses.into(), turn: Arc::default(), cookie: cookie.to_owned() }
    }

    /// The same over another connection.
    fn beside(&self) -> Self {
        Self { agent: agent(), ..self.clone() }
    }

    /// The bytes as they came over the wire, and how they are compressed ("" when they are not).
    pub fn ask(&self) -> Outcome<(Vec<u8>, String)> {
        let turn = self.turn.fetch_add(1, Ordering::Relaxed) % self.addresses.len();
        let address = &self.addresses[turn];
        let request = self.agent.get(address).header("accept-encoding", TAKES);
        let mut answer = request.header("cookie", &self.cookie).call()?;
        if answer.status() != 200 {
            return Err(format!("{address} answered {}", answer.status()).into());
        }
        let packed = answer.headers().get("content-encoding").and_then(|value| value.to_str().ok());
        let packed = packed.unwrap_or_default().to_owned();
        Ok((answer.body_mut().with_config().limit(64_000_000).read_to_vec()?, packed))
    }
}

fn agent() -> Agent {
    Agent::config_builder().max_redirects(0).http_status_as_error(false).build().into()
}

/// What many requests took.
pub struct Load {
    times: Vec<Duration>,
    elapsed: Duration,
    cpu: Duration,
}

impl Load {
    /// This and another load of the same address, as one.
    pub fn and(mut self, other: Self) -> Self {
        self.times.extend(other.times);
        self.times.sort_unstable();
        Self { times: self.times, elapsed: self.elapsed + other.elapsed, cpu: self.cpu + other.cpu }
    }

    /// Milliseconds that this share of the answers stayed below.
    pub fn below(&self, share: f64) -> f64 {
        let place = (self.times.len() as f64 * share) as usize;
        let time = self.times.get(place.min(self.times.len().saturating_sub(1)));
        time.map_or(0.0, |time| time.as_secs_f64() * 1_000.0)
    }

    /// Answers a second.
    pub fn rate(&self) -> f64 {
        self.times.len() as f64 / self.elapsed.as_secs_f64()
    }

    /// Microseconds of processor time that the process `pid` spent on one.
    pub fn cpu(&self) -> f64 {
        self.cpu.as_secs_f64() * 1e6 / self.times.len() as f64
    }
}

/// Asks `rounds` times over each of `connections`, after a tenth of the rounds to warm up.
pub fn load(asker: &Asker, pid: u32, connections: usize, rounds: usize) -> Outcome<Load> {
    let askers: Vec<Asker> = (0..connections).map(|_| asker.beside()).collect();
    each(&askers, rounds.div_ceil(10))?;
    let (began, before) = (Instant::now(), accounting::cpu(pid)?);
    let mut times = each(&askers, rounds)?;
    let (elapsed, cpu) = (began.elapsed(), accounting::cpu(pid)? - before);
    times.sort_unstable();
    Ok(Load { times, elapsed, cpu })
}

fn each(askers: &[Asker], rounds: usize) -> Outcome<Vec<Duration>> {
    std::thread::scope(|scope| {
        let running: Vec<_> =
            askers.iter().map(|asker| scope.spawn(move || ask_often(asker, rounds))).collect();
        let mut all = Vec::new();
        for one in running {
            all.extend(one.join().map_err(|_| "an asker fell")??);
        }
        Ok(all)
    })
}

fn ask_often(asker: &Asker, rounds: usize) -> Result<Vec<Duration>, String> {
    (0..rounds)
        .map(|_| {
            let began = Instant::now();
            asker.ask().map_err(|error| error.to_string())?;
            Ok(began.elapsed())
        })
        .collect()
}
