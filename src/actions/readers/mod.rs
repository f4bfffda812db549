//! What readers say without an account.
mod support;

pub use support::{Device, is_supported, support, support_no_more};
