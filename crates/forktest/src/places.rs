//! Where a process was held that is run again and again, and where it is to be held next.

use std::collections::BTreeSet;
use std::fs;

use nix::unistd::Pid;

/// The longest round of calls that is known to be one.
const ROUND: usize = 16;

/// A system call, and from where in the program it is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Call {
    /// -1 if it cannot be told.
    pub(crate) number: i64,
    /// How deep the stack is: another function that makes the same call is another place.
    stack: u64,
}

impl Call {
    /// The call before which a process stands, or behind which.
    pub(crate) fn of(pid: Pid) -> Call {
        let line = fs::read_to_string(format!("/proc/{pid}/syscall")).unwrap_or_default();
        let words: Vec<&str> = line.split_whitespace().collect();
        let number = words.first().and_then(|word| word.parse().ok());
        // The last two are where the stack ends, and where the program is.
        let stack = words.iter().nth_back(1).and_then(|word| word.strip_prefix("0x"));
        let stack = stack.and_then(|word| u64::from_str_radix(word, 16).ok());
        Call { number: number.unwrap_or(-1), stack: stack.unwrap_or_default() }
    }
}

/// The places where a process was held so far. A place is the way that led there: all calls up to it.
///
/// As long as the calls are the same each time, each run is held one call further than the one before. If they are not,
/// who was quicker decides how many there are, and to count them would step over some. From then on a run is held as
/// soon as it is on a way on which none was held before, where repetitions are left out: so it comes to an end also if
/// a process polls.
#[derive(Debug, Default)]
pub(crate) struct Places {
    /// How many there are.
    pub(crate) count: usize,
    /// The calls of all runs so far, if they were the same.
    way: Vec<Call>,
    varies: bool,
    /// All places, without repetitions.
    seen: BTreeSet<Vec<Call>>,
}

impl Places {
    /// Whether a process that has come this way is to be held here.
    pub(crate) fn is_next(&mut self, way: &[Call]) -> bool {
        let here = way.len() - 1;
        let known = self.way.get(here);
        self.varies |= known.is_some_and(|call| *call != way[here]);
        let is_next = if self.varies {
            self.seen.insert(without_repetitions(way))
        } else if known.is_some() {
            false
        } else {
            self.way.push(way[here]);
            self.seen.insert(without_repetitions(way));
            true
        };
        self.count += usize::from(is_next);
        is_next
    }
}

/// A way without the third round, and all further ones, of what is done over and over.
fn without_repetitions(way: &[Call]) -> Vec<Call> {
    let mut kept = Vec::new();
    for call in way {
        kept.push(*call);
        let third = |round: &usize| {
            let rounds = &kept[kept.len() - 3 * round..];
            rounds[..2 * round] == rounds[*round..]
        };
        if let Some(round) = (1..=ROUND.min(kept.len() / 3)).find(third) {
            kept.truncate(kept.len() - round);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::{Call, Places, without_repetitions};

    fn way(letters: &str) -> Vec<Call> {
        letters.bytes().map(|letter| Call { number: letter.into(), stack: 0 }).collect()
    }

    /// How far a run comes before it is held.
    fn held(places: &mut Places, letters: &str) -> Option<usize> {
        let way = way(letters);
        (1..=way.len()).find(|&end| places.is_next(&way[..end]))
    }

    #[test]
    fn what_is_the_same_each_time_is_held_at_each_call() {
        let mut places = Places::default();
        let ends: Vec<_> = (0..8).map(|_| held(&mut places, "abbbbbc")).collect();
        assert_eq!(
            ends,
            [1, 2, 3, 4, 5, 6, 7].map(Some).into_iter().chain([None]).collect::<Vec<_>>()
        );
    }

    #[test]
    fn two_rounds_are_kept() {
        for (full, kept) in
            [("abbc", "abbc"), ("abbbbc", "abbc"), ("xababababy", "xababy"), ("aaab", "aab")]
        {
            assert_eq!(without_repetitions(&way(full)), way(kept), "{full}");
        }
    }

    #[test]
    fn what_follows_a_poll_is_held_however_often_it_looks() {
        let runs = [
            "fpppk", "fppppk", "fpppppk", "fppppppk", "fpppk", "fpk", "fppk", "fk", "fppppk",
            "fpppk",
        ];
        let mut places = Places::default();
        let mut last = Vec::new();
        for run in runs {
            if let Some(end) = held(&mut places, run) {
                last.extend(run[..end].chars().last());
            }
        }
        assert!(last.contains(&'k'), "held before {last:?}");
        // Whatever comes now is known.
        assert_eq!(held(&mut places, "fppppppppppppk"), None);
    }
}
