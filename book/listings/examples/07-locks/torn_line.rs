//! Two threads append to one file. The barrier makes the bad case happen every time.

// ANCHOR: program
use std::fs::{File, read_to_string};
use std::io::{self, Write};
use std::sync::Barrier;
use std::thread;

fn open(path: &str) -> io::Result<File> {
    File::options().append(true).create(true).open(path)
}

fn night(path: &str) -> io::Result<()> {
    let meet = Barrier::new(2);
    thread::scope(|s| {
        let anna = s.spawn(|| -> io::Result<()> {
            let mut file = open(path)?;
            file.write_all(b"anna: the east ")?;
            meet.wait();
            meet.wait();
            file.write_all(b"door is closed\n")
        });
        let ben = s.spawn(|| -> io::Result<()> {
            let mut file = open(path)?;
            meet.wait();
            file.write_all(b"ben: all quiet\n")?;
            meet.wait();
            Ok(())
        });
        anna.join().unwrap().and(ben.join().unwrap())
    })
}
// ANCHOR_END: program

fn main() -> io::Result<()> {
    let path = std::env::temp_dir().join(format!("torn-line-{}", std::process::id()));
    let path = path.to_str().expect("a temporary folder with a readable name");
    night(path)?;
    print!("{}", read_to_string(path)?);
    std::fs::remove_file(path)
}
