//! How many questions a portal asks its database. Each connection counts for the database that it was opened to.
use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

static COUNTED: Mutex<Option<HashMap<String, usize>>> = Mutex::new(None);

#[derive(Default)]
struct Ear {
    database: String,
}

impl Instrumentation for Ear {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        match event {
            InstrumentationEvent::StartEstablishConnection { url, .. } => url.clone_into(&mut self.database),
            // Whether a connection to PostgreSQL still lives is the pool's own question.
            InstrumentationEvent::StartQuery { query, .. } if !query.to_string().starts_with("SELECT 1 ") => {
                *counted().get_or_insert_default().entry(self.database.clone()).or_default() += 1;
            }
            _ => {}
        }
    }
}

fn counted() -> MutexGuard<'static, Option<HashMap<String, usize>>> {
    COUNTED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From now on, connections that are opened count.
pub fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        set_default_instrumentation(|| Some(Box::new(Ear::default()))).expect("nobody else listens")
    });
}

/// How many questions were asked of a database so far.
pub fn asked(url: &str) -> usize {
    counted().get_or_insert_default().get(url).copied().unwrap_or(0)
}
