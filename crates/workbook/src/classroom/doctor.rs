//! Which sandbox holds on this machine: `grade doctor`, and the choice at the beginning of `grade`.

use std::path::Path;

use anyhow::bail;

use super::pack::{self, Pack};
use super::results::Sandbox as Level;
use super::sandbox::probe::{ATTEMPTS, try_all};
use super::sandbox::{Sandbox, container, readable};
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
                        None => println!("  held     a program that tries to {what}"),
                        Some(got) => println!("  GOT OUT  a program that tries to {what}: {got}"),
                    }
                }
                if level == Level::Container {
                    println!(
                        "  What everybody in the container can read, submissions can read as well."
                    );
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
const ADVICE: &str = "On Debian or Ubuntu: `apt-get install bubblewrap`; where Ubuntu forbids the namespaces that it needs, \
     `sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0` allows them until the machine is started anew. \
     On macOS or Windows, grade in a container with Linux, as root. \
     `--i-trust-these-submissions` grades without a sandbox, and every result says so.";

/// What is asked of a sandbox for a run of `grade`.
#[derive(Debug)]
pub(crate) struct Wish<'a> {
    /// That level and no other.
    pub level: Option<Level>,
    /// Whether somebody said that the submissions are trusted.
    pub trusted: bool,
    /// What submissions must not read.
    pub secrets: &'a [&'a Path],
}

/// The best sandbox that holds, or the one that was asked for, if that one holds.
///
/// # Errors
/// When none does, and nobody said that the submissions are trusted.
pub(crate) fn choose(pack: &Pack, wish: &Wish) -> anyhow::Result<Sandbox> {
    let mut reasons = Vec::new();
    let levels = wish.level.map_or(LEVELS.to_vec(), |level| vec![level]);
    for level in levels.into_iter().filter(|level| *level != Level::None) {
        let sandbox = Sandbox::new(level, pack.confine());
        match tried(&sandbox, &pack.probe()) {
            Err(why) => reasons.push(format!("{level} does not work here: {why}")),
            Ok(tried) => match ATTEMPTS.iter().zip(tried).find_map(|(a, got)| Some((a.0, got?))) {
                None => match lies_open(level, wish.secrets) {
                    None => return Ok(sandbox),
                    Some(path) => reasons.push(format!(
                        "{level} would hold, but everybody can read {}; `chmod -R o= {0}` closes it",
                        path.display()
                    )),
                },
                Some((what, got)) => {
                    reasons.push(format!("{level} does not hold: a program can {what} ({got})"));
                }
            },
        }
    }
    if wish.trusted {
        eprintln!("Without a sandbox, as you asked: these submissions can do whatever you can.");
        return Ok(Sandbox::new(Level::None, pack.confine()));
    }
    bail!("there is no sandbox for the submissions:\n  {}\n{ADVICE}", reasons.join("\n  "))
}

/// What a sandbox of that level would not keep to itself.
fn lies_open<'p>(level: Level, secrets: &[&'p Path]) -> Option<&'p Path> {
    // The others show what they are told to, and nothing else.
    if level == Level::Container { container::open_to_all(secrets) } else { None }
}

/// What came of the attempts in a sandbox.
fn tried(sandbox: &Sandbox, probe: &Path) -> Result<Vec<Option<String>>, String> {
    if sandbox.user(0).is_some() && readable::umask_closes() {
        return Err("root runs submissions as other users, and its umask closes everything to them; `umask 022` first".to_owned());
    }
    match container::hindered() {
        Some(why) if sandbox.level == Level::Container => Err(why.to_owned()),
        _ => try_all(sandbox, probe).map_err(|error| format!("{error:#}")),
    }
}
