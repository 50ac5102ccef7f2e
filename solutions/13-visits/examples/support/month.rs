//! The logs that are to be counted, and how far that is.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};

use super::arguments::Counting;
use super::stop;

/// The logs, one for each day.
pub(crate) struct Month {
    /// Where they are, in the order in which they were given.
    pub(crate) logs: Vec<PathBuf>,
    /// How many threads or processes count at the same time.
    pub(crate) workers: usize,
    bar: ProgressBar,
}

impl Month {
    /// What the command line names. A log that is not there is found out when it is opened.
    pub(crate) fn new(arguments: Counting) -> Month {
        let workers = arguments.workers();
        let logs = arguments.logs;
        let bytes = logs.iter().filter_map(|log| Some(fs::metadata(log).ok()?.len())).sum();
        let style = "{bar:40} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} to go";
        let style = ProgressStyle::with_template(style).expect("a template");
        // It is drawn on a terminal, and nowhere else.
        Month { logs, workers, bar: ProgressBar::new(bytes).with_style(style) }
    }

    /// Opens a log. What is read of it moves the bar, and after Ctrl-C it cannot be read any more.
    ///
    /// # Errors
    /// If it is not there, or may not be read.
    pub(crate) fn open(&self, log: &Path) -> io::Result<Watched> {
        Ok(Watched { file: File::open(log)?, bar: Some(self.bar.clone()) })
    }

    /// As [`Month::open`], without the bar: in a process of which nobody sees one.
    ///
    /// # Errors
    /// If it is not there, or may not be read.
    pub(crate) fn open_unseen(&self, log: &Path) -> io::Result<Watched> {
        Ok(Watched { file: File::open(log)?, bar: None })
    }

    /// The progress bar, in bytes.
    pub(crate) fn bar(&self) -> &ProgressBar {
        &self.bar
    }
}

// ANCHOR: watched
/// A log that is being read.
pub(crate) struct Watched {
    file: File,
    bar: Option<ProgressBar>,
}

impl Read for Watched {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if stop::asked() {
            return Err(io::Error::other("stopped"));
        }
        let read = self.file.read(buffer)?;
        if let Some(bar) = &self.bar {
            bar.inc(read as u64);
        }
        Ok(read)
    }
}
// ANCHOR_END: watched

impl Seek for Watched {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}
