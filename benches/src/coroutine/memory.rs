//! The memory of ten thousand that wait.

use std::io::{Read, Write};
use std::sync::{Arc, Barrier};
use std::thread::{Builder, JoinHandle};

use corosensei::Coroutine;
use corosensei::stack::DefaultStack;
use nix::unistd::pause;

use super::for_ever;
use crate::case::Scale;
use crate::sys::fork::Child;
use crate::sys::pipes::pipe;
use crate::topic::Figure;

/// A small stack for those who only wait, in bytes.
const STACK: usize = 64 << 10;

/// A thread with a small stack.
pub(super) fn small_thread(work: impl FnOnce() + Send + 'static) -> JoinHandle<()> {
    Builder::new().stack_size(STACK).spawn(work).expect("room for one more thread")
}

/// Memory in use for each of 10,000, above that without them; of 100 for processes.
pub(super) fn figures(scale: Scale) -> Vec<Figure> {
    let n = scale.of(10_000, 20);
    let few = scale.of(100, 3);
    vec![
        figure("memory of a waiting task", n, tasks(n)),
        figure("memory of a waiting coroutine", n, coroutines(n)),
        figure("memory of a waiting thread", n, threads(n)),
        figure("memory of a waiting process", few, processes(few)),
    ]
}

fn figure(name: &str, n: usize, bytes: f64) -> Figure {
    Figure { name: format!("{name}, of {n}"), value: bytes / n as f64 / 1024.0, unit: "KiB" }
}

fn tasks(n: usize) -> f64 {
    growth(|| {
        let tasks: Vec<_> = (0..n).map(|_| Box::pin(for_ever())).collect();
        (resident(), tasks).0
    })
}

fn coroutines(n: usize) -> f64 {
    growth(|| {
        let coroutines: Vec<_> = (0..n)
            .map(|_| {
                let stack = DefaultStack::new(STACK).expect("room for one more stack");
                let mut coroutine = Coroutine::with_stack(stack, |yielder, ()| yielder.suspend(()));
                coroutine.resume(());
                coroutine
            })
            .collect();
        let used = resident();
        // A coroutine that has not ended is unwound when dropped, which costs nothing that counts here.
        drop(coroutines);
        used
    })
}

fn threads(n: usize) -> f64 {
    growth(|| with_threads(n))
}

/// What forked processes that wait have for themselves: pages that they do not share with us.
fn processes(n: usize) -> f64 {
    let (mut here, there) = pipe();
    let children: Vec<Child> = (0..n)
        .map(|_| {
            let mut there = &there;
            Child::fork(move || {
                there.write_all(&[1]).expect("say that it waits");
                pause();
            })
        })
        .collect();
    here.read_exact(&mut vec![0; n]).expect("each of them says so");
    // They are killed when dropped.
    children.iter().map(private).sum()
}

fn growth(with_them: impl FnOnce() -> f64) -> f64 {
    let before = resident();
    with_them() - before
}

/// Looks while so many threads wait.
fn with_threads(n: usize) -> f64 {
    let (all_there, all_may_go) = (Arc::new(Barrier::new(n + 1)), Arc::new(Barrier::new(n + 1)));
    let threads: Vec<_> = (0..n)
        .map(|_| {
            let (there, may_go) = (Arc::clone(&all_there), Arc::clone(&all_may_go));
            small_thread(move || {
                there.wait();
                may_go.wait();
            })
        })
        .collect();
    all_there.wait();
    let used = resident();
    all_may_go.wait();
    for thread in threads {
        thread.join().expect("it cannot panic");
    }
    used
}

/// The memory of this process, in bytes. What the kernel keeps for each thread is not in it.
fn resident() -> f64 {
    bytes("/proc/self/status", &["VmRSS:"])
}

/// The memory that is a child's alone, in bytes. What the kernel keeps for each process is not in it.
fn private(child: &Child) -> f64 {
    bytes(&format!("/proc/{}/smaps_rollup", child.pid()), &["Private_Clean:", "Private_Dirty:"])
}

/// The sum of these lines of a file, which are in KiB.
fn bytes(file: &str, lines: &[&str]) -> f64 {
    let text =
        std::fs::read_to_string(file).unwrap_or_else(|error| panic!("cannot read {file}: {error}"));
    let number = |name: &&str| {
        let line = text.lines().find_map(|line| line.strip_prefix(*name));
        let number = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
        number.unwrap_or_else(|| panic!("no line {name} with a number in {file}"))
    };
    lines.iter().map(number).sum::<f64>() * 1024.0
}
