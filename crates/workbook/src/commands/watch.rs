//! `cargo workbook watch`: judges in the terminal what was saved, and goes on after a pass.

use std::time::{Duration, Instant};

use anyhow::ensure;

use super::{Exit, check};
use crate::judge::Audience;
use crate::live::{Activity, Live, News, Shown, Status};
use crate::terminal::bold;
use crate::workspace::Workspace;
use crate::{interrupt, select};

/// How long one waits for a verdict until Ctrl-C is looked at.
const POLL: Duration = Duration::from_millis(100);

/// Judges the exercises meant by `target`, all of them without one, at each save; until Ctrl-C, or until all
/// have passed.
///
/// # Errors
/// When `target` is unknown.
pub(crate) fn run(
    workspace: &'static Workspace,
    target: Option<&str>,
    limit: Duration,
) -> anyhow::Result<Exit> {
    // Threads look at it until the program ends.
    let live: &'static Live = Box::leak(Box::new(Live::new(workspace, Audience::Terminal, limit)?));
    let wanted: Vec<usize> = match target {
        Some(typed) => select::exercises(workspace, typed)?
            .iter()
            .filter_map(|exercise| live.find(&exercise.id()))
            .collect(),
        None => (0..live.exercises.len()).collect(),
    };
    ensure!(!wanted.is_empty(), "there are no exercises yet");
    let judging = live.start();
    let exit = follow(live, &wanted);
    live.stop();
    // It removes its scratch files. A panic in it was told when it happened.
    let _ = judging.join();
    Ok(exit)
}

fn follow(live: &Live, wanted: &[usize]) -> Exit {
    let (mut since, _) = live.board.snapshot();
    if !next(live, wanted) {
        return Exit::Passed;
    }
    while !interrupt::requested() {
        let (last, news) = live.board.news(since, POLL);
        since = last;
        for news in news {
            let News::Exercise(shown) = news else { continue };
            if told(live, &shown) && !next(live, wanted) {
                return Exit::Passed;
            }
        }
    }
    println!("\nStopped.");
    Exit::Passed
}

/// Says which exercise is next, and has it judged; false if all have passed.
fn next(live: &Live, wanted: &[usize]) -> bool {
    let open = |index: &&usize| live.board.status(**index) != Status::Passed;
    let Some(index) = wanted.iter().find(open) else {
        println!("All passed. `cargo workbook reset EXERCISE` lets you do one again.");
        return false;
    };
    let exercise = &live.exercises[*index];
    let (id, entry) = (exercise.id(), exercise.entry);
    println!("\n{}: {}, about {} min", bold(&id), entry.title, entry.minutes);
    println!("Open {}; it is judged when you save it.", exercise.shown(&exercise.file()));
    println!("`cargo workbook hint {id}` helps. Ctrl-C ends this.\n");
    live.judge(&[*index], Instant::now());
    true
}

/// Prints what came of an exercise, if it was judged; whether it has passed.
fn told(live: &Live, shown: &Shown) -> bool {
    let (Some(index), Activity::Idle) = (live.find(&shown.id), shown.state) else { return false };
    if let Some(why) = &shown.trouble {
        eprintln!("{why}");
        return false;
    }
    let Some(seen) = &shown.seen else { return false };
    check::print(&live.exercises[index], &seen.judgement, shown.id.len());
    seen.judgement.passed()
}
