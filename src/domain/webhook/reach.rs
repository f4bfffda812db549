//! Which addresses lie in the open net, and which inside somebody's house.
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Does everybody reach the same machine by it? Not so the machine itself, houses, links, groups, and what is set aside.
pub fn is_public_address(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    !(a == 0
        || a == 10
        || a == 127
        || (a == 100 && (64..128).contains(&b))
        || (a == 169 && b == 254)
        || (a == 172 && (16..32).contains(&b))
        || (a == 192 && b == 0 && (c == 0 || c == 2))
        || (a == 192 && b == 88 && c == 99)
        || (a == 192 && b == 168)
        || (a == 198 && (18..20).contains(&b))
        || (a == 198 && b == 51 && c == 100)
        || (a == 203 && b == 0 && c == 113)
        || a >= 224)
}

/// Only what is given out as public (2000::/3), without what is set aside in it or leads to an IPv4 address inside.
fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [a, b, c, d, .., y, z] = ip.segments();
    let inner = |high: u16, low: u16| Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low));
    match (a, b) {
        // Through a translator (RFC 6052).
        (0x64, 0xff9b) => c == 0 && is_public_v4(inner(y, z)),
        (0x2002, _) => is_public_v4(inner(b, c)),
        // Teredo, benchmarks, documents.
        (0x2001, 0) | (0x2001, 2) | (0x2001, 0xdb8) | (0x3fff, 0..=0xfff) => false,
        _ => a & 0xe000 == 0x2000 && (a, b, c, d) != (0x2001, 0x10, 0, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_inside_is_not_public_however_it_is_written() {
        for inside in [
            "127.0.0.1",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "198.18.0.1",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:192.168.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "2002:c0a8:101::",
            "2001:db8::1",
            "2001::1",
            "::127.0.0.1",
            "fec0::1",
        ] {
            assert!(!is_public_address(inside.parse().unwrap()), "{inside}");
        }
        for open in
            ["1.1.1.1", "172.32.0.1", "100.128.0.1", "203.162.4.191", "2606:4700::1111", "64:ff9b::101:101"]
        {
            assert!(is_public_address(open.parse().unwrap()), "{open}");
        }
    }
}
