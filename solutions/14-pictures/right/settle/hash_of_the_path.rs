//! One function, and the key is a hash that is the same in every process.

#![forbid(unsafe_code, reason = "nothing in this exercise needs it")]

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
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
    } else if errors.has(path)? {
        return Ok(Settled::Error);
    }
    let mut error = |why: String| {
        errors.append(&Record::new(path, why))?;
        Ok(Settled::Error)
    };
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(why) => return error(why.to_string()),
    };
    let body = json!({ "picture": STANDARD.encode(bytes), "name": path.to_string_lossy() });
    let mut hasher = DefaultHasher::new();
    path.as_os_str().hash(&mut hasher);
    let key = hasher.finish().to_string();
    let mut tries = 0;
    loop {
        tries += 1;
        match service.post(&key, &body) {
            Ok(answer) => match answer.status {
                200..=299 => {
                    results.append(&Record::new(path, answer.text))?;
                    return Ok(Settled::Result);
                }
                500..=599 if tries < TRIES => {}
                status => return error(format!("status {status}")),
            },
            Err(_) if tries < TRIES => {}
            Err(why) => return error(why.to_string()),
        }
    }
}
