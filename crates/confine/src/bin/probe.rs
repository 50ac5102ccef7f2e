//! Tries to get out of a sandbox, in one way that the command line names, and says how far it came: it prints `HELD`,
//! or `OUT` and what it got. `cargo workbook grade doctor` runs it.

#[cfg(target_os = "linux")]
fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (kind, what) = match &arguments[..] {
        [kind, what] => (kind.as_str(), what.as_str()),
        _ => ("", ""),
    };
    match linux::attempt(kind, what) {
        Some(got) => println!("OUT {got}"),
        None => println!("HELD"),
    }
}

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("OUT this system has no sandbox that we know of");
}

#[cfg(target_os = "linux")]
mod linux {
    use std::fs::{self, File};
    use std::net::TcpStream;

    use nix::fcntl::{Flock, FlockArg};
    use nix::sys::signal::kill;
    use nix::unistd::{ForkResult, Pid, fork, geteuid, pause, setsid};

    /// What it got, if it got out.
    pub(super) fn attempt(kind: &str, what: &str) -> Option<String> {
        match kind {
            "read" => fs::read(what).ok().map(|bytes| format!("{} bytes of {what}", bytes.len())),
            "write" => File::create(what).ok().map(|_| format!("wrote {what}")),
            "connect" => TcpStream::connect(what).ok().map(|_| format!("reached {what}")),
            // Signal 0 asks whether a signal could be sent.
            "signal" => {
                let pid = Pid::from_raw(what.parse().ok()?);
                kill(pid, None).ok().map(|()| format!("can end process {what}"))
            }
            "root" => geteuid().is_root().then(|| "is root".to_owned()),
            "processes" => {
                let most: usize = what.parse().ok()?;
                let started = start(most + 1);
                (started > most).then(|| format!("started {started} processes"))
            }
            "memory" => {
                let bytes: usize = what.parse().ok()?;
                let mut all = Vec::new();
                all.try_reserve_exact(bytes).ok()?;
                // Each page is written, so that it is really there.
                all.resize(bytes, 1u8);
                Some(format!("has {} MB", all.len() >> 20))
            }
            "outlive" => {
                outlive(what);
                None
            }
            _ => Some("an unknown attempt".to_owned()),
        }
    }

    /// Starts processes that wait, until there is no more to be had.
    fn start(most: usize) -> usize {
        for number in 0..most {
            // SAFETY: this process has one thread, and the child only waits.
            match unsafe { fork() } {
                Ok(ForkResult::Child) => loop {
                    pause();
                },
                Ok(ForkResult::Parent { .. }) => {}
                Err(_) => return number,
            }
        }
        most
    }

    /// Leaves a process behind, in a session of its own, that holds a lock on the file for as long as it lives.
    fn outlive(file: &str) {
        let Ok(file) = File::create(file) else { return };
        let Ok(lock) = Flock::lock(file, FlockArg::LockExclusive) else { return };
        // SAFETY: this process has one thread.
        if let Ok(ForkResult::Child) = unsafe { fork() } {
            let _ = setsid();
            // SAFETY: as above.
            if let Ok(ForkResult::Child) = unsafe { fork() } {
                loop {
                    pause();
                }
            }
        }
        // The lock belongs to the open file, which the child has as well; unlocking it here would free it there.
        std::mem::forget(lock);
    }
}
