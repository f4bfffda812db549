//! A portal to try.
use crate::portal::Portal;
pub fn prepare(_: &Portal) -> Result<String, String> {
    Ok(String::new())
}
