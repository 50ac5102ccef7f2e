//! How every exercise stands, and which book is being served. Whoever shows it waits for news here.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use interleave::Verdict;
use serde::Serialize;

use crate::judge::Judgement;

/// What is shown, and since when.
///
/// It keeps states, not messages: a reader that is slow misses what was overtaken, and nothing piles up for it.
pub(crate) struct Board {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    /// Counts the changes. Each item remembers the number of the last change that was its own.
    changes: u64,
    exercises: Vec<(u64, Shown)>,
    book: (u64, u64),
    /// What the last build said, if it failed.
    book_failure: (u64, Option<String>),
}

/// How an exercise stands.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Shown {
    pub id: String,
    pub state: Activity,
    pub status: Status,
    /// The last judgement of this run of the program.
    pub seen: Option<Arc<Seen>>,
    /// Why it could not be judged, if it could not: not the answer's fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trouble: Option<String>,
}

/// Whether an exercise is being judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Activity {
    Idle,
    Running,
}

/// What the last judgement said, also one of an earlier run of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Status {
    #[serde(rename = "not tried")]
    NotTried,
    #[serde(rename = "not started")]
    NotStarted,
    Failed,
    Passed,
}

/// A judgement, and how long it took.
#[derive(Debug, Serialize)]
pub(crate) struct Seen {
    #[serde(flatten)]
    pub judgement: Judgement,
    /// From the moment the save was noticed to the verdict.
    pub milliseconds: u64,
}

/// Something that has changed.
#[derive(Debug)]
pub(crate) enum News {
    Exercise(Shown),
    /// The book was built; its number.
    Book(u64),
    /// It was not, for this reason.
    BookFailed(String),
}

/// Everything, for whoever has just come.
#[derive(Debug, Serialize)]
pub(crate) struct Snapshot {
    book: u64,
    exercises: Vec<Shown>,
}

impl Seen {
    /// How much of what a test printed a page is sent, in bytes; nobody reads more.
    const LONGEST: usize = 64 << 10;

    /// A judgement on a save that was noticed at `noticed`.
    pub(super) fn new(mut judgement: Judgement, noticed: Instant) -> Seen {
        for test in &mut judgement.tests {
            for text in [&mut test.output, &mut test.printed] {
                if text.len() > Seen::LONGEST {
                    text.truncate(text.floor_char_boundary(Seen::LONGEST));
                    *text += "\n…";
                }
            }
        }
        Seen { judgement, milliseconds: noticed.elapsed().as_millis() as u64 }
    }
}

impl Status {
    /// What a verdict amounts to.
    pub(super) fn of(verdict: Option<Verdict>) -> Status {
        match verdict {
            None => Status::NotTried,
            Some(Verdict::Passed) => Status::Passed,
            Some(Verdict::NotStarted) => Status::NotStarted,
            Some(_) => Status::Failed,
        }
    }
}

impl Board {
    /// Exercises that nobody has touched in this run, with what is remembered of them.
    pub(super) fn new(exercises: impl Iterator<Item = (String, Status)>) -> Board {
        let untouched = |(id, status)| {
            (0, Shown { id, state: Activity::Idle, status, seen: None, trouble: None })
        };
        // A page that was loaded from an earlier run of the program finds another number, and reloads.
        let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
        let state = State {
            changes: 0,
            exercises: exercises.map(untouched).collect(),
            book: (0, seconds),
            book_failure: (0, None),
        };
        Board { state: Mutex::new(state), changed: Condvar::new() }
    }

    /// Everything, and the number of the last change in it.
    pub(crate) fn snapshot(&self) -> (u64, Snapshot) {
        let state = self.state();
        let exercises = state.exercises.iter().map(|(_, shown)| shown.clone()).collect();
        (state.changes, Snapshot { book: state.book.1, exercises })
    }

    /// What has changed since the change with number `since`, and the number of the last change. Waits for a
    /// change, but not longer than `patience`.
    pub(crate) fn news(&self, since: u64, patience: Duration) -> (u64, Vec<News>) {
        let (state, _) = self
            .changed
            .wait_timeout_while(self.state(), patience, |state| state.changes <= since)
            .unwrap_or_else(PoisonError::into_inner);
        let exercises = state.exercises.iter().filter(|(change, _)| *change > since);
        let mut news: Vec<News> =
            exercises.map(|(_, shown)| News::Exercise(shown.clone())).collect();
        if state.book.0 > since {
            news.push(News::Book(state.book.1));
        }
        if let (change, Some(why)) = &state.book_failure
            && *change > since
        {
            news.push(News::BookFailed(why.clone()));
        }
        (state.changes, news)
    }

    /// How the exercise stands.
    pub(crate) fn status(&self, index: usize) -> Status {
        self.state().exercises[index].1.status
    }

    /// The exercise is being judged, or will be in a moment.
    pub(super) fn running(&self, index: usize) {
        self.change(index, |shown| shown.state = Activity::Running);
    }

    /// The exercise was judged.
    pub(super) fn judged(&self, index: usize, seen: Seen) {
        self.change(index, |shown| {
            shown.state = Activity::Idle;
            shown.status = Status::of(Some(seen.judgement.verdict));
            shown.seen = Some(Arc::new(seen));
            shown.trouble = None;
        });
    }

    /// The exercise could not be judged.
    pub(super) fn troubled(&self, index: usize, why: String) {
        self.change(index, |shown| {
            shown.state = Activity::Idle;
            shown.trouble = Some(why);
        });
    }

    /// What the progress file says of an exercise now; it does not count against a judgement of this run.
    pub(super) fn remembered(&self, index: usize, status: Status) {
        let judged = |shown: &Shown| shown.seen.is_some() || shown.state == Activity::Running;
        let now = self.state().exercises[index].1.clone();
        if !judged(&now) && now.status != status {
            self.change(index, |shown| shown.status = status);
        }
    }

    /// A new book is being served.
    pub(crate) fn rebuilt(&self) {
        let mut state = self.state();
        state.changes += 1;
        state.book = (state.changes, state.book.1 + 1);
        state.book_failure = (state.changes, None);
        self.changed.notify_all();
    }

    /// The book does not build.
    pub(crate) fn not_rebuilt(&self, why: String) {
        let mut state = self.state();
        state.changes += 1;
        state.book_failure = (state.changes, Some(why));
        self.changed.notify_all();
    }

    fn change(&self, index: usize, change: impl FnOnce(&mut Shown)) {
        let mut state = self.state();
        state.changes += 1;
        let changes = state.changes;
        let (changed, shown) = &mut state.exercises[index];
        *changed = changes;
        change(shown);
        self.changed.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Duration = Duration::ZERO;

    fn board() -> Board {
        Board::new(["a/a", "a/b"].map(|id| (id.to_owned(), Status::NotTried)).into_iter())
    }

    fn ids(news: &[News]) -> Vec<&str> {
        let id = |news| {
            if let &News::Exercise(Shown { ref id, .. }) = news { Some(&id[..]) } else { None }
        };
        news.iter().filter_map(id).collect()
    }

    #[test]
    fn whoever_comes_late_sees_what_is_running() {
        let board = board();
        board.running(1);
        let (_, snapshot) = board.snapshot();
        let states: Vec<_> = snapshot.exercises.iter().map(|shown| shown.state).collect();
        assert_eq!(states, [Activity::Idle, Activity::Running]);
    }

    #[test]
    fn news_are_told_once_and_what_was_overtaken_is_not_told() {
        let board = board();
        let (since, _) = board.snapshot();
        board.running(0);
        board.running(1);
        board.troubled(1, "no rustc".into());
        let (since, news) = board.news(since, NOW);
        assert_eq!(ids(&news), ["a/a", "a/b"], "one piece of news for each exercise");
        let (since, news) = board.news(since, NOW);
        assert!(news.is_empty(), "told twice: {news:?}");
        board.rebuilt();
        let (_, news) = board.news(since, NOW);
        assert!(matches!(news[..], [News::Book(_)]), "{news:?}");
    }

    #[test]
    fn a_failed_build_is_no_news_once_it_is_mended() {
        let board = board();
        board.not_rebuilt("a page is missing".into());
        assert!(matches!(&board.news(0, NOW).1[..], [News::BookFailed(_)]));
        board.rebuilt();
        assert!(matches!(&board.news(0, NOW).1[..], [News::Book(_)]));
    }

    #[test]
    fn the_progress_file_does_not_overrule_what_is_being_judged() {
        let board = board();
        board.running(0);
        board.remembered(0, Status::Passed);
        board.remembered(1, Status::Passed);
        assert_eq!(board.status(0), Status::NotTried);
        assert_eq!(board.status(1), Status::Passed);
    }
}
