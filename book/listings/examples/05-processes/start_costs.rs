//! What it costs to start a thread or a process and to wait for its end, by the way it is started. Medians of rounds in
//! which the ways take turns. What it prints differs from run to run, so it is not recorded; the book quotes one run
//! and names its machine.

use std::env;
use std::hint::black_box;
use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork};

const ROUNDS: usize = 200;
/// Bytes that the program has written to, in the second half of the measurements.
const LARGE: usize = 64 << 20;
const PAGE: usize = 4096;

fn exit_now() -> ! {
    // SAFETY: `_exit` may be called at any time.
    unsafe { libc::_exit(0) }
}

fn start_thread() {
    thread::spawn(|| ()).join().expect("it does nothing");
}

fn start_fork() {
    // SAFETY: no other thread of this program runs now.
    match unsafe { fork() }.expect("one more process") {
        ForkResult::Parent { child } => _ = waitpid(child, None).expect("it was just started"),
        ForkResult::Child => exit_now(),
    }
}

fn start_again() {
    let program = env::current_exe().expect("this program has a path");
    let status = Command::new(program).arg("helper").status().expect("it starts");
    assert!(status.success(), "{status}");
}

/// The fork server: forks for each byte that comes, and answers when the child has ended.
struct Server(PipeWriter, PipeReader);

impl Server {
    fn start() -> io::Result<Server> {
        let ((mut requests, ask), (hear, mut answers)) = (io::pipe()?, io::pipe()?);
        // SAFETY: this program has one thread.
        if let ForkResult::Child = unsafe { fork() }? {
            drop((ask, hear));
            while requests.read(&mut [0]).is_ok_and(|bytes| bytes == 1) {
                start_fork();
                answers.write_all(b"!")?;
            }
            exit_now();
        }
        Ok(Server(ask, hear))
    }

    fn request(&mut self) {
        self.0.write_all(b"?").expect("the server is there");
        self.1.read_exact(&mut [0]).expect("the server answers");
    }
}

fn time(action: &mut dyn FnMut()) -> Duration {
    let begin = Instant::now();
    action();
    begin.elapsed()
}

/// The medians of `ROUNDS` rounds.
fn measure(actions: &mut [(&str, &mut dyn FnMut())]) {
    let mut times = vec![Vec::new(); actions.len()];
    for _ in 0..ROUNDS {
        for (way, (_, action)) in actions.iter_mut().enumerate() {
            times[way].push(time(action));
        }
    }
    for ((name, _), times) in actions.iter().zip(times) {
        print_median(name, times);
    }
}

fn print_median(name: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    println!("{name:<40} {:>8.1} us", times[times.len() / 2].as_secs_f64() * 1e6);
}

/// How long an action takes while a forked child is there.
fn while_shared(action: &mut dyn FnMut()) -> Duration {
    let (mut held, release) = io::pipe().expect("a pipe");
    // SAFETY: no other thread of this program runs now.
    match unsafe { fork() }.expect("one more process") {
        ForkResult::Child => {
            drop(release);
            let _ = held.read(&mut [0]);
            exit_now();
        }
        ForkResult::Parent { child } => {
            let took = time(action);
            drop(release);
            waitpid(child, None).expect("it was just started");
            took
        }
    }
}

fn main() -> io::Result<()> {
    if env::args().nth(1).as_deref() == Some("helper") {
        return Ok(());
    }
    let mut server = Server::start()?;
    measure(&mut [
        ("thread", &mut start_thread),
        ("fork", &mut start_fork),
        ("spawn", &mut start_again),
        ("fork server", &mut || server.request()),
    ]);
    let mut memory = vec![1_u8; LARGE];
    let mut touch = || memory.iter_mut().step_by(PAGE).for_each(|byte| *byte = black_box(*byte));
    touch();
    println!("with 64 MB:");
    measure(&mut [
        ("thread", &mut start_thread),
        ("fork", &mut start_fork),
        ("spawn", &mut start_again),
        ("fork server", &mut || server.request()),
    ]);
    measure(&mut [("write to all pages", &mut touch)]);
    // Somebody else has the same pages: the first write to each of them copies it.
    print_median(
        "write to all pages after a fork",
        (0..ROUNDS).map(|_| while_shared(&mut touch)).collect(),
    );
    Ok(())
}
