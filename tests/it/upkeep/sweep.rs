//! What has had its time is cleared away, and nothing that is still shown.
use crate::support::{TestPortal, jpeg};
use chrono::Duration;
use langnghe::actions::upkeep::{Swept, sweep};
use langnghe::domain::draft::{Draft, Upload};
use langnghe::files::KeptPhoto;
use langnghe::ids::UploadId;
use langnghe::store::{drafts, throttles};

fn draft(portal: &TestPortal, key: &str, kept: &KeptPhoto) {
    let now = portal.now();
    let draft = Draft {
        key_hash: key.into(),
        answers: "{}".into(),
        ticket_code: None,
        created_at: now,
        expires_at: now + Duration::hours(1),
    };
    let upload = Upload {
        id: UploadId::fresh(now),
        draft_key: key.into(),
        display: kept.display.to_string(),
        thumb: kept.thumb.to_string(),
        original: kept.original.to_string(),
        width: 8,
        height: 6,
        created_at: now,
    };
    portal.with_db(|c| {
        drafts::save(c, &draft)?;
        drafts::add_upload(c, &upload)
    });
}

#[test]
fn an_unfinished_form_goes_with_its_photo_and_a_shown_photo_stays() {
    let portal = TestPortal::new();
    let alone = portal.photos.keep_now(&jpeg(80, 60)).unwrap();
    let shown = portal.photos.keep_now(&jpeg(60, 80)).unwrap();
    draft(&portal, "one", &alone);
    draft(&portal, "two", &shown);
    portal.ticket().pictured(&jpeg(60, 80), false).build();
    let end = portal.now() + Duration::minutes(10);
    portal.with_db(|c| throttles::add(c, "codes_network:x", 1, portal.now(), end));

    assert_eq!(sweep(&portal, &|| true), Ok(Swept::default()), "nothing has run out yet");
    portal.wait(Duration::hours(2));
    let (alone, shown) = (alone.let_go(), shown.let_go());
    let swept = sweep(&portal, &|| true).unwrap();
    // Two more counted whoever began the form of the report: the visitor and the network.
    assert_eq!((swept.drafts, swept.files, swept.throttles), (2, 3, 1 + 2));
    assert_eq!(portal.photos.read_public(&alone[0]).unwrap(), None);
    assert!(portal.photos.read_public(&shown[0]).unwrap().is_some());
}
