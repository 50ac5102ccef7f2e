//! How often a text comes out that was in a buffer when the process was copied, by how the copy ends.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::exit;

use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, dup2_stdout, fork};

// ANCHOR: program
/// Writes a word and prints a word, and is copied before either has come out.
/// The copy ends like this.
fn program(file: &Path, copy_ends: fn(BufWriter<File>)) {
    let mut page = BufWriter::new(File::create(file).unwrap());
    write!(page, "written ").unwrap();
    print!("printed ");
    // SAFETY: this program has one thread.
    match unsafe { fork() }.unwrap() {
        ForkResult::Child => copy_ends(page),
        ForkResult::Parent { child } => _ = waitpid(child, None),
    }
}

const ENDS: [(&str, fn(BufWriter<File>)); 3] = [
    ("return from main", drop),
    ("process::exit(0)", |_page| exit(0)),
    // SAFETY: `_exit` may be called at any time.
    ("libc::_exit(0)", |_page| unsafe { libc::_exit(0) }),
];
// ANCHOR_END: program

fn main() -> io::Result<()> {
    let scene = forktest::Scene::new()?;
    println!("the copy ends by   written   printed");
    for (name, copy_ends) in ENDS {
        let (file, output) = (scene.path("file"), scene.path("output"));
        io::stdout().flush()?;
        // SAFETY: this program has one thread.
        match unsafe { fork() }? {
            ForkResult::Parent { child } => _ = waitpid(child, None)?,
            ForkResult::Child => {
                dup2_stdout(File::create(&output)?)?;
                program(&file, copy_ends);
                exit(0);
            }
        }
        let count = |path| fs::read_to_string(path).map(|text| text.split_whitespace().count());
        println!("{name:<16}   {:>7}   {:>7}", count(&file)?, count(&output)?);
    }
    Ok(())
}
