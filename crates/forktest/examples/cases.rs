//! Tests of programs of several processes, most of them wrong: `tests/findings.rs` says what is found in each.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::mem::forget;
use std::path::Path;
use std::process::exit;
use std::sync::atomic::Ordering::SeqCst;
use std::thread;
use std::time::Duration;

use forktest::{Scene, Seen, points};
use interleave::Verdict;
use nix::fcntl::{Flock, FlockArg};
use nix::sys::signal::{Signal, raise};
use nix::sys::wait::{WaitStatus, waitpid};
use nix::unistd::{ForkResult, Pid, fork, pause};

/// Runs `child` in a forked process, as a learner would.
fn in_child(child: impl FnOnce()) -> Pid {
    // SAFETY: a process test has one thread.
    match unsafe { fork() }.expect("one more process") {
        ForkResult::Parent { child } => child,
        ForkResult::Child => {
            child();
            // SAFETY: always allowed.
            unsafe { libc::_exit(0) }
        }
    }
}

/// Runs `inside` while holding the lock that `take` gets.
fn never_two(scene: &Scene, take: impl Fn(File, &dyn Fn())) {
    let path = scene.path("lock");
    File::create(&path).expect("the folder is writable");
    let open = || File::options().write(true).open(&path).expect("it is there");
    let ann = scene.fork("ann", |me| take(open(), &|| me.stop_at("inside")));
    ann.expect_at("inside");
    let ben = scene.fork("ben", |me| take(open(), &|| me.stop_at("inside")));
    if let Seen::At(_) = ben.seen() {
        scene.fail(Verdict::TwoInside, "ben came in while ann was inside");
    }
    ann.go();
    ben.expect_at("inside");
}

forktest::tests! {
    fn flock_keeps_out(scene: &Scene) {
        never_two(scene, |file, inside| {
            let _held = Flock::lock(file, FlockArg::LockExclusive).map_err(|(_, e)| e).expect("a lock");
            inside();
        });
    }

    fn polling_keeps_out(scene: &Scene) {
        never_two(scene, |mut file, inside| loop {
            match Flock::lock(file, FlockArg::LockExclusiveNonblock) {
                Ok(_held) => return inside(),
                Err((back, _)) => file = back,
            }
            thread::sleep(Duration::from_micros(100));
        });
    }

    fn spinning_keeps_out(scene: &Scene) {
        never_two(scene, |mut file, inside| loop {
            match Flock::lock(file, FlockArg::LockExclusiveNonblock) {
                Ok(_held) => return inside(),
                Err((back, _)) => file = back,
            }
        });
    }

    fn no_lock_at_all(scene: &Scene) {
        never_two(scene, |_, inside| inside());
    }

    fn each_reads_first(scene: &Scene) {
        let (mut from_ben, mut to_ann) = io::pipe().expect("a pipe");
        let (mut from_ann, mut to_ben) = io::pipe().expect("a pipe");
        scene.fork("ann", |_| {
            from_ben.read_exact(&mut [0]).expect("a byte");
            to_ben.write_all(b"x").expect("room");
        });
        scene.fork("ben", |_| {
            from_ann.read_exact(&mut [0]).expect("a byte");
            to_ann.write_all(b"x").expect("room");
        });
        scene.finish();
    }

    fn parent_and_child_wait(scene: &Scene) {
        let child = in_child(pause);
        let _ = waitpid(child, None);
    }

    fn zombie(scene: &Scene) {
        let (mut ended, there) = io::pipe().expect("a pipe");
        in_child(|| ());
        drop(there);
        // The end of the data comes when the child has gone.
        ended.read_to_end(&mut Vec::new()).expect("nothing to read");
    }

    fn running_child(scene: &Scene) {
        in_child(pause);
    }

    fn grandchild(scene: &Scene) {
        let child = in_child(|| {
            in_child(pause);
        });
        waitpid(child, None).expect("a child");
    }

    fn open_pipe(scene: &Scene) {
        forget(io::pipe().expect("a pipe"));
    }

    fn shared_name(scene: &Scene) {
        fs::write(Path::new("/dev/shm").join(&scene.shared_name("tickets")[1..]), "1").expect("shared memory");
    }

    fn child_returns(scene: &Scene) {
        // SAFETY: a process test has one thread.
        if let ForkResult::Parent { child } = unsafe { fork() }.expect("one more process") {
            waitpid(child, None).expect("a child");
        }
    }

    fn child_panics(scene: &Scene) {
        let child = in_child(|| assert_eq!(1, 2, "an assertion in a child"));
        waitpid(child, None).expect("a child");
    }

    fn exits(scene: &Scene) {
        exit(0);
    }

    fn is_killed(scene: &Scene) {
        raise(Signal::SIGKILL).expect("it may");
    }

    fn actor_panics(scene: &Scene) {
        scene.fork("ann", |_| panic!("no more tickets"));
    }

    fn actor_exits_with_3(scene: &Scene) {
        scene.fork("ann", |_| exit(3));
    }

    fn fork_bomb(scene: &Scene) {
        loop {
            in_child(pause);
        }
    }

    fn killed_inside(scene: &Scene) {
        let path = scene.path("log");
        let ann = scene.fork("ann", |me| {
            fs::write(&path, "before").expect("the folder is writable");
            me.stop_at("between");
            fs::write(&path, "after").expect("the folder is writable");
        });
        ann.expect_at("between");
        ann.kill();
        assert_eq!(fs::read_to_string(&path).ok().as_deref(), Some("before"));
        assert!(matches!(ann.join(), WaitStatus::Signaled(_, Signal::SIGKILL, _)));
    }

    fn killed_at_each_call(scene: &Scene) {
        let path = scene.path("number");
        let mut seen = Vec::new();
        let points = points::killed_at_each(
            || fs::write(&path, "1").expect("the folder is writable"),
            |point| seen.push((point.call.clone(), fs::read_to_string(&path).ok())),
        );
        assert!(points >= 3, "open, write, close: {seen:?}");
        assert!(seen.iter().any(|(call, left)| call == "write" && left.as_deref() == Some("")), "{seen:?}");
        assert_eq!(fs::read_to_string(&path).ok().as_deref(), Some("1"), "the last run comes to its end");
    }

    fn explores(scene: &Scene) {
        interleave::check(|| {
            let n = std::sync::Arc::new(interleave::sync::atomic::AtomicU32::new(0));
            let add = |n: std::sync::Arc<interleave::sync::atomic::AtomicU32>| {
                move || n.store(n.load(SeqCst) + 1, SeqCst)
            };
            let other = interleave::thread::spawn(add(n.clone()));
            add(n.clone())();
            other.join().expect("it does not panic");
            interleave::require!(n.load(SeqCst) == 2, LostUpdate, "one is lost");
        });
    }
}
