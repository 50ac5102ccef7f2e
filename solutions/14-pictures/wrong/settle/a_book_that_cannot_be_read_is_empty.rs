//! VERDICT: WRONG RESULT
//! What may be in the errors is done again.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use base64::Engine;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use serde_json::json;

use crate::record::{Record, Records};
use crate::service::Service;

pub const TRIES: usize = 3;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    Result,
    Error,
}

pub fn settle<B: Records>(
    path: &Path,
    service: &Service,
    results: &mut B,
    errors: &mut B,
) -> io::Result<Settled> {
    if results.has(path)? {
        return Ok(Settled::Result);
    }
    if errors.has(path).unwrap_or(false) {
        return Ok(Settled::Error);
    }
    match answer(path, service) {
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

fn answer(path: &Path, service: &Service) -> Result<String, String> {
    let picture = fs::read(path).map_err(|error| format!("cannot be read: {error}"))?;
    let body =
        json!({ "name": path.to_string_lossy(), "picture": BASE64_STANDARD.encode(picture) });
    let key = BASE64_URL_SAFE_NO_PAD.encode(path.as_os_str().as_bytes());
    let mut why = String::new();
    for _ in 0..TRIES {
        match service.post(&key, &body) {
            Ok(answer) if (200..300).contains(&answer.status) => return Ok(answer.text),
            Ok(answer) if (500..600).contains(&answer.status) => {
                why = format!("status {}: {}", answer.status, answer.text);
            }
            Ok(answer) => return Err(format!("status {}: {}", answer.status, answer.text)),
            Err(error) => why = error.to_string(),
        }
    }
    Err(format!("{why}, after {TRIES} tries"))
}
