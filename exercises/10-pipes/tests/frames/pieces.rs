//! A stream that comes, or goes, in pieces of the test's choice.

use std::io::{self, ErrorKind, Read, Write};

use interleave::require;

/// How often one may ask after the end before it is a loop.
const ENOUGH: usize = 100;

/// Where the pieces end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cuts {
    /// Bit number k: a piece ends behind byte number k, counted from 0.
    pub(crate) mask: u32,
    /// How many signals come before each piece.
    pub(crate) signals: u32,
}

impl Cuts {
    /// All in one piece.
    pub(crate) const NONE: Cuts = Cuts { mask: 0, signals: 0 };
    /// Byte by byte, with more signals than anybody counts.
    const MANY: Cuts = Cuts { mask: u32::MAX, signals: 1000 };

    /// Every way to cut `length` bytes into pieces, first without signals, then with them.
    pub(crate) fn all(length: usize) -> impl Iterator<Item = Cuts> {
        let masks = 0..1_u32 << length.saturating_sub(1);
        let with = move |signals| masks.clone().map(move |mask| Cuts { mask, signals });
        with(0).chain(with(1)).chain([Cuts::MANY])
    }

    /// How many bytes the piece that begins at `at` has at most.
    fn piece(self, at: usize) -> usize {
        let rest = self.mask.checked_shr(at as u32).unwrap_or(0);
        if rest == 0 { usize::MAX } else { rest.trailing_zeros() as usize + 1 }
    }
}

/// What is at the end of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// Nothing: a read gets no bytes, a write gets none rid.
    Nothing,
    /// This error.
    Error(ErrorKind),
}

/// The state that both directions have.
#[derive(Debug)]
struct Way {
    cuts: Cuts,
    end: End,
    /// How many bytes have passed.
    at: usize,
    /// How many signals have come since the last piece.
    signalled: u32,
    asked_at_the_end: usize,
}

impl Way {
    fn new(cuts: Cuts, end: End) -> Way {
        Way { cuts, end, at: 0, signalled: 0, asked_at_the_end: 0 }
    }

    /// How many of `wanted` bytes pass now, where `left` are left.
    fn pass(&mut self, wanted: usize, left: usize) -> io::Result<usize> {
        if self.signalled < self.cuts.signals {
            self.signalled += 1;
            return Err(ErrorKind::Interrupted.into());
        }
        self.signalled = 0;
        if left == 0 && wanted > 0 {
            self.asked_at_the_end += 1;
            require!(
                self.asked_at_the_end < ENOUGH,
                NoProgress,
                "the stream was at its end, and was asked {ENOUGH} times more: what does 0 mean there?"
            );
            return match self.end {
                End::Nothing => Ok(0),
                End::Error(kind) => Err(kind.into()),
            };
        }
        let passed = wanted.min(left).min(self.cuts.piece(self.at));
        self.at += passed;
        Ok(passed)
    }
}

/// A stream to read from.
#[derive(Debug)]
pub(crate) struct Source<'b> {
    bytes: &'b [u8],
    way: Way,
}

impl<'b> Source<'b> {
    /// These bytes.
    pub(crate) fn new(bytes: &'b [u8], cuts: Cuts, end: End) -> Source<'b> {
        Source { bytes, way: Way::new(cuts, end) }
    }

    /// How many bytes have been read.
    pub(crate) fn read_so_far(&self) -> usize {
        self.way.at
    }
}

impl Read for Source<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let from = self.way.at;
        let passed = self.way.pass(into.len(), self.bytes.len() - from)?;
        into[..passed].copy_from_slice(&self.bytes[from..from + passed]);
        Ok(passed)
    }
}

/// A stream to write to, which has room for so many bytes.
#[derive(Debug)]
pub(crate) struct Sink {
    /// What was written.
    pub(crate) bytes: Vec<u8>,
    room: usize,
    way: Way,
}

impl Sink {
    /// With room for `room` bytes.
    pub(crate) fn new(room: usize, cuts: Cuts, end: End) -> Sink {
        Sink { bytes: Vec::new(), room, way: Way::new(cuts, end) }
    }
}

impl Write for Sink {
    fn write(&mut self, from: &[u8]) -> io::Result<usize> {
        let passed = self.way.pass(from.len(), self.room - self.way.at)?;
        self.bytes.extend(&from[..passed]);
        Ok(passed)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
