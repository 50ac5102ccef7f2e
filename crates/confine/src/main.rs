//! Gives up what a graded program must not have, and then becomes that program:
//!
//! ```text
//! confine [--uid N] [--limit NAME N]… [--calls tests|processes|compiler] [--own-network] [--supervise]
//!         [--read PATH]… [--write PATH]… -- PROGRAM ARGUMENTS…
//! ```
//!
//! - `--uid`: the user to become, if this is root.
//! - `--limit`: `data`, `file`, `cpu`, `files` or `processes`, in bytes, seconds or numbers.
//! - `--calls`: the system calls that are refused; [`calls`] has the lists.
//! - `--read`, `--write`: what may be read and executed, and written, by Landlock; nothing else can be opened then.
//! - `--own-network`: sockets reach nobody, so they are allowed.
//! - `--supervise`: processes stay above the program, and end all that is left of it.
//!
//! bubblewrap does most of this by itself, with namespaces, and calls this program for the limits and the system calls.
//! Where there are no namespaces, this program is all there is. What goes wrong is said on standard error, with the
//! status [`FAILED`], which no graded program can have: it has not begun.

#[cfg(target_os = "linux")]
mod calls;
#[cfg(target_os = "linux")]
mod files;
#[cfg(target_os = "linux")]
mod options;
#[cfg(target_os = "linux")]
mod supervisor;

use std::process::ExitCode;

/// The exit status when the program could not be confined.
const FAILED: u8 = 121;

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    match options::Options::from_arguments().and_then(|options| confined(&options)) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("confine: {error}");
            ExitCode::from(FAILED)
        }
    }
}

#[cfg(not(target_os = "linux"))]
fn main() -> ExitCode {
    eprintln!("confine: only Linux has what this program is for");
    ExitCode::from(FAILED)
}

/// Does it, in an order in which no step takes away what a later one needs.
#[cfg(target_os = "linux")]
fn confined(options: &options::Options) -> Result<ExitCode, String> {
    use nix::sys::resource::{Resource, setrlimit};
    use nix::unistd::{Gid, Uid, setgid, setgroups, setsid, setuid};
    use std::os::unix::process::CommandExt;

    if options.supervise
        && let Some(code) =
            supervisor::split(options.uid).map_err(|error| format!("no process: {error}"))?
    {
        return Ok(code);
    }
    // A signal to its own group, `kill(0, …)`, then reaches nobody else.
    let _ = setsid();
    if let Some(uid) = options.uid {
        setgroups(&[]).map_err(|error| format!("cannot leave its groups: {error}"))?;
        setgid(Gid::from_raw(uid))
            .map_err(|error| format!("cannot become group {uid}: {error}"))?;
        setuid(Uid::from_raw(uid)).map_err(|error| format!("cannot become user {uid}: {error}"))?;
    }
    let limit = |resource, most| {
        setrlimit(resource, most, most)
            .map_err(|error| format!("cannot limit {resource:?}: {error}"))
    };
    limit(Resource::RLIMIT_CORE, 0)?;
    for &(resource, most) in &options.limits {
        limit(resource, most)?;
    }
    nix::sys::prctl::set_no_new_privs().map_err(|error| format!("no_new_privs: {error}"))?;
    if !(options.read.is_empty() && options.write.is_empty()) {
        files::restrict(&options.read, &options.write)?;
    }
    if let Some(profile) = options.calls {
        calls::refuse(profile, options.own_network)?;
    }
    let error = std::process::Command::new(&options.program).args(&options.arguments).exec();
    Err(format!("cannot run {}: {error}", options.program.to_string_lossy()))
}
