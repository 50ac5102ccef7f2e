//! `/_workbook/exercise/ID`: the learner's file in the page's editor.
//!
//! The reader may have the file open in another editor as well. So a page names the version that it began with,
//! and nothing is written when the file is no longer that.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::Deserialize;
use serde_json::json;

use super::response::Response;
use crate::chapter::Exercise;
use crate::files;

/// What a page sends to be written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Save {
    text: String,
    /// The version that the page's text was made from.
    base: String,
    /// Whether the present text gets a name of its own first: it is somebody else's, and the reader wants this one.
    #[serde(default)]
    keep: bool,
}

/// What came of a save.
enum Saved {
    /// It was written; the former text is in that file now, if it was to be kept.
    Written(Option<PathBuf>),
    /// The file has this text, which the page has not seen.
    Conflict(String),
}

/// The file and its version.
pub(super) fn read(exercise: &Exercise) -> Response {
    match fs::read_to_string(exercise.file()) {
        Ok(text) => {
            let file = exercise.shown(&exercise.file()).to_string();
            let version = version(&text);
            let answer =
                json!({ "id": exercise.id(), "file": file, "text": text, "version": version });
            Response::json(200, &answer)
        }
        Err(error) => unreadable(exercise, &error),
    }
}

/// Writes the file, if it still is what the page has seen. One save at a time, so that of two pages with the
/// same version one is told.
pub(super) fn write(exercise: &Exercise, body: &[u8], writing: &Mutex<()>) -> Response {
    let save: Save = match serde_json::from_slice(body) {
        Ok(save) => save,
        Err(error) => return Response::text(400, &format!("This is no save: {error}.")),
    };
    let _writing = writing.lock().unwrap_or_else(PoisonError::into_inner);
    match saved(&exercise.file(), &save) {
        Ok(Saved::Written(None)) => Response::json(200, &json!({ "version": version(&save.text) })),
        Ok(Saved::Written(Some(kept))) => {
            let kept = exercise.shown(&kept).to_string();
            Response::json(200, &json!({ "version": version(&save.text), "kept": kept }))
        }
        Ok(Saved::Conflict(text)) => {
            Response::json(409, &json!({ "version": version(&text), "text": text }))
        }
        Err(error) => unreadable(exercise, &error),
    }
}

fn saved(path: &Path, save: &Save) -> io::Result<Saved> {
    // A second name for a symbolic link would not keep what it leads to.
    let path = fs::canonicalize(path)?;
    let mut saved = Ok(Saved::Written(None));
    files::replace_if(&path, &save.text, |now| {
        if version(now) != save.base {
            saved = Ok(Saved::Conflict(now.to_owned()));
        } else if save.keep {
            saved = files::keep(&path, files::KEPT).map(|kept| Saved::Written(Some(kept)));
        }
        matches!(saved, Ok(Saved::Written(_)))
    })?;
    saved
}

fn unreadable(exercise: &Exercise, error: &io::Error) -> Response {
    let file = exercise.file();
    let file = exercise.shown(&file);
    match error.kind() {
        io::ErrorKind::NotFound => Response::text(
            404,
            &format!("{file} is missing; `cargo workbook reset {}` writes it.", exercise.id()),
        ),
        _ => Response::text(500, &format!("{file} cannot be read or written: {error}.")),
    }
}

/// Tells one text from another.
fn version(text: &str) -> String {
    let mut hash = DefaultHasher::new();
    text.hash(&mut hash);
    format!("{:016x}", hash.finish())
}
