//! A bar, and a line for every hundred pictures.

use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};

/// So many pictures make a line.
const LINE: u64 = 100;

/// How far it has come.
pub(crate) struct Progress {
    bar: ProgressBar,
    begun: Instant,
    before: u64,
}

impl Progress {
    /// Of `all` pictures, `before` were settled in an earlier run.
    pub(crate) fn new(all: u64, before: usize) -> Progress {
        let before = before as u64;
        let style = ProgressStyle::with_template("{bar:40} {pos} of {len}")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = ProgressBar::new(all).with_style(style).with_position(before);
        if before > 0 {
            println!("{before} of {all} were settled before");
        }
        Progress { bar, begun: Instant::now(), before }
    }

    /// One more is settled.
    pub(crate) fn one_more(&self) {
        self.bar.inc(1);
        let settled = self.bar.position();
        if settled.is_multiple_of(LINE) {
            let rate = (settled - self.before) as f64 / self.begun.elapsed().as_secs_f64();
            self.bar.suspend(|| println!("{settled} pictures, {rate:.0} a second"));
        }
    }

    /// Takes the bar away.
    pub(crate) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
