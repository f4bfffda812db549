//! What this test's own thread writes into the log.
use std::io::Write;
use std::sync::{Arc, Mutex};
use tracing::subscriber::DefaultGuard;

/// The log while it lives.
pub struct Log {
    written: Written,
    _guard: DefaultGuard,
}

#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

/// Listens to this thread from now on.
pub fn logged() -> Log {
    let written = Written::default();
    let own = written.clone();
    let lines = tracing_subscriber::fmt().with_ansi(false).with_writer(move || own.clone()).finish();
    Log { written, _guard: tracing::subscriber::set_default(lines) }
}

impl Log {
    pub fn said(&self) -> String {
        String::from_utf8(self.written.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
