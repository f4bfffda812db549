//! How many questions a portal asks its database. Each connection counts for the database that it was opened to, from the
//! first time that somebody wants to know: what nobody asks for is not even written down.
use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

static COUNTED: Mutex<Option<HashMap<String, Count>>> = Mutex::new(None);

/// What was asked of one database.
#[derive(Clone, Copy, Default)]
struct Count {
    asked: usize,
    /// Of these, what was written of the public copies and of their words.
    copied: usize,
}

#[derive(Default)]
struct Ear {
    database: String,
}

impl Instrumentation for Ear {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        match event {
            InstrumentationEvent::StartEstablishConnection { url, .. } => url.clone_into(&mut self.database),
            InstrumentationEvent::StartQuery { query, .. } => {
                let mut all = counted();
                let Some(count) = all.get_or_insert_default().get_mut(&self.database) else { return };
                let query = query.to_string();
                // Whether a connection to PostgreSQL still lives is the pool's own question.
                if !query.starts_with("SELECT 1 ") {
                    count.asked += 1;
                    count.copied += usize::from(copies(&query));
                }
            }
            _ => {}
        }
    }
}

fn counted() -> MutexGuard<'static, Option<HashMap<String, Count>>> {
    COUNTED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From now on, connections that are opened count.
pub fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        set_default_instrumentation(|| Some(Box::new(Ear::default()))).expect("nobody else listens")
    });
}

/// How many questions were asked of a database since this was asked first.
pub fn asked(url: &str) -> usize {
    count_of(url).asked
}

/// How often something was written of the public copies, or of the words that find them, since then.
pub fn copied(url: &str) -> usize {
    count_of(url).copied
}

fn count_of(url: &str) -> Count {
    *counted().get_or_insert_default().entry(url.to_owned()).or_default()
}

fn copies(query: &str) -> bool {
    let writes = ["INSERT", "UPDATE", "DELETE"].iter().any(|verb| query.starts_with(verb));
    writes && ["public_reports", "search_index", "search_words"].iter().any(|table| query.contains(table))
}
