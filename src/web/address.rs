//! Where a request comes from, for counting only: the network of whoever sent it, past the proxies that are trusted.
use crate::config::Network;
use actix_web::http::header::{FORWARDED, HOST, HeaderMap, HeaderName, X_FORWARDED_FOR};
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

/// One station of a request's way, as a proxy wrote it down; nothing where that cannot be read.
type Hop = Option<IpAddr>;

/// The address that sent the request: the first one, read from the right, that is no trusted proxy. What cannot be read
/// counts as the proxy that wrote it, and so does a request on which `Forwarded` and `X-Forwarded-For` differ: a proxy
/// writes one of them and lets the other through, so one of the two is the sender's own invention.
pub fn sender(peer: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    let peer = peer.to_canonical();
    let told = [hops(headers, &X_FORWARDED_FOR, plain_hops), hops(headers, &FORWARDED, forwarded_hops)];
    let mut found = told.iter().filter(|hops| !hops.is_empty()).map(|hops| before(peer, hops, trusted));
    match (found.next(), found.next()) {
        (Some(one), Some(other)) if one != other => peer,
        (Some(one), _) => one,
        (None, _) => peer,
    }
}

/// Whom a count is for: an IPv4 address, or the IPv6 network that one customer holds.
pub fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => format!("{}/64", Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
    }
}

/// Did this machine itself ask, with nothing between? A proxy on this machine is not it: it leaves a trace, or passes on
/// the portal's public name.
pub fn is_this_machine(peer: IpAddr, headers: &HeaderMap) -> bool {
    let passed_on = headers.keys().any(|name| {
        let name = name.as_str();
        ["forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip"].contains(&name)
            || name.starts_with("x-forwarded")
            || name.starts_with("cf-")
    });
    let host = headers.get(HOST).map(|host| host.to_str().unwrap_or("?"));
    peer.to_canonical().is_loopback() && !passed_on && host.is_none_or(is_local_name)
}

fn is_local_name(host: &str) -> bool {
    let bare = host
        .rsplit_once(':')
        .map_or(host, |(name, port)| if port.bytes().all(|b| b.is_ascii_digit()) { name } else { host });
    let bare = bare.trim_start_matches('[').trim_end_matches(']');
    bare.eq_ignore_ascii_case("localhost")
        || bare.parse::<IpAddr>().is_ok_and(|ip| ip.to_canonical().is_loopback())
}

/// From the peer leftwards: the first station that is not trusted, or the last trusted one before what cannot be read.
fn before(peer: IpAddr, hops: &[Hop], trusted: &[Network]) -> IpAddr {
    let mut at = peer;
    for hop in hops.iter().rev() {
        if !trusted.iter().any(|network| network.contains(at)) {
            break;
        }
        match hop {
            Some(next) => at = *next,
            None => break,
        }
    }
    at
}

/// All lines of a header, in the order in which they were written. Each is read by itself, so that a quote left open in
/// the sender's own line hides nothing of the next.
fn hops(headers: &HeaderMap, name: &HeaderName, read: fn(&str) -> Vec<Hop>) -> Vec<Hop> {
    headers.get_all(name).flat_map(|line| line.to_str().map_or_else(|_| vec![None], read)).collect()
}

/// `203.0.113.9, [2001:db8::1]:4711`.
fn plain_hops(line: &str) -> Vec<Hop> {
    line.split(',').map(str::trim).filter(|hop| !hop.is_empty()).map(address).collect()
}

/// `for=203.0.113.9;proto=https, for="[2001:db8::1]:4711"` (RFC 7239).
fn forwarded_hops(line: &str) -> Vec<Hop> {
    let elements = split(line, ',');
    elements.into_iter().map(str::trim).filter(|one| !one.is_empty()).map(of_element).collect()
}

/// The `for` of one element; nothing where any of its pairs is malformed, or `for` stands twice.
fn of_element(element: &str) -> Hop {
    let mut found = None;
    for pair in split(element, ';') {
        let (name, value) = pair.trim().split_once('=')?;
        let value = unquoted(value)?;
        if name.eq_ignore_ascii_case("for") && found.replace(address(&value)?).is_some() {
            return None;
        }
    }
    found
}

/// Splits where a mark stands outside of quotes.
fn split(text: &str, mark: char) -> Vec<&str> {
    let (mut parts, mut from, mut quoted, mut escaped) = (Vec::new(), 0, false, false);
    for (at, letter) in text.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            letter if letter == mark && !quoted => {
                parts.push(&text[from..at]);
                from = at + mark.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[from..]);
    parts
}

/// A token as it stands, or what a quoted string says. Nothing for a quote inside a token or one that is left open.
fn unquoted(value: &str) -> Option<String> {
    let Some(rest) = value.strip_prefix('"') else {
        return (!value.is_empty() && !value.contains(['"', ' ', '\t'])).then(|| value.to_owned());
    };
    let (mut said, mut letters) = (String::new(), rest.chars());
    loop {
        match letters.next()? {
            '"' => return letters.next().is_none().then_some(said),
            '\\' => said.push(letters.next()?),
            letter => said.push(letter),
        }
    }
}

/// An address with or without a port, brackets, quotes.
fn address(text: &str) -> Hop {
    let text = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    let read = text.parse().or_else(|_| text.parse::<SocketAddr>().map(|with_port| with_port.ip()));
    let read = read.or_else(|_| bare.unwrap_or_default().parse::<Ipv6Addr>().map(IpAddr::V6));
    read.ok().map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests;
