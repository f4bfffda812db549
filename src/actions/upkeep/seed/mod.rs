//! The default city, from the files in `data/`, as the rows an empty database begins with.
pub(super) mod agencies;
pub(super) mod categories;
pub(super) mod communes;
pub(super) mod facts;
mod sheet;
pub(super) mod terms;
pub(super) mod texts;
