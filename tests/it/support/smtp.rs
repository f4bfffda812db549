//! A mail server that answers as a test says, on this machine alone.
use langnghe::config::{MailConfig, MailRoute, Security, SmtpServer};
use langnghe::mail::{MailLimits, Mailer};
use langnghe::portal::Portal;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What the server says to a line; nothing: it is silent until the portal hangs up. The greeting answers "".
pub type Script = fn(&str) -> Option<&'static str>;

/// Says yes to everything.
pub fn polite(line: &str) -> Option<&'static str> {
    Some(match line.split(' ').next().unwrap_or_default() {
        "" => "220 here",
        "EHLO" => "250 here",
        "DATA" => "354 go on",
        "QUIT" => "221 bye",
        _ => "250 2.0.0 well",
    })
}

pub struct Smtp {
    port: u16,
    heard: Arc<Mutex<Vec<String>>>,
    connections: Arc<AtomicUsize>,
    ended: Arc<AtomicBool>,
}

impl Smtp {
    pub fn start(script: Script) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let own = Self {
            port: listener.local_addr().unwrap().port(),
            heard: Arc::default(),
            connections: Arc::default(),
            ended: Arc::default(),
        };
        let (heard, connections, ended) =
            (Arc::clone(&own.heard), Arc::clone(&own.connections), Arc::clone(&own.ended));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if ended.load(Ordering::SeqCst) {
                    return;
                }
                connections.fetch_add(1, Ordering::SeqCst);
                let heard = Arc::clone(&heard);
                std::thread::spawn(move || drop(talk(stream, script, &heard)));
            }
        });
        own
    }

    /// The portal with this mail server. Its patience is a fraction of a second.
    pub fn portal(&self, portal: &Portal) -> Portal {
        let server = SmtpServer {
            host: "127.0.0.1".into(),
            port: self.port,
            security: Security::Unprotected,
            login: None,
            authority: None,
        };
        let config = MailConfig { route: MailRoute::Smtp(server), from: "nghe@city.example".into() };
        let short = Duration::from_millis(200);
        let long = Duration::from_secs(20);
        let limits = MailLimits { word: short, verdict: short, connecting: long, letter: long };
        Portal { mailer: Mailer::open_within(&config, limits).unwrap(), ..portal.clone() }
    }

    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    /// Lines that began with this word.
    pub fn heard(&self, word: &str) -> usize {
        self.heard.lock().unwrap().iter().filter(|line| line.starts_with(word)).count()
    }
}

impl Drop for Smtp {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(("127.0.0.1", self.port)));
    }
}

fn talk(stream: TcpStream, script: Script, heard: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let say = |line: &str| -> std::io::Result<bool> {
        let Some(answer) = script(line) else { return Ok(false) };
        (&stream).write_all(format!("{answer}\r\n").as_bytes())?;
        Ok(answer.starts_with("354"))
    };
    let mut in_text = say("")?;
    while let Some(line) = lines.next().transpose()? {
        if in_text && line != "." {
            continue;
        }
        heard.lock().unwrap().push(line.clone());
        in_text = say(&line)?;
    }
    Ok(())
}
