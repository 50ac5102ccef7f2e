//! A record lock of POSIX, and a library function that reads the same file.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use forktest::{Me, Scene};
use nix::errno::Errno;
use nix::fcntl::{FcntlArg, fcntl};

/// All bytes of a file.
fn all(kind: i32) -> libc::flock {
    libc::flock {
        l_type: kind as i16,
        l_whence: libc::SEEK_SET as i16,
        l_start: 0,
        l_len: 0,
        l_pid: 0,
    }
}

// ANCHOR: program
fn watch_over(me: &Me, path: &Path) {
    let file = File::options().write(true).open(path).unwrap();
    fcntl(&file, FcntlArg::F_SETLKW(&all(libc::F_WRLCK))).unwrap();
    me.stop_at("locked");
    // It opens the file, reads it, and closes it.
    let _ = fs::read_to_string(path);
    me.stop_at("has read");
}

fn is_free(path: &Path) -> bool {
    let file = File::options().write(true).open(path).unwrap();
    match fcntl(&file, FcntlArg::F_SETLK(&all(libc::F_WRLCK))) {
        Err(Errno::EAGAIN | Errno::EACCES) => false,
        result => result.is_ok(),
    }
}
// ANCHOR_END: program

fn main() -> io::Result<()> {
    let scene = Scene::new()?;
    let path = scene.path("tickets");
    fs::write(&path, "10\n")?;
    // ANCHOR: order
    let anna = scene.fork("anna", |me| watch_over(me, &path));
    anna.expect_at("locked");
    println!("while anna has locked it, it is free: {}", is_free(&path));
    anna.go();
    anna.expect_at("has read");
    println!("after she has read it, it is free: {}", is_free(&path));
    // ANCHOR_END: order
    anna.kill();
    Ok(())
}
