//! A submission that is a folder. Another one may be written by somebody who means harm: links, pipes and devices have
//! names, too.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use nix::fcntl::OFlag;

use super::{FILE, choose, text};

/// How many entries are looked at, and how deep.
const ENTRIES: usize = 2_000;
const DEPTH: usize = 8;

/// Takes the wanted files.
pub(super) fn take(
    folder: &Path,
    wanted: &[&str],
) -> Result<BTreeMap<String, Option<String>>, String> {
    let mut paths = Vec::new();
    list(folder, "", 0, &mut paths)?;
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let mut texts = BTreeMap::new();
    for &name in wanted {
        let found = choose(&paths, name)?;
        texts.insert(name.to_owned(), found.map(|path| read(folder, path)).transpose()?);
    }
    Ok(texts)
}

/// The paths of what may be Rust files: also of links that are called so, to say that they are not taken.
fn list(folder: &Path, prefix: &str, depth: usize, found: &mut Vec<String>) -> Result<(), String> {
    let entries =
        fs::read_dir(folder).map_err(|error| format!("the folder cannot be read: {error}"))?;
    for (count, entry) in entries.enumerate() {
        if count >= ENTRIES || found.len() >= ENTRIES {
            return Err(format!("it holds more than {ENTRIES} files"));
        }
        let Ok(entry) = entry else { continue };
        // A name that is no text is none of ours.
        let Ok(name) = entry.file_name().into_string() else { continue };
        let kind = entry.file_type().map_err(|error| format!("{prefix}{name}: {error}"))?;
        if kind.is_dir() {
            let skipped = name.starts_with('.') || name == "target" || name == "__MACOSX";
            if !skipped && depth < DEPTH {
                list(&entry.path(), &format!("{prefix}{name}/"), depth + 1, found)?;
            }
        } else if name.ends_with(".rs") {
            found.push(format!("{prefix}{name}"));
        }
    }
    Ok(())
}

fn read(folder: &Path, path: &str) -> Result<String, String> {
    let flags = OFlag::O_NOFOLLOW | OFlag::O_NONBLOCK | OFlag::O_CLOEXEC;
    // Each folder on the way was seen to be one, and is looked at again.
    let mut way = folder.to_owned();
    for part in path.split('/') {
        if way.is_symlink() && way != folder {
            return Err(format!("{path} is below a link, and links are not followed"));
        }
        way.push(part);
    }
    let file = File::options().read(true).custom_flags(flags.bits()).open(&way);
    let file = file.map_err(|error| match error.raw_os_error() {
        Some(nix::libc::ELOOP) => format!("{path} is a link, and links are not followed"),
        _ => format!("{path} cannot be read: {error}"),
    })?;
    let about = file.metadata().map_err(|error| format!("{path} cannot be read: {error}"))?;
    if !about.is_file() {
        return Err(format!("{path} is no ordinary file"));
    }
    let mut bytes = Vec::new();
    file.take(FILE + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| format!("{path} cannot be read: {error}"))?;
    text(path, bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    const WANTED: [&str; 1] = ["exercises/07-locks/src/counter.rs"];

    /// What taking from a folder that `make` has filled says.
    fn taken(make: impl FnOnce(&Path)) -> Result<Option<String>, String> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(folder.path().join("src")).expect("a folder");
        make(&folder.path().join("src"));
        take(folder.path(), &WANTED).map(|mut texts| texts.remove(WANTED[0]).flatten())
    }

    #[test]
    fn an_ordinary_file_is_taken_and_one_that_is_not_there_is_missing() {
        let text =
            |folder: &Path| fs::write(folder.join("counter.rs"), "fn a() {}").expect("a file");
        assert_eq!(taken(text), Ok(Some("fn a() {}".to_owned())));
        assert_eq!(taken(|_| {}), Ok(None));
    }

    #[test]
    fn links_pipes_bytes_and_sizes_are_refused_with_a_sentence() {
        let cases: [(&str, &dyn Fn(&Path)); 4] = [
            ("is a link", &|folder| {
                symlink("/etc/passwd", folder.join("counter.rs")).expect("a link")
            }),
            ("no ordinary file", &|folder| {
                nix::unistd::mkfifo(&folder.join("counter.rs"), nix::sys::stat::Mode::S_IRWXU)
                    .expect("a pipe");
            }),
            ("no text", &|folder| {
                fs::write(folder.join("counter.rs"), [0xff, 0xfe]).expect("a file")
            }),
            ("larger than 256 KiB", &|folder| {
                fs::write(folder.join("counter.rs"), vec![b' '; 300 << 10]).expect("a file");
            }),
        ];
        for (words, make) in cases {
            let said = taken(make).expect_err(words);
            assert!(said.contains(words), "instead of `{words}`: {said}");
        }
    }

    #[test]
    fn a_folder_that_is_a_link_is_not_entered() {
        let elsewhere = tempfile::tempdir().expect("a temporary folder");
        fs::write(elsewhere.path().join("counter.rs"), "fn stolen() {}").expect("a file");
        let link = |folder: &Path| symlink(elsewhere.path(), folder.join("more")).expect("a link");
        assert_eq!(taken(link), Ok(None));
    }
}
