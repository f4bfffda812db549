//! Connections by hand, from a chosen address of this machine, for what no browser would send.
use super::Outcome;
use socket2::{Domain, Socket, Type};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

/// How long anything is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// A visitor's address: all of 127.0.0.0/8 is this machine.
pub fn address(number: u8) -> IpAddr {
    Ipv4Addr::new(127, 0, 7, number).into()
}

pub fn connect(from: IpAddr, to: SocketAddr) -> Outcome<TcpStream> {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None)?;
    socket.bind(&SocketAddr::new(from, 0).into())?;
    socket.connect_timeout(&to.into(), PATIENCE)?;
    socket.set_read_timeout(Some(PATIENCE))?;
    socket.set_write_timeout(Some(PATIENCE))?;
    socket.set_tcp_nodelay(true)?;
    Ok(socket.into())
}

/// What came back.
pub struct Answer {
    pub status: u16,
    /// Does it say when to come again?
    pub says_when: bool,
    /// Where it leads; "" for nowhere.
    pub to: String,
    pub body: Vec<u8>,
}

/// Asks for a page over a connection that stays open; its status. The body is read to its end.
pub fn get(connection: &mut BufReader<TcpStream>, path: &str) -> Outcome<u16> {
    Ok(ask(connection, path, "gzip")?.status)
}

/// The same, in an encoding of its own; all that came back.
pub fn ask(connection: &mut BufReader<TcpStream>, path: &str, packed: &str) -> Outcome<Answer> {
    let asked = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\naccept-encoding: {packed}\r\n\r\n");
    exchange(connection, asked.as_bytes())
}

/// Sends a request as it was written before; all that came back.
pub fn exchange(connection: &mut BufReader<TcpStream>, request: &[u8]) -> Outcome<Answer> {
    connection.get_mut().write_all(request)?;
    let mut line = String::new();
    connection.read_line(&mut line)?;
    let status = line.split(' ').nth(1).ok_or("no status came")?.parse()?;
    let (mut length, mut says_when, mut to) = (0, false, String::new());
    loop {
        line.clear();
        if connection.read_line(&mut line)? == 0 {
            return Err("the head broke off".into());
        }
        if line == "\r\n" {
            break;
        }
        let (name, value) = line.split_once(':').ok_or("no header")?;
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.trim().parse()?,
            "retry-after" => says_when = true,
            "location" => value.trim().clone_into(&mut to),
            _ => {}
        }
    }
    let mut body = Vec::new();
    connection.by_ref().take(length).read_to_end(&mut body)?;
    if body.len() as u64 != length {
        return Err("the body broke off".into());
    }
    Ok(Answer { status, says_when, to, body })
}
