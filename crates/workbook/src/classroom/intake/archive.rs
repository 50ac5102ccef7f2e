//! A submission that is a zip, and the zip of all submissions that platforms give. Nothing is unpacked: entries are
//! read by their names, up to a limit. (`unzip` would follow what a zip says: out of the folder, through links, without
//! an end.)

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use anyhow::{Context, ensure};
use zip::ZipArchive;

use super::{FILE, HandedIn, Place, choose, names, text};

/// How many entries a zip of one submission may have, and one of all submissions.
const ENTRIES: usize = 2_000;
const ALL: usize = 200_000;

type Zip = ZipArchive<BufReader<File>>;

fn open(path: &Path, entries: usize) -> Result<Zip, String> {
    let file = File::open(path).map_err(|error| format!("the zip cannot be read: {error}"))?;
    let zip = ZipArchive::new(BufReader::new(file))
        .map_err(|error| format!("the zip is damaged, or is none: {error}"))?;
    if zip.len() > entries {
        return Err(format!("the zip holds more than {entries} files"));
    }
    // Entries of one name: one reader takes the first, another the last, and they see two submissions.
    if listed(path).is_some_and(|listed| listed != zip.len()) {
        return Err("the zip holds two files of one name".to_owned());
    }
    Ok(zip)
}

/// How many entries the zip's own directory says it has; none if that is not known.
fn listed(path: &Path) -> Option<usize> {
    // The directory's end is at the end, before a comment of at most 64 KiB.
    const END: &[u8] = b"PK\x05\x06";
    let mut file = File::open(path).ok()?;
    let length = file.metadata().ok()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub((64 << 10) + 22))).ok()?;
    let mut bytes = Vec::new();
    file.take((64 << 10) + 22).read_to_end(&mut bytes).ok()?;
    let at = bytes.windows(END.len()).rposition(|window| window == END)?;
    let count = u16::from_le_bytes(bytes.get(at + 10..at + 12)?.try_into().ok()?);
    // The largest number says that it stands elsewhere.
    (count != u16::MAX).then_some(count.into())
}

/// The name of an entry if it lies below where the zip is unpacked, with `/` between its parts.
fn safe(name: &str) -> Option<&str> {
    let bad = |part: &str| part.is_empty() || part == "." || part == "..";
    let plain = !name.contains(['\\', '\0']) && !name.chars().any(char::is_control);
    (plain && !name.split('/').any(bad)).then_some(name)
}

/// The names of the entries; one that is no text is none of ours.
fn names_in(zip: &Zip) -> Vec<String> {
    zip.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect()
}

/// Takes the wanted files from the entries whose names begin with `prefix`.
pub(super) fn take(
    path: &Path,
    prefix: &str,
    wanted: &[&str],
) -> Result<BTreeMap<String, Option<String>>, String> {
    let mut zip = open(path, if prefix.is_empty() { ENTRIES } else { ALL })?;
    let names = names_in(&zip);
    // The directory at the end names each entry once; entries of one name would be told apart by chance.
    let there: Vec<&str> = names
        .iter()
        .filter_map(|name| safe(name))
        .filter(|name| {
            name.ends_with(".rs") && name.starts_with(prefix) && !name.starts_with("__MACOSX/")
        })
        .collect();
    let mut texts = BTreeMap::new();
    for &name in wanted {
        let found = choose(&there, name)?;
        let text = found.map(|path| read(&mut zip, path)).transpose()?;
        texts.insert(name.to_owned(), text);
    }
    if texts.values().all(Option::is_none)
        && let Some(odd) = names.iter().find(|name| safe(name.trim_end_matches('/')).is_none())
    {
        return Err(format!("the zip holds a name that is no path below it: {odd:?}"));
    }
    Ok(texts)
}

fn read(zip: &mut Zip, path: &str) -> Result<String, String> {
    let entry = zip.by_name(path).map_err(|error| format!("{path} cannot be read: {error}"))?;
    if entry.is_symlink() {
        return Err(format!("{path} is a link, and links are not followed"));
    }
    if !entry.is_file() {
        return Err(format!("{path} is no ordinary file"));
    }
    let mut bytes = Vec::new();
    // What the zip says of its size is not believed.
    entry
        .take(FILE + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| format!("{path} cannot be unpacked: {error}"))?;
    text(path, bytes)
}

/// Takes the wanted files from these entries, whose names say whose they are and then what the file is called.
pub(super) fn take_entries(
    path: &Path,
    entries: &[String],
    wanted: &[&str],
) -> Result<BTreeMap<String, Option<String>>, String> {
    let mut zip = open(path, ALL)?;
    let mut texts = BTreeMap::new();
    for &name in wanted {
        let file = name.rsplit('/').next().unwrap_or(name);
        let is_it = |entry: &&String| names::file(entry).as_deref() == Some(file);
        let text = match entries.iter().filter(is_it).collect::<Vec<_>>()[..] {
            [] => None,
            [entry] => Some(read(&mut zip, entry)?),
            [one, other, ..] => {
                return Err(format!("{one} and {other} are both there; which one is {file}?"));
            }
        };
        texts.insert(name.to_owned(), text);
    }
    Ok(texts)
}

/// The submissions in the zip of all of them: a folder each, or, as Canvas has it, files whose names begin with the
/// student's.
pub(super) fn of_all(path: &Path) -> anyhow::Result<Vec<HandedIn>> {
    let zip =
        open(path, ALL).map_err(anyhow::Error::msg).with_context(|| path.display().to_string())?;
    let names = names_in(&zip);
    let tops: BTreeSet<&str> = names
        .iter()
        .filter_map(|name| safe(name.trim_end_matches('/')))
        .filter(|name| !name.starts_with("__MACOSX"))
        .filter_map(|name| name.split_once('/').map(|(top, _)| top))
        .collect();
    if tops.is_empty() {
        let mut of: BTreeMap<String, HandedIn> = BTreeMap::new();
        for name in names.into_iter().filter(|name| names::file(name).is_some()) {
            let student = names::of(&name);
            let one = of.entry(student.id.clone()).or_insert_with(|| HandedIn {
                student,
                place: Place::ZipEntries(path.to_owned(), Vec::new()),
            });
            if let Place::ZipEntries(_, entries) = &mut one.place {
                entries.push(name);
            }
        }
        ensure!(
            !of.is_empty(),
            "{} holds no folder for each student, and no files that are named as Canvas does; unpack it into a folder, \
             with a folder or a zip for each of them",
            path.display()
        );
        return Ok(of.into_values().collect());
    }
    let one = |top: &str| HandedIn {
        student: names::of(top),
        place: Place::ZipPart(path.to_owned(), format!("{top}/")),
    };
    Ok(tops.into_iter().map(one).collect())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use tempfile::TempDir;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    const WANTED: [&str; 1] = ["exercises/07-locks/src/counter.rs"];

    /// A zip with these entries, each of which holds its own name.
    fn zip(entries: &[&str]) -> (TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("all.zip");
        let mut zip = ZipWriter::new(File::create(&path).expect("the folder is writable"));
        for entry in entries {
            zip.start_file(*entry, SimpleFileOptions::default()).expect("the entry is new");
            zip.write_all(entry.as_bytes()).expect("the disk has room");
        }
        zip.finish().expect("the disk has room");
        (folder, path)
    }

    #[test]
    fn a_zip_without_folders_is_taken_apart_by_the_names_that_canvas_gives() {
        let (_folder, path) = zip(&[
            "leeanna_4712_990001_counter.rs",
            "royben_LATE_4713_990002_counter-1.rs",
            "royben_LATE_4713_990003_journal.rs",
            "ozdora_4711_990004_notes.rs",
            "eve_4714_990005_counter.rs",
            "eve_4714_990006_counter-1.rs",
        ]);
        let found = of_all(&path).expect("it holds submissions");
        let taken = |student: &str| {
            let one = found.iter().find(|one| one.student.id == student).expect("is there");
            let Place::ZipEntries(path, entries) = &one.place else { panic!("{one:?}") };
            take_entries(path, entries, &WANTED).map(|texts| texts[WANTED[0]].clone())
        };
        assert_eq!(found.len(), 4, "{found:?}");
        assert_eq!(taken("4712"), Ok(Some("leeanna_4712_990001_counter.rs".into())));
        assert_eq!(taken("4713"), Ok(Some("royben_LATE_4713_990002_counter-1.rs".into())));
        assert_eq!(taken("4711"), Ok(None), "another file was handed in");
        assert!(taken("4714").is_err_and(|why| why.contains("both there")));
    }

    #[test]
    fn a_zip_without_anything_of_a_class_is_refused() {
        let (_folder, path) = zip(&["counter.rs", "notes.txt"]);
        let error = of_all(&path).expect_err("whose would it be?").to_string();
        assert!(error.contains("no folder for each student"), "{error}");
    }
}
