//! Journeys in a real browser: Chromium without a window, driven through chromedriver. Skipped where there is none,
//! required when `CI=true`.
mod axe;
mod driver;
mod fresh;
mod gallery;
mod journey;
mod keys;
mod reading;

use crate::support::TestPortal;
use driver::Window;
use langnghe::portal::Portal;
use std::net::TcpListener;

/// How a journey looks at the portal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// 360 × 740, no script at all: what every page must work with.
    PhoneWithoutScripts,
    /// 360 × 740 with scripts.
    Phone,
    Desktop,
}

/// A portal that listens, on a port of its own.
pub struct Open {
    pub portal: TestPortal,
    pub address: String,
}

/// Opens a portal to real browsers, unless there is no browser here.
pub fn open() -> Option<Open> {
    if !driver::is_there() {
        return None;
    }
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let portal = TestPortal::set_up(|config| {
        config.base_url.clone_from(&address);
        config.workers = Some(1);
    });
    actix_web::rt::spawn(langnghe::web::serve(Portal::clone(&portal), listener, std::future::pending()));
    Some(Open { portal, address })
}

impl Open {
    pub async fn window(&self, screen: Screen) -> Window {
        Window::open(&self.address, screen).await
    }
}
