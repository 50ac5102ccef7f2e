//! Runs each test of a program of process tests again and again, and counts the verdicts: is it the same each time?
//!
//! ```text
//! cargo build -p forktest --examples
//! target/debug/examples/verdicts --runs 1000
//! target/debug/examples/verdicts --runs 1000 --busy 4
//! taskset -c 0 target/debug/examples/verdicts --runs 100 --busy 2 flock_keeps_out zombie
//! ```
//!
//! `--busy K` has K processes compute beside it. The program is `cases`, beside this one, unless `--program PATH` names
//! another. Names are those of single tests; `--skip NAME` leaves one out. A table is printed, and the exit status is 1
//! if a test had two verdicts.

use std::collections::BTreeMap;
use std::env;
use std::hint::spin_loop;
use std::io::{self, Error};
use std::path::PathBuf;
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::Instant;

use nix::sys::prctl;
use nix::sys::signal::Signal;

/// What this program is told when it is one of those that compute.
const COMPUTE: &str = "--compute";

/// What can be asked for.
const OPTIONS: &str =
    "there are --runs N, --busy K, --skip NAME, --program PATH, and names of tests";

/// What was asked for.
struct Asked {
    program: PathBuf,
    runs: usize,
    busy: usize,
    names: Vec<String>,
    skip: Vec<String>,
}

impl Asked {
    fn from_command_line() -> Result<Asked, String> {
        let beside = env::current_exe().map_err(|error| error.to_string())?.with_file_name("cases");
        let mut asked =
            Asked { program: beside, runs: 100, busy: 0, names: Vec::new(), skip: Vec::new() };
        let mut words = env::args().skip(1);
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or(format!("{word} needs a value"));
            let number = |text: String| text.parse().map_err(|_| format!("{text} is no number"));
            match word.as_str() {
                "--program" => asked.program = value()?.into(),
                "--runs" => asked.runs = number(value()?)?,
                "--busy" => asked.busy = number(value()?)?,
                "--skip" => asked.skip.push(value()?),
                option if option.starts_with('-') => {
                    return Err(format!("there is no option {option}; {OPTIONS}"));
                }
                _ => asked.names.push(word),
            }
        }
        Ok(asked)
    }

    /// The names of the tests that are to be run.
    fn tests(&self) -> io::Result<Vec<String>> {
        let output = Command::new(&self.program).arg("--list").stderr(Stdio::inherit()).output()?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let all = text.lines().filter_map(|line| line.strip_suffix(": test"));
        let wanted = |name: &&str| {
            let named = |names: &[String]| names.iter().any(|other| other == name);
            (self.names.is_empty() || named(&self.names)) && !named(&self.skip)
        };
        Ok(all.filter(wanted).map(String::from).collect())
    }
}

/// Processes that compute until this is dropped.
struct Busy(Vec<Child>);

impl Busy {
    fn start(count: usize) -> io::Result<Busy> {
        let mut all = Busy(Vec::new());
        for _ in 0..count {
            all.0.push(Command::new(env::current_exe()?).arg(COMPUTE).spawn()?);
        }
        Ok(all)
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        for child in &mut self.0 {
            // It computes for ever, so it is there.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// Runs one test once; what it said.
fn verdict(program: &PathBuf, test: &str) -> io::Result<String> {
    let output = Command::new(program).args(["--exact", test]).stderr(Stdio::null()).output()?;
    if output.status.success() {
        return Ok("passes".into());
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let is_verdict = |word: &&str| word.chars().all(|c| c.is_ascii_uppercase() || c == ' ');
    let told = text.lines().filter_map(|line| Some(line.split_once(": ")?.0)).find(is_verdict);
    Ok(told.map_or(format!("{}, and no verdict", output.status), String::from))
}

fn measure(asked: &Asked) -> io::Result<bool> {
    let tests = asked.tests()?;
    if tests.is_empty() {
        return Err(Error::other("no test has one of these names"));
    }
    let _busy = Busy::start(asked.busy)?;
    let mut agree = true;
    println!("{} runs each, {} processes that compute beside them\n", asked.runs, asked.busy);
    println!("| test | verdicts | ms a run |\n|---|---|---|");
    for test in tests {
        let (mut verdicts, begin) = (BTreeMap::<String, usize>::new(), Instant::now());
        for _ in 0..asked.runs {
            *verdicts.entry(verdict(&asked.program, &test)?).or_default() += 1;
        }
        let each = begin.elapsed().as_secs_f64() * 1e3 / asked.runs as f64;
        let told: Vec<String> =
            verdicts.iter().map(|(verdict, count)| format!("{verdict}: {count}")).collect();
        println!("| `{test}` | {} | {each:.1} |", told.join(", "));
        agree &= verdicts.len() == 1;
    }
    Ok(agree)
}

fn main() -> ExitCode {
    if env::args().nth(1).as_deref() == Some(COMPUTE) {
        // Whoever started it may be killed.
        let _ = prctl::set_pdeathsig(Signal::SIGKILL);
        loop {
            spin_loop();
        }
    }
    let done = Asked::from_command_line().and_then(|asked| {
        let named = |error| format!("{}: {error}", asked.program.display());
        measure(&asked).map_err(named)
    });
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            println!("\nA test had two verdicts.");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}
