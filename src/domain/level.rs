//! How pressing a report is: said by its category at first, by whoever checks it in the end.
use crate::ids::text_enum;

text_enum! {
    /// How pressing it is. Urgent: disaster, accident, danger to people. Complex: several agencies, or a legal procedure.
    pub enum Level {
        Urgent = "urgent",
        Complex = "complex",
        Normal = "normal",
    }
}
