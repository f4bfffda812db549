//! The folder of this run, and the folders of runs that are over.
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// What a run may take, in bytes: many times what it took when it was measured (115 MB).
const ROOM: u64 = 1 << 30;

static RUN: LazyLock<PathBuf> = LazyLock::new(|| {
    let all = in_memory().unwrap_or_else(|| Path::new(env!("CARGO_TARGET_TMPDIR")).join("it"));
    sweep(&all);
    let own = all.join(std::process::id().to_string());
    std::fs::create_dir_all(&own).unwrap();
    own
});

/// Where this run keeps its files.
pub fn run_folder() -> &'static Path {
    &RUN
}

/// Where Linux keeps files in memory, if there is room for a run: each commit waits for the disk, and a test's end is the
/// end of its database.
fn in_memory() -> Option<PathBuf> {
    let memory = Path::new("/dev/shm");
    let room = rustix::fs::statvfs(memory).ok()?;
    let all = memory.join(format!("langnghe-it-{}", rustix::process::getuid().as_raw()));
    (room.f_bavail * room.f_frsize > ROOM && std::fs::create_dir_all(&all).is_ok()).then_some(all)
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
