//! The screen: colours only on a terminal, and one line that says what is going on.

use std::io::{IsTerminal, Write};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use interleave::Verdict;

/// Whether standard output shows colours: it is a terminal, and `NO_COLOR` is not set (<https://no-color.org>).
pub(crate) fn colored() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
}

/// How wide the terminal is; none if standard output is no terminal.
pub(crate) fn columns() -> Option<u16> {
    terminal_size::terminal_size_of(std::io::stdout()).map(|(width, _)| width.0)
}

/// Ends without a message when whoever reads our output has left, as in `cargo workbook list | head -1`.
///
/// `println!` panics then. Unwinding still ends what is being judged, which the signal SIGPIPE would not.
pub(crate) fn be_quiet_when_nobody_reads() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let message = panic.payload().downcast_ref::<String>();
        if !message.is_some_and(|message| message.contains("Broken pipe")) {
            usual(panic);
        }
    }));
}

/// `text` without the codes that colour it.
pub(crate) fn plain(text: &str) -> String {
    let mut parts = text.split("\x1b[");
    let first = parts.next().unwrap_or_default().to_owned();
    // Only `m` ends a colour's code; anything else is left as it is, without its escape.
    parts.fold(first, |text, part| match part.split_once('m') {
        Some((code, rest)) if code.chars().all(|c| c.is_ascii_digit() || c == ';') => text + rest,
        _ => text + part,
    })
}

/// The verdict's name: green when passed, yellow when not started, red otherwise. Padded to `width` columns.
pub(crate) fn verdict(verdict: Verdict, width: usize) -> String {
    let name = format!("{:<width$}", verdict.name());
    let color = match verdict {
        Verdict::Passed => "32",
        Verdict::NotStarted => "33",
        _ => "31",
    };
    paint(color, &name)
}

/// `text` in bold.
pub(crate) fn bold(text: &str) -> String {
    paint("1", text)
}

fn paint(code: &str, text: &str) -> String {
    if colored() { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
}

/// `1 test`, `2 tests`: the number with its noun.
pub(crate) fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// A list for a sentence: `a`, `a and b`, `a, b and c`.
pub(crate) fn enumerate(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// One line on standard error that tells what is being done; it is overwritten on a terminal, and repeated now
/// and then elsewhere, such as in a CI log.
pub(crate) struct Status {
    terminal: bool,
    last: Mutex<Option<Instant>>,
}

impl Status {
    /// How often the line changes on a terminal, and how often it is repeated elsewhere.
    const PACE: [Duration; 2] = [Duration::from_millis(50), Duration::from_secs(20)];

    /// A status line that shows nothing yet.
    pub(crate) fn new() -> Status {
        let terminal = std::io::stderr().is_terminal();
        // Elsewhere, the first line appears only if the work takes long.
        let last = (!terminal).then(Instant::now);
        Status { terminal, last: Mutex::new(last) }
    }

    /// Shows `line`, unless the last one was shown a moment ago.
    pub(crate) fn show(&self, line: &str) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let pace = Self::PACE[usize::from(!self.terminal)];
        if last.is_some_and(|last| last.elapsed() < pace) {
            return;
        }
        *last = Some(Instant::now());
        let mut screen = std::io::stderr().lock();
        let _ = if self.terminal {
            write!(screen, "\r\x1b[2K{}", line.chars().take(78).collect::<String>())
        } else {
            writeln!(screen, "{line}")
        };
        let _ = screen.flush();
    }

    /// Removes the line, so that something can be printed in its place.
    pub(crate) fn clear(&self) {
        if self.terminal {
            eprint!("\r\x1b[2K");
            *self.last.lock().unwrap_or_else(PoisonError::into_inner) = None;
        }
    }
}

impl Drop for Status {
    fn drop(&mut self) {
        self.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_has_no_codes() {
        assert_eq!(plain("\x1b[1;31mLOST UPDATE\x1b[0m: twice\x1b[2J"), "LOST UPDATE: twice2J");
        assert_eq!(plain("as it was"), "as it was");
    }

    #[test]
    fn a_list_reads_as_a_sentence() {
        let names = ["a", "b", "c"].map(String::from);
        assert_eq!(enumerate(&names), "a, b and c");
        assert_eq!(enumerate(&names[..2]), "a and b");
        assert_eq!(enumerate(&names[..1]), "a");
    }
}
