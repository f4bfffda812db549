//! Somebody of the staff chooses how letters about their work come.
use crate::actions::Refusal;
use crate::domain::notice::LetterChoice;
use crate::domain::policy::Actor;
use crate::portal::Portal;
use crate::store::accounts;

/// Keeps the choice. What is urgent still comes at once.
///
/// # Errors
/// `Invalid` for a word that is no choice.
pub fn choose_letters(portal: &Portal, actor: &Actor, choice: &str) -> Result<(), Refusal> {
    let choice: LetterChoice = choice.parse().map_err(|_| Refusal::field("letters", "choose_one"))?;
    portal.db.change(|c| Ok(accounts::choose_letters(c, actor.id, choice)?))
}
