//! A photo that comes before its request: kept for some hours, under an address that one request may name once.
use super::fault::{Fault, refused};
use super::message::MEDIA;
use super::wire::Wire;
use crate::actions::drafts::{self, Writer};
use crate::actions::shelf;
use crate::domain::api_key::{ApiKey, Scope};
use crate::files::KeptPhoto;
use crate::i18n::Words;
use crate::ids::Secret;
use crate::links;
use crate::portal::Portal;
use crate::store;
use crate::web::error::Failure;
use crate::web::off_thread;
use crate::web::posted::{Keyed, Message, Upload};
use crate::web::public::photos::{self, too_many};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::json;

/// Photos for a request that is still to come.
pub struct NewMedia;

impl Message for NewMedia {
    const SCOPE: Scope = Scope::SendReports;
    const FILES: &'static [&'static str] = &[MEDIA];
}

/// Keeps photos and answers the address under which a request may bring them.
pub async fn send(portal: web::Data<Portal>, sent: Keyed<NewMedia>) -> Result<HttpResponse, Failure> {
    let (w, token) = (Words::of(sent.fields.get("locale")), Secret::random());
    if sent.files.iter().all(|file| file.size == 0) && sent.surplus.is_empty() {
        return refused(Wire::Json, &[Fault::bad(w.say("open311.media_missing"))]);
    }
    let by = By { key: &sent.key, network: &sent.network, w };
    let kept = match receive(&portal, by, sent.files, &sent.surplus).await? {
        Ok(kept) => kept,
        Err(faults) => return refused(Wire::Json, &faults),
    };
    let lies = lies_under(&sent.key, token.reveal());
    hang(&portal, lies, kept).await?;
    let url = format!("{}{}", portal.config.base_url, links::open311_media(token.reveal()));
    Wire::Json.say(StatusCode::CREATED, "media", &json!({ "media_url": url }))
}

/// Who sends, for counting and for words.
#[derive(Clone, Copy)]
pub struct By<'a> {
    pub key: &'a ApiKey,
    pub network: &'a str,
    pub w: Words,
}

/// Under what photos lie that were sent with a key: no other key finds them.
pub fn lies_under(key: &ApiKey, token: &str) -> String {
    Secret::presented(&format!("open311 {} {token}", key.id)).hash()
}

/// The token of an address of ours; nothing where it leads elsewhere.
pub fn token_of<'a>(portal: &Portal, url: &'a str) -> Option<&'a str> {
    let path = url.strip_prefix(portal.config.base_url.as_str())?;
    let token = path.strip_prefix(links::open311_media("").as_str())?;
    (token.len() == 64 && token.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(token)
}

/// Counts photos and lays them on the shelf, all of them or none.
pub async fn receive(
    portal: &web::Data<Portal>,
    by: By<'_>,
    files: Vec<Upload>,
    surplus: &[String],
) -> Result<Result<Vec<KeptPhoto>, Vec<Fault>>, Failure> {
    let writer = Writer { key_hash: by.key.prefix.clone(), network: by.network.to_owned() };
    let (mut kept, mut faults) = (Vec::new(), Vec::new());
    for file in files.into_iter().filter(|file| file.size > 0) {
        if kept.len() >= portal.config.uploads.photos {
            faults.push(Fault::bad(too_many(portal, &by.w, &file.name)));
            continue;
        }
        match photos::take(portal, &by.w, &writer, file).await? {
            Ok(photo) => kept.push(photo),
            Err(refused) if refused.ours => {
                faults.insert(
                    0,
                    Fault { status: StatusCode::SERVICE_UNAVAILABLE, description: refused.message },
                );
            }
            Err(refused) => faults.push(Fault::bad(refused.message)),
        }
    }
    faults.extend(surplus.iter().map(|name| Fault::bad(too_many(portal, &by.w, name))));
    if faults.is_empty() {
        return Ok(Ok(kept));
    }
    give_up(portal, kept).await?;
    Ok(Err(faults))
}

/// Photos that no request took up leave the shelf.
pub async fn give_up(portal: &web::Data<Portal>, kept: Vec<KeptPhoto>) -> Result<(), Failure> {
    let own = portal.clone();
    off_thread::change(move || {
        kept.into_iter().for_each(|photo| shelf::give_up_photo(&own, photo));
        Ok::<_, Failure>(())
    })
    .await
}

/// Hangs photos on the draft that lies there, or begins it.
pub async fn hang(portal: &web::Data<Portal>, lies: String, kept: Vec<KeptPhoto>) -> Result<(), Failure> {
    let own = portal.clone();
    off_thread::change(move || {
        for photo in kept {
            // Nobody else knows the key of this draft; what it does not take is given up by the verb.
            let _ = drafts::keep_call_photo(&own, &lies, &lies, photo)?;
        }
        Ok::<_, Failure>(())
    })
    .await
}

/// Do photos lie there that no report took along yet?
pub async fn waits(portal: &Portal, lies: &str) -> Result<bool, Failure> {
    let (lies, now) = (lies.to_owned(), portal.now());
    off_thread::look_up(portal, move |c| {
        let draft = store::drafts::find(c, &lies, now)?;
        Ok(draft.is_some_and(|draft| !draft.is_sent()))
    })
    .await
}
