//! From a save to the verdict, on an open page and in the terminal, beside bare `rustc --test` and a run of the
//! same file.
//!
//! ```console
//! $ cargo bench -p workbook --bench latency --profile dev [-- EXERCISE …]
//! ```
//!
//! Everything happens in a copy of the workspace. In each round an answer is edited, and both ways judge it, in
//! an order that changes from round to round; what counts is the ratio within a round. The bare way is the least
//! one can do by hand: the answer and its tests as one crate, one `rustc`, one run of all tests on as many
//! threads as there are cores. It is given `rustc` itself, without `rustup` in between.

mod bare;
mod copy;
#[path = "../../tests/cli/server.rs"]
#[allow(dead_code, reason = "the tests ask for more")]
mod server;

use std::io::{BufRead, BufReader};
use std::process::{ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use self::bare::Bare;
use self::copy::Copy;
use self::server::Server;

/// Judged if none is named: the shortest, and the one with the most to explore.
const EXERCISES: [&str; 2] = ["locks/counter", "locks/transfer"];

const ROUNDS: u32 = 15;

/// Time for the compiler's work that nobody waits for.
const REST: Duration = Duration::from_secs(4);

fn main() {
    let named: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    let exercises = if named.is_empty() { EXERCISES.map(String::from).to_vec() } else { named };
    let copy = Copy::new();
    println!(
        "Medians of {ROUNDS} rounds. The ratio is the median of each round's ratio to bare rustc; `first` is \
         that of one save, the exercise's first.\n"
    );
    println!("{:34}{:>9}{:>9}{:>8}{:>8}", "", "bare ms", "ours ms", "ratio", "first");
    for exercise in &exercises {
        let bare = Bare::new(&copy, exercise);
        page(&copy, exercise, &bare);
        terminal(&copy, exercise, &bare);
    }
}

/// A right answer, on an open page.
fn page(copy: &Copy, exercise: &str, bare: &Bare) {
    let mut server = Server::start(program(copy, &["--no-open", "--port", "0"]));
    server.until("Built");
    let mut events = server.events();
    compare(&format!("{exercise}, page"), &copy.solution(exercise), bare, |text| {
        copy.save(exercise, text);
        assert_eq!(events.verdict(exercise)["verdict"], "PASSED", "the solution of {exercise}");
    });
}

/// A wrong answer, in the terminal: after a right one, `watch` goes on to the next exercise.
fn terminal(copy: &Copy, exercise: &str, bare: &Bare) {
    copy.save(exercise, &copy.wrong_answer(exercise));
    copy.forget();
    let mut watch = program(copy, &["watch", exercise]);
    let mut watch = watch.stdout(Stdio::piped()).spawn().expect("it starts");
    let mut lines = BufReader::new(watch.stdout.take().expect("it is piped"));
    let beginning = format!("{exercise}  ");
    verdict(&mut lines, &beginning);
    compare(&format!("{exercise}, terminal"), &copy.wrong_answer(exercise), bare, |text| {
        copy.save(exercise, text);
        verdict(&mut lines, &beginning);
    });
    watch.kill().expect("it is running");
    watch.wait().expect("it ends");
}

/// Reads up to the line with the verdict.
fn verdict(lines: &mut BufReader<ChildStdout>, beginning: &str) {
    let mut line = String::new();
    while !line.starts_with(beginning) {
        line.clear();
        assert_ne!(lines.read_line(&mut line).expect("it prints UTF-8"), 0, "`watch` ended");
    }
}

/// Prints how long `ours` takes for edits of this answer, beside the bare way.
fn compare(what: &str, answer: &str, bare: &Bare, mut ours: impl FnMut(&str)) {
    let mut round = |round: u32| {
        // A public function: one that nobody can call would not be compiled.
        let text = format!("{answer}\npub fn edit() -> u32 {{\n    {round}\n}}\n");
        let early = round.is_multiple_of(2).then(|| bare.judge(&text));
        let start = Instant::now();
        ours(&text);
        let ours = start.elapsed();
        let bare = early.unwrap_or_else(|| bare.judge(&text));
        [bare, ours].map(|time| time.as_secs_f64() * 1000.0)
    };
    let ratio = |[bare, ours]: &[f64; 2]| ours / bare;
    let first = ratio(&round(1));
    std::thread::sleep(REST);
    let rounds: Vec<[f64; 2]> = (2..ROUNDS + 2).map(round).collect();
    println!(
        "{what:34}{:>9.0}{:>9.0}{:>8.2}{first:>8.2}",
        median(rounds.iter().map(|[bare, _]| *bare)),
        median(rounds.iter().map(|[_, ours]| *ours)),
        median(rounds.iter().map(ratio)),
    );
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The workbook, on the copy.
fn program(copy: &Copy, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_workbook"));
    command.args(arguments).current_dir(copy.root()).stdin(Stdio::null());
    command.env_remove("CARGO_TARGET_DIR").env_remove("INTERLEAVE_REPLAY");
    command
}
