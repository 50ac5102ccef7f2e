//! How much three ways to read lines hold, of a log that is one line of four megabytes.

extern crate interleave as std;

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

/// Four megabytes without an end of a line. Notes the most that is held while it is read.
struct Log {
    left: usize,
    most: Rc<Cell<usize>>,
}

impl Read for Log {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.most.set(self.most.get().max(interleave::held()));
        let given = buffer.len().min(self.left);
        buffer[..given].fill(b'x');
        self.left -= given;
        Ok(given)
    }
}

// ANCHOR: program
fn whole(mut log: impl Read) -> io::Result<()> {
    let mut bytes = Vec::new();
    log.read_to_end(&mut bytes)?;
    bytes.split(|&byte| byte == b'\n').for_each(count);
    Ok(())
}

fn line_by_line(log: impl Read) -> io::Result<()> {
    for line in BufReader::new(log).split(b'\n') {
        count(&line?);
    }
    Ok(())
}

fn line_by_line_up_to_a_limit(log: impl Read) -> io::Result<()> {
    let (mut log, mut line) = (BufReader::new(log), Vec::new());
    while log.by_ref().take(8 << 10).read_until(b'\n', &mut line)? > 0 {
        if !line.ends_with(b"\n") {
            log.skip_until(b'\n')?;
        }
        count(&line);
        line.clear();
    }
    Ok(())
}
// ANCHOR_END: program

fn count(_line: &[u8]) {}

fn main() {
    let ways: [(&str, fn(Log) -> io::Result<()>); 3] = [
        ("whole", whole),
        ("line_by_line", line_by_line),
        ("line_by_line_up_to_a_limit", line_by_line_up_to_a_limit),
    ];
    for (name, way) in ways {
        let report = interleave::Explorer::new().explore(move || {
            let most = Rc::new(Cell::new(0));
            way(Log { left: 4_000_000, most: most.clone() }).expect("nothing is wrong with it");
            interleave::require!(most.get() <= 256 << 10, BoundExceeded, "a log of 4 MB was held");
        });
        println!("{name}: {}", report.verdict);
    }
}
