//! stub
#[derive(Clone)]
pub struct Photos;
impl Photos {
    pub fn forget(&self, _: &str) -> std::io::Result<()> {
        Ok(())
    }
}
