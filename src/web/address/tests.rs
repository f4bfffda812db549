use super::*;

const PROXY: &str = "10.0.0.1";

fn from(peer: &str, lines: &[(&str, &[u8])]) -> String {
    let trusted = Network::parse_list("10.0.0.0/8, fd00::/8").unwrap();
    sender(peer.parse().unwrap(), &headers(lines), &trusted).to_string()
}

fn headers(lines: &[(&str, &[u8])]) -> HeaderMap {
    use actix_web::http::header::HeaderValue;
    let mut map = HeaderMap::new();
    for (name, value) in lines {
        map.append(name.parse().unwrap(), HeaderValue::from_bytes(value).unwrap());
    }
    map
}

fn x(line: &str) -> String {
    from(PROXY, &[("x-forwarded-for", line.as_bytes())])
}

fn f(line: &str) -> String {
    from(PROXY, &[("forwarded", line.as_bytes())])
}

#[test]
fn a_stranger_is_not_believed_whatever_he_says() {
    let said: [(&str, &[u8]); 2] = [("x-forwarded-for", b"192.0.2.1"), ("forwarded", b"for=192.0.2.1")];
    assert_eq!(from("203.0.113.9", &said), "203.0.113.9");
    assert_eq!(from("203.0.113.9", &[]), "203.0.113.9");
    assert_eq!(from("::ffff:203.0.113.9", &[]), "203.0.113.9");
}

#[test]
fn the_chain_is_read_from_the_right_past_the_trusted() {
    assert_eq!(x("203.0.113.9"), "203.0.113.9");
    assert_eq!(x("192.0.2.66, 203.0.113.9"), "203.0.113.9");
    assert_eq!(x("192.0.2.66, 203.0.113.9, 10.2.3.4, fd00::7"), "203.0.113.9");
    assert_eq!(x("203.0.113.9, , 10.2.3.4,"), "203.0.113.9");
    assert_eq!(x("10.7.7.7, 10.2.3.4"), "10.7.7.7");
    assert_eq!(x(""), PROXY);
}

#[test]
fn all_lines_are_one_chain() {
    let x: [(&str, &[u8]); 2] =
        [("x-forwarded-for", b"192.0.2.66"), ("x-forwarded-for", b"203.0.113.9, 10.2.3.4")];
    assert_eq!(from(PROXY, &x), "203.0.113.9");
    let x: [(&str, &[u8]); 2] = [("x-forwarded-for", b"203.0.113.9"), ("x-forwarded-for", b"10.2.3.4")];
    assert_eq!(from(PROXY, &x), "203.0.113.9");
    let f: [(&str, &[u8]); 2] = [("forwarded", b"for=\"192.0.2.66"), ("forwarded", b"for=203.0.113.9")];
    assert_eq!(from(PROXY, &f), "203.0.113.9");
}

#[test]
fn ports_brackets_and_quotes_are_taken_off() {
    assert_eq!(x("203.0.113.9:4711"), "203.0.113.9");
    assert_eq!(x("[2001:db8::1]:4711"), "2001:db8::1");
    assert_eq!(x("[2001:db8::1]"), "2001:db8::1");
    assert_eq!(x("2001:db8::1"), "2001:db8::1");
    assert_eq!(x("\"[2001:db8::1]:4711\""), "2001:db8::1");
    assert_eq!(x("::ffff:203.0.113.9"), "203.0.113.9");
    assert_eq!(x("203.0.113.9, [::ffff:10.2.3.4]:80"), "203.0.113.9");
}

#[test]
fn what_cannot_be_read_counts_as_the_proxy_that_wrote_it() {
    for nonsense in ["unknown", "_hidden", "203.0.113", "203.0.113.9:", "[2001:db8::1", "localhost", "a b"] {
        assert_eq!(x(nonsense), PROXY, "{nonsense}");
        assert_eq!(x(&format!("203.0.113.9, {nonsense}")), PROXY, "{nonsense}");
        assert_eq!(x(&format!("{nonsense}, 203.0.113.9")), "203.0.113.9", "{nonsense}");
    }
    assert_eq!(x("unknown, 10.2.3.4"), "10.2.3.4");
    assert_eq!(from(PROXY, &[("x-forwarded-for", b"203.0.113.9\xff")]), PROXY);
}

#[test]
fn forwarded_is_read_as_its_standard_says() {
    assert_eq!(f("for=203.0.113.9"), "203.0.113.9");
    assert_eq!(f("proto=https;For=\"203.0.113.9:80\";by=10.0.0.1"), "203.0.113.9");
    assert_eq!(f("for=192.0.2.66, for=\"[2001:db8::1]:4711\";proto=http, for=10.2.3.4"), "2001:db8::1");
    assert_eq!(f("for=\"20\\3.0.113.9\""), "203.0.113.9");
    assert_eq!(f("for=203.0.113.9;host=\"a, for=192.0.2.66; b\""), "203.0.113.9");
    for nonsense in
        ["for=unknown", "for=_a1", "proto=https", "for=", "for", "for=203.0.113.9;x", "for=a;for=b"]
    {
        assert_eq!(f(nonsense), PROXY, "{nonsense}");
    }
}

/// What the sender wrote himself stands to the left of what the proxy adds: a quote in it must not swallow that.
#[test]
fn an_open_quote_hides_nobody() {
    assert_eq!(f("for=192.0.2.66;x=\", for=203.0.113.9"), PROXY);
    assert_eq!(f("for=192.0.2.66;x=\", for=\"[2001:db8::1]\""), PROXY);
    assert_eq!(f("for=192.0.2.66;x=\"\\, for=\"[2001:db8::1]\";y=\"z\""), PROXY);
}

#[test]
fn two_headers_that_differ_count_as_the_proxy() {
    let said: [(&str, &[u8]); 2] = [("x-forwarded-for", b"203.0.113.9"), ("forwarded", b"for=192.0.2.66")];
    assert_eq!(from(PROXY, &said), PROXY);
    let said: [(&str, &[u8]); 2] =
        [("x-forwarded-for", b"203.0.113.9"), ("forwarded", b"for=\"203.0.113.9:1\"")];
    assert_eq!(from(PROXY, &said), "203.0.113.9");
}

#[test]
fn a_network_is_an_ipv4_address_or_an_ipv6_64() {
    let network = |text: &str| network(text.parse().unwrap());
    assert_eq!(network("203.0.113.9"), "203.0.113.9");
    assert_eq!(network("::ffff:203.0.113.9"), "203.0.113.9");
    assert_eq!(network("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
    assert_eq!(network("2001:db8:1:2:ffff::"), network("2001:db8:1:2::1"));
    assert_ne!(network("2001:db8:1:3::1"), network("2001:db8:1:2::1"));
}

#[test]
fn a_proxy_on_this_machine_is_not_this_machine() {
    let here = |peer: &str, lines: &[(&str, &[u8])]| is_this_machine(peer.parse().unwrap(), &headers(lines));
    for host in ["127.0.0.1:8080", "localhost", "LOCALHOST:80", "[::1]:8080", "127.9.9.9"] {
        assert!(here("127.0.0.1", &[("host", host.as_bytes())]), "{host}");
    }
    assert!(here("::1", &[]) && here("::ffff:127.0.0.1", &[]));
    assert!(!here("203.0.113.9", &[]));
    for host in ["nghe.example.vn", "localhost.example.vn", "10.0.0.1", "127.0.0.1.example.vn:80"] {
        assert!(!here("127.0.0.1", &[("host", host.as_bytes())]), "{host}");
    }
    for name in ["x-forwarded-for", "x-forwarded-proto", "forwarded", "x-real-ip", "via", "cf-connecting-ip"]
    {
        assert!(!here("127.0.0.1", &[(name, b"")]), "{name}");
    }
}
