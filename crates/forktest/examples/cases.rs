//! Tests of programs of several processes, most of them wrong: `tests/findings.rs` says what is found in each.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::mem::forget;
use std::path::Path;
use std::process::exit;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;
use std::time::Duration;

use forktest::held::{Before, apart, held_at_each};
use forktest::{Scene, Seen, points};
use interleave::Verdict;
use nix::fcntl::{Flock, FlockArg};
use nix::sys::epoll::{Epoll, EpollCreateFlags, EpollEvent, EpollTimeout};
use nix::sys::mman::{MapFlags, ProtFlags, mmap_anonymous};
use nix::sys::signal::{Signal, kill, raise};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::{ForkResult, Pid, fork, getpid, getppid, pause};

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

/// A number that all processes share which are forked from now on.
fn shared_number() -> &'static AtomicU32 {
    let size = 4096.try_into().expect("it is not 0");
    let access = ProtFlags::PROT_READ | ProtFlags::PROT_WRITE;
    // SAFETY: a new mapping, where the kernel wants it, takes nothing away from anybody.
    let page = unsafe { mmap_anonymous(None, size, access, MapFlags::MAP_SHARED) };
    // SAFETY: it is large enough, aligned, zero, and never unmapped.
    unsafe { page.expect("a page").cast().as_ref() }
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

    fn many_orphans_end(scene: &Scene) {
        // More than a test may have at a time, and never two at a time.
        for _ in 0..100 {
            let (mut ended, there) = io::pipe().expect("a pipe");
            let child = in_child(|| {
                in_child(|| ());
            });
            waitpid(child, None).expect("a child");
            drop(there);
            ended.read_to_end(&mut Vec::new()).expect("nothing to read");
        }
    }

    fn napping_child(scene: &Scene) {
        in_child(|| thread::sleep(Duration::from_secs(3600)));
    }

    fn napping_grandchild(scene: &Scene) {
        let child = in_child(|| {
            in_child(|| thread::sleep(Duration::from_secs(3600)));
        });
        waitpid(child, None).expect("a child");
    }

    fn killed_grandchild(scene: &Scene) {
        let (mut number, mut tell) = io::pipe().expect("a pipe");
        let child = in_child(|| {
            let grandchild = in_child(|| loop { pause(); });
            tell.write_all(&grandchild.as_raw().to_ne_bytes()).expect("room");
        });
        let mut bytes = [0; 4];
        number.read_exact(&mut bytes).expect("a number");
        waitpid(child, None).expect("a child");
        // It is as good as gone when the test ends.
        kill(Pid::from_raw(i32::from_ne_bytes(bytes)), Signal::SIGKILL).expect("it is there");
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

    fn actor_requires(scene: &Scene) {
        scene.fork("ann", |_| interleave::require!(1 == 2, MessageLost, "two letters are missing"));
    }

    fn actor_fails(scene: &Scene) {
        let ann = scene.fork("ann", |_| scene.fail(Verdict::TornWrite, "half a line"));
        ann.expect_at("the end");
    }

    #[allow(clippy::todo, reason = "it is what an exercise has that was not begun")]
    fn actor_has_not_begun(scene: &Scene) {
        scene.fork("ann", |_| todo!("write the letter"));
    }

    fn actor_exits_with_3(scene: &Scene) {
        scene.fork("ann", |_| exit(3));
    }

    fn fork_bomb(scene: &Scene) {
        loop {
            in_child(pause);
        }
    }

    fn computes_for_ever(scene: &Scene) {
        // It is its child that computes, and then the child's child: all count.
        let child = in_child(|| {
            let child = in_child(|| loop { std::hint::spin_loop() });
            let _ = waitpid(child, None);
        });
        let _ = waitpid(child, None);
    }

    fn children_compute_by_turns(scene: &Scene) {
        loop {
            let child = in_child(|| (0..1_000_000).for_each(|_| std::hint::spin_loop()));
            waitpid(child, None).expect("a child");
        }
    }

    fn naps_for_ever(scene: &Scene) {
        loop {
            thread::sleep(Duration::from_secs(3600));
        }
    }

    fn polls_for_ever(scene: &Scene) {
        let child = in_child(pause);
        loop {
            if waitpid(child, Some(WaitPidFlag::WNOHANG)) != Ok(WaitStatus::StillAlive) {
                return;
            }
            thread::sleep(Duration::from_millis(1));
        }
    }

    fn waits_for_an_hour(scene: &Scene) {
        let ann = scene.fork("ann", |_| {
            let hour = EpollTimeout::try_from(3_600_000_u32).expect("an hour has so many milliseconds");
            let epoll = Epoll::new(EpollCreateFlags::EPOLL_CLOEXEC).expect("one more descriptor");
            let _ = epoll.wait(&mut [EpollEvent::empty()], hour);
        });
        assert_eq!(ann.seen(), Seen::Asleep("epoll_wait".into()));
        ann.kill();
    }

    fn is_stopped(scene: &Scene) {
        raise(Signal::SIGSTOP).expect("it may");
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

    fn held_though_it_polls(scene: &Scene) {
        let (run, mut held) = (shared_number(), Vec::new());
        let body = || {
            // How often it has to look depends on who is quicker: another number of times in each run.
            let looks = [5, 5, 6, 5, 7, 1, 9, 2, 3, 0, 4, 8][run.fetch_add(1, SeqCst) as usize % 12];
            for _ in 0..looks {
                let _ = getppid();
            }
            let _ = kill(getpid(), None);
        };
        held_at_each(Before::Calls, body, |ann| {
            held.push(ann.call.clone());
            ann.kill();
        });
        assert!(held.iter().any(|call| call == "kill"), "what comes after the looks was stepped over: {held:?}");
        assert!(held.len() < 20, "it comes to an end: {held:?}");
    }

    fn held_at_each_instruction(scene: &Scene) {
        let number = shared_number();
        let losing = |add: fn(&AtomicU32)| {
            let mut lost = 0;
            number.store(0, SeqCst);
            let places = held_at_each(Before::Instructions, || add(number), |ann| {
                assert!(matches!(apart(|| add(number)), Seen::Ended(_)), "ben is not kept waiting");
                assert!(matches!(ann.go_on(), Seen::Ended(_)), "ann is not kept waiting");
                lost += usize::from(number.swap(0, SeqCst) != 2);
            });
            (places, lost)
        };
        let (places, lost) = losing(|n| n.store(n.load(SeqCst) + 1, SeqCst));
        assert!(places > 5 && lost > 0 && lost < places, "lost in {lost} of {places} places");
        let (places, lost) = losing(|n| _ = n.fetch_add(1, SeqCst));
        assert!(places > 5 && lost == 0, "lost in {lost} of {places} places");
    }

    fn held_in_a_lock(scene: &Scene) {
        let number = shared_number();
        let lock = || {
            while number.swap(1, SeqCst) == 1 {}
            number.store(0, SeqCst);
        };
        let mut waits = false;
        held_at_each(Before::Instructions, lock, |ann| {
            waits = waits || apart(lock) == Seen::Spins;
            ann.kill();
            number.store(0, SeqCst);
        });
        assert!(waits, "who comes while the lock is taken spins");
    }

    fn orphaned_at_each_call(scene: &Scene) {
        let (mut number, tell) = io::pipe().expect("a pipe");
        let points = points::orphaned_at_each(|| {
            let parent = getpid();
            let child = in_child(|| {
                // Whether the parent is there, asked three times.
                let seen = [(); 3].map(|()| b'0' + u8::from(getppid() == parent));
                (&tell).write_all(&seen).expect("room");
            });
            let _ = waitpid(child, None);
        });
        drop(tell);
        let mut seen = String::new();
        number.read_to_string(&mut seen).expect("what they said");
        let seen: Vec<&str> = (0..seen.len() / 3).map(|at| &seen[3 * at..3 * at + 3]).collect();
        for expected in ["000", "100", "110", "111"] {
            assert!(seen.contains(&expected), "{points} points, and no child has seen {expected}: {seen:?}");
        }
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
