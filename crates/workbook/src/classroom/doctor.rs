//! Which sandbox holds on this machine: `grade doctor`, and the choice at the beginning of `grade`.

use std::path::Path;

use anyhow::bail;

use super::pack::{self, Pack};
use super::results::Sandbox as Level;
use super::sandbox::probe::{ATTEMPTS, try_all};
use super::sandbox::{Sandbox, around_us};
use crate::commands::Exit;
use crate::workspace::Workspace;

/// The sandboxes, best first.
const LEVELS: [Level; 3] = [Level::Bubblewrap, Level::Landlock, Level::Container];

/// `grade doctor`: tries every sandbox, and says what to install.
///
/// # Errors
/// When the programs for it cannot be built.
pub(crate) fn run(workspace: &Workspace) -> anyhow::Result<Exit> {
    let tools = pack::tools(workspace)?;
    let mut best = None;
    for level in LEVELS {
        let sandbox = Sandbox::new(level, tools.confine.clone());
        println!("{level}");
        match tried(&sandbox, &tools.probe) {
            Err(why) => println!("  does not work here: {why}"),
            Ok(tried) => {
                for ((what, ..), got) in ATTEMPTS.iter().zip(&tried) {
                    match got {
                        None => println!("  held   a program that tries to {what}"),
                        Some(got) => println!("  GOT OUT  a program that tries to {what}: {got}"),
                    }
                }
                if tried.iter().all(Option::is_none) {
                    best = best.or(Some(level));
                }
            }
        }
    }
    match best {
        Some(level) => println!("\n`grade` uses {level}."),
        None => println!("\nNo sandbox holds here, so `grade` refuses. {ADVICE}"),
    }
    Ok(Exit::of(best.is_some()))
}

/// What to do where no sandbox holds.
const ADVICE: &str = "On Debian or Ubuntu: `apt-get install bubblewrap`. On macOS or Windows, grade in the dev container. \
     `--i-trust-these-submissions` grades without a sandbox, and every result says so.";

/// The best sandbox that holds, or the one that was asked for, if that one holds.
///
/// # Errors
/// When none does, and nobody said that the submissions are trusted.
pub(crate) fn choose(pack: &Pack, asked: Option<Level>, trusted: bool) -> anyhow::Result<Sandbox> {
    let mut reasons = Vec::new();
    let levels = asked.map_or(LEVELS.to_vec(), |level| vec![level]);
    for level in levels.into_iter().filter(|level| *level != Level::None) {
        let sandbox = Sandbox::new(level, pack.confine());
        match tried(&sandbox, &pack.probe()) {
            Err(why) => reasons.push(format!("{level} does not work here: {why}")),
            Ok(tried) => match ATTEMPTS.iter().zip(tried).find_map(|(a, got)| Some((a.0, got?))) {
                None => return Ok(sandbox),
                Some((what, got)) => {
                    reasons.push(format!("{level} does not hold: a program can {what} ({got})"));
                }
            },
        }
    }
    if trusted {
        eprintln!("Without a sandbox, as you asked: these submissions can do whatever you can.");
        return Ok(Sandbox::new(Level::None, pack.confine()));
    }
    bail!("there is no sandbox for the submissions:\n  {}\n{ADVICE}", reasons.join("\n  "))
}

/// What came of the attempts in a sandbox.
fn tried(sandbox: &Sandbox, probe: &Path) -> Result<Vec<Option<String>>, String> {
    if sandbox.level == Level::Container && !around_us() {
        return Err("this is no container".to_owned());
    }
    try_all(sandbox, probe).map_err(|error| format!("{error:#}"))
}
