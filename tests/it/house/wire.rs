//! How answers leave, over a real connection.
use crate::support::TestPortal;
use langnghe::web::page_cache::PageCache;
use langnghe::web::posted::Intake;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};

/// Bytes of the largest page, and room.
const ROOM: usize = 256 * 1024;

/// A browser that got the head alone would wait until it has acknowledged it: head and body are one write.
#[test]
fn a_compressed_page_leaves_in_one_write() {
    let portal = TestPortal::new();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let served = std::thread::spawn({
        let portal = (*portal).clone();
        move || {
            actix_web::rt::System::new().block_on(async move {
                tokio::select! {
                    served = langnghe::web::serve(portal, listener, std::future::pending()) => served.unwrap(),
                    _ = stopped => {}
                }
            });
        }
    });
    let mut connection = TcpStream::connect(address).unwrap();
    for path in ["/", "/phan-anh", "/co-quan", "/static/khong-co", "/healthz"] {
        let asked = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\naccept-encoding: gzip, br\r\n\r\n");
        connection.write_all(asked.as_bytes()).unwrap();
        let mut room = vec![0; ROOM];
        let came = connection.read(&mut room).unwrap();
        let end = room[..came].windows(4).position(|four| four == b"\r\n\r\n").expect("the head is whole");
        let head = String::from_utf8_lossy(&room[..end]).to_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        let length: usize =
            length.unwrap_or_else(|| panic!("{path} says no length: {head}")).parse().unwrap();
        assert_eq!(came, end + 4 + length, "{path} came in pieces");
        assert_eq!(head.contains("content-encoding: gzip"), path != "/healthz", "{path}: {head}");
        assert!(path == "/healthz" || room[end + 4..].starts_with(&[0x1f, 0x8b]), "{path} is no gzip");
    }
    stop.send(()).unwrap();
    served.join().unwrap();
}

#[actix_web::test]
async fn what_is_compressed_says_so_and_only_to_who_takes_it() {
    let portal = TestPortal::new();
    let app = actix_web::test::init_service(langnghe::web::app(
        (*portal).clone(),
        Intake::open(&portal.config.data, 8).unwrap(),
        PageCache::default(),
    ))
    .await;
    for (takes, packed) in [
        ("gzip", true),
        ("br;q=1, gzip;q=0.5", true),
        ("identity", false),
        ("gzip;q=0", false),
        ("br", false),
    ] {
        let asked = actix_web::test::TestRequest::get().uri("/").insert_header(("accept-encoding", takes));
        let answer = actix_web::test::call_service(&app, asked.to_request()).await;
        let header = |name: &str| answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
        assert_eq!(header("content-encoding").as_deref() == Some("gzip"), packed, "{takes}");
        assert_eq!(header("vary").as_deref(), Some("Accept-Encoding"), "{takes}");
        let body = actix_web::body::to_bytes(answer.into_body()).await.unwrap_or_default();
        let mut page = String::new();
        if packed {
            flate2::read::GzDecoder::new(&body[..]).read_to_string(&mut page).unwrap();
        } else {
            (&body[..]).read_to_string(&mut page).unwrap();
        }
        assert!(page.contains("</html>"), "{takes}");
    }
}
