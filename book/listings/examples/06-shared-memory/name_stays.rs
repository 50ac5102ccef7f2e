//! Memory with a name, whose maker is killed.

use std::fs::File;
use std::io;
use std::path::Path;

use forktest::Scene;
use interleave::Verdict;
use nix::fcntl::OFlag;
use nix::sys::mman::{shm_open, shm_unlink};
use nix::sys::stat::Mode;

fn main() -> io::Result<()> {
    let scene = Scene::new()?;
    // ANCHOR: program
    let name = scene.shared_name("picture");
    let path = format!("/dev/shm{name}");
    let ann = scene.fork("ann", |me| {
        let flags = OFlag::O_CREAT | OFlag::O_EXCL | OFlag::O_RDWR;
        let mode = Mode::S_IRUSR | Mode::S_IWUSR;
        let memory = File::from(shm_open(name.as_str(), flags, mode).expect("a new name"));
        memory.set_len(1 << 20).expect("a megabyte");
        me.say("makes a megabyte of memory, `picture`");
        me.stop_at("paints");
        shm_unlink(name.as_str()).expect("it is there");
    });
    ann.expect_at("paints");
    ann.kill();
    let left = Path::new(&path).exists();
    scene.say(if left { "finds `picture` still there" } else { "finds nothing" });
    // ANCHOR_END: program
    let message = "ann is dead, and a megabyte has her name on it until somebody unlinks it";
    listings::show(&scene.report(Verdict::NameLeft, message));
    shm_unlink(name.as_str())?;
    Ok(())
}
