//! Lists the files of two rooms in which each file is one thing of a kind, so that adding one touches no list: the verbs
//! on a report (`src/actions/tickets`) and the steps at the desk (`src/web/desk/steps`).
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let (mut verbs, mut steps, mut found) = (String::new(), String::new(), String::new());
    for (name, path) in rooms_of("src/actions/tickets")? {
        // A file may keep all that it has to its room.
        let lines =
            format!("#[path = {path:?}]\nmod {name};\n#[allow(unused_imports)]\npub use {name}::*;\n");
        verbs.push_str(&lines);
    }
    for (name, path) in rooms_of("src/web/desk/steps")? {
        let lines = format!("#[path = {path:?}]\npub mod {name};\n");
        steps.push_str(&lines);
        write!(found, "&{name}::STEP, ").map_err(io::Error::other)?;
    }
    let steps = format!("{steps}const FOUND: &[&Step] = &[{found}];\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    fs::write(out.join("verbs.rs"), verbs)?;
    fs::write(out.join("steps.rs"), steps)
}

/// The files of a folder beside its `mod.rs`, each with its name and where it lies, by name.
fn rooms_of(folder: &str) -> io::Result<Vec<(String, PathBuf)>> {
    println!("cargo::rerun-if-changed={folder}");
    let here = env::var_os("CARGO_MANIFEST_DIR").ok_or(io::ErrorKind::NotFound)?;
    let mut files = Vec::new();
    for entry in fs::read_dir(Path::new(&here).join(folder))? {
        let path = entry?.path();
        let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        if path.extension().is_some_and(|end| end == "rs") && name != "mod" {
            files.push((name, path));
        }
    }
    files.sort();
    Ok(files)
}
