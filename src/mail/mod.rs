//! stub
#[derive(Clone)]
pub struct Mailer;
