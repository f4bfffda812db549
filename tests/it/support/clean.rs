//! The folder of this run, and the folders of runs that are over.
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static RUN: LazyLock<PathBuf> = LazyLock::new(|| {
    let all = Path::new(env!("CARGO_TARGET_TMPDIR")).join("it");
    sweep(&all);
    let own = all.join(std::process::id().to_string());
    std::fs::create_dir_all(&own).unwrap();
    own
});

/// Where this run keeps its files.
pub fn run_folder() -> &'static Path {
    &RUN
}

/// Removes what earlier runs left: a test binary has no last moment in which it could do so itself.
fn sweep(all: &Path) {
    for entry in std::fs::read_dir(all).into_iter().flatten().flatten() {
        let alive = Path::new("/proc").join(entry.file_name()).exists();
        if !alive {
            drop(std::fs::remove_dir_all(entry.path()));
        }
    }
}
