//! Records of which can be seen whose they are, and whether they are whole.

use interleave::require;

/// How long a record is at least: who wrote it, which one it is, and how long.
pub(crate) const LEAST: usize = 12;

/// Record number `number` of a writer, `length` bytes of which no two neighbours say the same.
pub(crate) fn record(writer: u32, number: u32, length: usize) -> Vec<u8> {
    assert!(length >= LEAST, "a record of {length} bytes does not say whose it is");
    let mut record: Vec<u8> =
        [writer, number, length as u32].into_iter().flat_map(u32::to_be_bytes).collect();
    let seed = writer * 31 + number * 7;
    record.extend((LEAST..length).map(|at| (at * at / 3 + seed as usize) as u8));
    record
}

/// All that was received.
#[derive(Debug, Default)]
pub(crate) struct Log {
    /// Writer and number of each whole record, in the order in which they came.
    whole: Vec<(u32, u32)>,
    /// Those that nobody has sent: how long each is.
    torn: Vec<usize>,
}

impl Log {
    /// Adds what was received.
    pub(crate) fn add(&mut self, received: &[u8]) {
        let word = |at: usize| Some(u32::from_be_bytes(received.get(at..at + 4)?.try_into().ok()?));
        match (word(0), word(4)) {
            (Some(writer), Some(number))
                if received.len() >= LEAST
                    && writer < 16
                    && number < 1 << 16
                    && received == record(writer, number, received.len()) =>
            {
                self.whole.push((writer, number));
            }
            _ => self.torn.push(received.len()),
        }
    }

    /// Requires that every record is one that was sent.
    pub(crate) fn require_whole(&self, when: &str) {
        require!(
            self.torn.is_empty(),
            TornWrite,
            "{when}: among {} records there are some that nobody has sent, of these lengths: {:?}",
            self.torn.len() + self.whole.len(),
            self.torn
        );
    }

    /// Requires that each of these has come, once.
    pub(crate) fn require_all(&self, sent: &[&[u8]], when: &str) {
        for sent in sent {
            let mut one = Log::default();
            one.add(sent);
            let times = self.whole.iter().filter(|came| **came == one.whole[0]).count();
            require!(
                times == 1,
                MessageLost,
                "{when}: a record of {} bytes came {times} times",
                sent.len()
            );
        }
    }

    /// Requires that of each writer so many records have come, in the order in which it sent them.
    pub(crate) fn require_in_order(&self, counts: &[u32]) {
        for (writer, count) in (0..).zip(counts) {
            let came: Vec<u32> = self
                .whole
                .iter()
                .filter(|(by, _)| *by == writer)
                .map(|(_, number)| *number)
                .collect();
            let mut sorted = came.clone();
            sorted.sort_unstable();
            require!(
                sorted == (0..*count).collect::<Vec<_>>(),
                MessageLost,
                "writer {writer} sent {count} records, and these came: {sorted:?}"
            );
            require!(
                came == sorted,
                WrongResult,
                "the records of writer {writer} came in another order: {came:?}"
            );
        }
    }
}
