//! VERDICT: WRONG RESULT
//! A path that is no UTF-8 is posted without a name.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use base64::prelude::*;

use crate::record::{Record, Records};
use crate::service::Service;

/// How often a picture is posted, at most.
pub const TRIES: usize = 3;

/// Where the record of a picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// In the results.
    Result,
    /// In the errors.
    Error,
}

/// Sees to it that the picture at `path` has one record, and says where.
///
/// # Errors
/// When a record cannot be written or read.
pub fn settle<B: Records>(
    path: &Path,
    service: &Service,
    results: &mut B,
    errors: &mut B,
) -> io::Result<Settled> {
    if results.has(path)? {
        return Ok(Settled::Result);
    }
    if errors.has(path)? {
        return Ok(Settled::Error);
    }
    match describe(path, service) {
        Ok(text) => {
            results.append(&Record::new(path, text))?;
            Ok(Settled::Result)
        }
        Err(why) => {
            errors.append(&Record::new(path, why))?;
            Ok(Settled::Error)
        }
    }
}

fn describe(path: &Path, service: &Service) -> Result<String, String> {
    let picture = std::fs::read(path).map_err(|error| error.to_string())?;
    let body = serde_json::json!({
        "name": path.to_str().unwrap_or(""),
        "picture": BASE64_STANDARD.encode(picture),
    });
    let key = path.as_os_str().as_bytes().iter().map(|b| format!("{b:02x}")).collect::<String>();
    let mut why = String::new();
    for _ in 0..TRIES {
        match service.post(&key, &body) {
            Ok(answer) if (200..300).contains(&answer.status) => return Ok(answer.text),
            Ok(answer) if (500..600).contains(&answer.status) => {
                why = format!("{} {}", answer.status, answer.text);
            }
            Ok(answer) => return Err(format!("{} {}", answer.status, answer.text)),
            Err(error) => why = error.to_string(),
        }
    }
    Err(why)
}
