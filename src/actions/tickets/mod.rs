//! What is done to a report, one verb a file.
mod accept;
mod ask_info;
mod assign;
mod checked;
mod claim;
mod close;
mod deadlines;
mod edit_public_text;
mod forward;
mod grant_extension;
mod mark_duplicate;
mod record;
mod refuse;
mod reopen;
mod review_refusal;
mod send_back;
mod separate;
mod set_kind;
mod set_level;
mod set_prominence;
mod standing;
mod submit;
mod take;
mod work;
mod write_note;
mod write_progress;

pub use accept::{Accepted, accept};
pub use ask_info::{ask_info, give_info};
pub use assign::assign;
pub use checked::{
    BODY_LIMIT, COMMUNE_LIMIT, EMAIL_LIMIT, NAME_LIMIT, PHONE_LIMIT, PLACE_LIMIT, Place, Reach, Said,
    TITLE_LIMIT,
};
pub use claim::{claim, release};
pub use close::close;
pub use deadlines::{expected_answer, start_clock};
pub use edit_public_text::{PUBLIC_BODY_LIMIT, PUBLIC_TITLE_LIMIT, PublicCopy, PublicText, edit_public_text};
pub use forward::{Destination, forward};
pub use grant_extension::grant_extension;
pub use mark_duplicate::mark_duplicate;
pub use record::{Happening, Order, find_for, record};
pub use refuse::refuse;
pub use reopen::reopen;
pub use review_refusal::{Verdict, review_refusal};
pub use send_back::send_back;
pub use separate::separate;
pub use set_kind::set_kind;
pub use set_level::set_level;
pub use set_prominence::set_prominence;
pub use submit::{NewTicket, Reviewed, Sender, submit};
pub use take::take;
pub use work::Work;
pub use write_note::{NOTE_LIMIT, write_note};
pub use write_progress::{PROGRESS_LIMIT, write_progress};
