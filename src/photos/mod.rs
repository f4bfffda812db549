//! stub
#[derive(Clone)]
pub struct Photos;
