//! mdBook reports much that is wrong (a missing theme file, an unclosed tag) as a log line and goes on.
//! Here a warning fails the build.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Result, bail};
use tracing_subscriber::util::SubscriberInitExt;

/// Runs `job` on this thread and fails with what it logged, if it logged a warning or an error.
pub(super) fn refuse_warnings<T>(job: impl FnOnce() -> Result<T>) -> Result<T> {
    let log = Log::default();
    let sink = log.clone();
    let guard = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::WARN)
        .with_writer(move || sink.clone())
        .without_time()
        .with_level(false)
        .with_target(false)
        .with_ansi(false)
        .finish()
        .set_default();
    let done = job()?;
    drop(guard);
    let said = log.text();
    if !said.is_empty() {
        bail!("mdBook is not content with the book:\n{}", said.trim_end());
    }
    Ok(done)
}

/// What was logged, shared between the subscriber and us.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        let bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
