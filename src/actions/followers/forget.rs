//! What nobody confirmed in time is forgotten.
use crate::actions::Refusal;
use crate::actions::upkeep::GoesOn;
use crate::portal::Portal;
use crate::store::follows;

/// Those of one transaction.
const BATCH: i64 = 200;

/// Forgets them, with their addresses; how many. Whoever confirms in the same moment wins, or finds it gone.
pub fn forget_unconfirmed(portal: &Portal, goes_on: &GoesOn<'_>) -> Result<usize, Refusal> {
    let now = portal.now();
    let mut count = 0;
    while goes_on() {
        let forgotten = portal.db.change(|c| {
            let over = follows::unconfirmed(c, now, BATCH)?;
            over.iter().try_for_each(|id| follows::erase(c, *id))?;
            Ok::<_, Refusal>(over.len())
        })?;
        count += forgotten;
        if forgotten < BATCH as usize {
            break;
        }
    }
    Ok(count)
}
