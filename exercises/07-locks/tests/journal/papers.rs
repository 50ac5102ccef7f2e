//! What a journal can be written on.

use std::fmt;
use std::io::{self, Write};

use interleave::yield_point;

/// Paper that takes everything.
#[derive(Default)]
pub(super) struct Paper(pub(super) Vec<u8>);

impl Paper {
    /// What is on it.
    pub(super) fn text(self) -> String {
        String::from_utf8(self.0).expect("the entries are text")
    }
}

impl Write for Paper {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        self.0.write(text)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A timeline shows what is on the paper.
impl fmt::Debug for Paper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", String::from_utf8_lossy(&self.0))
    }
}

/// Paper that takes a few letters at a time.
#[derive(Default)]
pub(super) struct Narrow(pub(super) Paper);

impl Write for Narrow {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        self.0.write(&text[..text.len().min(3)])
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Paper that takes nothing.
pub(super) struct Wet;

impl Write for Wet {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::Error::other("the paper is wet"))
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(io::Error::other("the paper is wet"))
    }
}

/// Paper that takes so many letters and then has an error, once. After that it takes everything.
pub(super) struct Crumpled {
    pub(super) room: usize,
    pub(super) torn: bool,
    pub(super) paper: Paper,
}

impl Write for Crumpled {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        if self.torn {
            return self.paper.write(text);
        }
        if self.room == 0 {
            self.torn = true;
            return Err(io::Error::other("the paper is torn here"));
        }
        let taken = self.paper.write(&text[..text.len().min(self.room)])?;
        self.room -= taken;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Paper that ends after so many letters. It has no error, it takes nothing any more.
pub(super) struct Short(pub(super) usize);

impl Write for Short {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        yield_point();
        let taken = text.len().min(self.0);
        self.0 -= taken;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
