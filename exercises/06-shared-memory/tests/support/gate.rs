//! A place where processes wait until the test opens it.

use std::io::{self, PipeReader, PipeWriter, Read, Write};

/// A pipe: each byte in it lets one process pass.
pub(crate) struct Gate {
    here: PipeReader,
    open: PipeWriter,
}

impl Gate {
    pub(crate) fn new() -> Gate {
        let (here, open) = io::pipe().expect("a pipe");
        Gate { here, open }
    }

    pub(crate) fn wait(&self) {
        let _ = (&self.here).read(&mut [0]);
    }

    pub(crate) fn open(&self) {
        (&self.open).write_all(&[1]).expect("room for a byte");
    }
}
