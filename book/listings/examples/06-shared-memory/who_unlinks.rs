//! What is left of things whose maker was killed.

use std::fs::{self, File};
use std::io;
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixListener};
use std::path::Path;
use std::process;

use forktest::Scene;
use nix::fcntl::{Flock, FlockArg, OFlag};
use nix::sys::memfd::{MFdFlags, memfd_create};
use nix::sys::mman::{shm_open, shm_unlink};
use nix::sys::stat::Mode;
use nix::unistd::mkfifo;

/// Lets a process make something, kills it, and says whether that is still there.
fn left(scene: &Scene, what: &str, make: impl FnOnce(), is_there: impl FnOnce() -> bool) {
    let maker = scene.fork("maker", |me| {
        make();
        me.stop_at("made");
    });
    maker.expect_at("made");
    maker.kill();
    println!("{what:<42}{}", if is_there() { "still there" } else { "gone" });
}

/// A named semaphore of POSIX.
fn semaphore(name: &str) {
    let name = format!("{name}\0");
    // SAFETY: the text ends in a zero byte, and the call keeps nothing of it.
    unsafe { libc::sem_open(name.as_ptr().cast(), libc::O_CREAT | libc::O_EXCL, 0o600, 0) };
}

/// Shared memory of System V, under that number.
fn system_v(key: i32, flags: i32) -> i32 {
    // SAFETY: it takes and gives numbers.
    unsafe { libc::shmget(key, 4096, flags) }
}

fn main() -> io::Result<()> {
    let scene = Scene::new()?;
    let mode = Mode::S_IRUSR | Mode::S_IWUSR;
    let (name, sem) = (scene.shared_name("memory"), scene.shared_name("semaphore"));
    let shm = format!("/dev/shm{name}");
    let sem_file = format!("/dev/shm/sem.{}", &sem[1..]);

    let make = || {
        let memory = shm_open(name.as_str(), OFlag::O_CREAT | OFlag::O_RDWR, mode);
        File::from(memory.expect("a name")).set_len(4096).expect("a page");
    };
    left(&scene, "shm_open: memory with a name", make, || Path::new(&shm).exists());
    shm_unlink(name.as_str())?;

    let mut seen = String::new();
    let memory = scene.fork("maker", |me| {
        let memory = memfd_create(c"memory", MFdFlags::empty()).expect("a memfd");
        me.stop_at("made");
        drop(memory);
    });
    memory.expect_at("made");
    let open =
        || fs::read_dir(format!("/proc/{}/fd", memory.pid())).into_iter().flatten().flatten();
    let is_memory = |path: &Path| path.to_string_lossy().starts_with("/memfd:memory");
    for entry in open() {
        if fs::read_link(entry.path()).is_ok_and(|target| is_memory(&target)) {
            seen = entry.path().to_string_lossy().into_owned();
        }
    }
    assert!(Path::new(&seen).exists(), "as long as it lives");
    memory.kill();
    let gone = if Path::new(&seen).exists() { "still there" } else { "gone" };
    println!("{:<42}{gone}", "memfd_create: memory without one");

    left(
        &scene,
        "sem_open: a semaphore with a name",
        || semaphore(&sem),
        || Path::new(&sem_file).exists(),
    );
    let _ = fs::remove_file(&sem_file);

    let key = 0x0600_0000 | (process::id() & 0xff_ffff) as i32;
    let make = || assert!(system_v(key, libc::IPC_CREAT | 0o600) >= 0, "a segment");
    left(&scene, "shmget: memory of System V", make, || system_v(key, 0) >= 0);
    // SAFETY: the segment is this program's.
    unsafe { libc::shmctl(system_v(key, 0), libc::IPC_RMID, std::ptr::null_mut()) };

    let socket = scene.path("socket");
    let make = || std::mem::forget(UnixListener::bind(&socket).expect("a socket"));
    left(&scene, "bind: a socket in the file system", make, || socket.exists());

    let address = SocketAddr::from_abstract_name(format!("left-{}", process::id()))?;
    let make = || std::mem::forget(UnixListener::bind_addr(&address).expect("a socket"));
    left(&scene, "bind: a socket with an abstract name", make, || {
        UnixListener::bind_addr(&address).is_err()
    });

    let fifo = scene.path("fifo");
    left(
        &scene,
        "mkfifo: a pipe with a name",
        || mkfifo(&fifo, mode).expect("a pipe"),
        || fifo.exists(),
    );

    let file = scene.path("lock");
    let lock = |wait| Flock::lock(File::create(&file).expect("a file"), wait);
    let make = || std::mem::forget(lock(FlockArg::LockExclusive).expect("nobody else"));
    left(&scene, "flock: a lock on a file", make, || {
        lock(FlockArg::LockExclusiveNonblock).is_err()
    });
    Ok(())
}
