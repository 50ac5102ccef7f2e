//! What it costs to take a lock that nobody else wants, and to give it back.

use std::error::Error;
use std::fs::File;
use std::hint::black_box;
use std::mem::MaybeUninit;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::time::Instant;

use nix::fcntl::{FcntlArg, fcntl};

/// Nanoseconds for one `turn`: the best of five rounds.
fn cost(mut turn: impl FnMut()) -> f64 {
    const TURNS: u32 = 200_000;
    let round = |_| {
        let begin = Instant::now();
        (0..TURNS).for_each(|_| turn());
        begin.elapsed().as_nanos() as f64 / f64::from(TURNS)
    };
    (0..5).map(round).fold(f64::INFINITY, f64::min)
}

fn all(kind: i32) -> libc::flock {
    libc::flock {
        l_type: kind as i16,
        l_whence: libc::SEEK_SET as i16,
        l_start: 0,
        l_len: 0,
        l_pid: 0,
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let number = AtomicU32::new(0);
    println!(
        "fetch_add                {:6.0} ns",
        cost(|| _ = black_box(&number).fetch_add(1, SeqCst))
    );
    let mutex = Mutex::new(0);
    println!(
        "std::sync::Mutex         {:6.0} ns",
        cost(|| *black_box(&mutex).lock().unwrap() += 1)
    );

    let mut settings = MaybeUninit::<libc::pthread_mutexattr_t>::uninit();
    let mut robust = MaybeUninit::<libc::pthread_mutex_t>::uninit();
    // SAFETY: each is made before it is used, and stays where it is.
    unsafe {
        libc::pthread_mutexattr_init(settings.as_mut_ptr());
        libc::pthread_mutexattr_setpshared(settings.as_mut_ptr(), libc::PTHREAD_PROCESS_SHARED);
        libc::pthread_mutexattr_setrobust(settings.as_mut_ptr(), libc::PTHREAD_MUTEX_ROBUST);
        libc::pthread_mutex_init(robust.as_mut_ptr(), settings.as_ptr());
    }
    let turn = || {
        // SAFETY: it was made above, and nobody else has it.
        unsafe {
            libc::pthread_mutex_lock(robust.as_mut_ptr());
            libc::pthread_mutex_unlock(robust.as_mut_ptr());
        }
    };
    println!("robust pthread mutex     {:6.0} ns", cost(turn));

    let path = std::env::temp_dir().join(format!("lock-costs-{}", std::process::id()));
    let file = File::create(&path)?;
    let turn = || {
        file.lock().unwrap();
        file.unlock().unwrap();
    };
    println!("flock                    {:6.0} ns", cost(turn));
    let turn = || {
        fcntl(&file, FcntlArg::F_SETLKW(&all(libc::F_WRLCK))).unwrap();
        fcntl(&file, FcntlArg::F_SETLK(&all(libc::F_UNLCK))).unwrap();
    };
    println!("fcntl                    {:6.0} ns", cost(turn));
    let turn = || {
        let file = File::open(&path).unwrap();
        file.lock().unwrap();
        file.unlock().unwrap();
    };
    println!("flock, opened each time  {:6.0} ns", cost(turn));
    std::fs::remove_file(&path)?;
    Ok(())
}
