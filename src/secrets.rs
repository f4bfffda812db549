//! stub
pub struct Secrets;
impl Secrets {
    pub fn sign(&self, purpose: &str, message: &[u8]) -> String {
        format!("{purpose}{}", message.len())
    }
    pub fn is_signed(&self, purpose: &str, message: &[u8], s: &str) -> bool {
        self.sign(purpose, message) == s
    }
}
