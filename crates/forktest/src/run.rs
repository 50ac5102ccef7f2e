//! The `main` of a file of process tests.

use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Instant;

use crate::options::Options;
use crate::{Scene, Test, warden};

/// What libtest exits with when a test failed, and what a shell reports for Ctrl-C.
const FAILED: u8 = 101;
const INTERRUPTED: u8 = 130;

/// Runs the tests that the command line asks for, one after the other, and reports on them as libtest does.
///
/// `groups` are the tests of several files, each with the name of its module, which is empty for the program's own
/// file.
#[must_use]
pub fn main(groups: &[(&str, &[Test])]) -> ExitCode {
    let options = match Options::from_environment() {
        Ok(options) => options,
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::from(2);
        }
    };
    let all: Vec<(String, Test)> = groups
        .iter()
        .flat_map(|(module, tests)| {
            tests.iter().map(move |test| (full_name(module, test.name), *test))
        })
        .collect();
    let wanted: Vec<&(String, Test)> = all.iter().filter(|(name, _)| options.wants(name)).collect();
    if options.list {
        for (name, _) in wanted {
            println!("{name}: test");
        }
        return ExitCode::SUCCESS;
    }
    if let Err(error) = warden::prepare() {
        eprintln!("error: cannot look after processes here: {error}");
        return ExitCode::from(FAILED);
    }
    run(&wanted, all.len() - wanted.len(), !options.nocapture)
}

/// Runs one test and returns what it printed with the report on it, for a program that shows them. This process must
/// have one thread.
///
/// # Errors
/// When there is no process or no folder to be had.
pub fn told(run: fn(&Scene)) -> io::Result<String> {
    warden::prepare()?;
    Ok(warden::run(run, None, true)?.printed)
}

fn full_name(module: &str, name: &str) -> String {
    if module.is_empty() { name.to_owned() } else { format!("{module}::{name}") }
}

fn run(wanted: &[&(String, Test)], filtered_out: usize, capture: bool) -> ExitCode {
    let begin = Instant::now();
    println!("\nrunning {} test{}", wanted.len(), if wanted.len() == 1 { "" } else { "s" });
    let mut failed = Vec::new();
    for (name, test) in wanted {
        // What a test prints comes before the word on it.
        let begun = format!("test {name} ... ");
        if capture {
            print!("{begun}");
            let _ = io::stdout().flush();
        }
        let outcome = warden::run(test.run, Some(name), capture);
        if !capture {
            print!("{begun}");
        }
        match outcome {
            Ok(outcome) if outcome.passed => println!("ok"),
            Ok(outcome) => {
                println!("FAILED");
                failed.push((name, outcome.printed));
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                println!("interrupted");
                return ExitCode::from(INTERRUPTED);
            }
            Err(error) => {
                println!("FAILED");
                failed.push((name, format!("cannot run it: {error}\n")));
            }
        }
    }
    if !failed.is_empty() {
        println!("\nfailures:");
        for (name, printed) in failed.iter().filter(|(_, printed)| !printed.is_empty()) {
            println!("\n---- {name} ----\n{}", printed.trim_end());
        }
        println!("\nfailures:");
        for (name, _) in &failed {
            println!("    {name}");
        }
    }
    println!(
        "\ntest result: {}. {} passed; {} failed; 0 ignored; 0 measured; {filtered_out} filtered out; finished in {:.2}s\n",
        if failed.is_empty() { "ok" } else { "FAILED" },
        wanted.len() - failed.len(),
        failed.len(),
        begin.elapsed().as_secs_f64()
    );
    if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(FAILED) }
}
