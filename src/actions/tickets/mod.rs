//! What is done to a report, one verb a file. A new file is found by itself (`build.rs`), with all that it lets out.
include!(concat!(env!("OUT_DIR"), "/verbs.rs"));
