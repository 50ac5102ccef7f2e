//! Sends each picture of a folder to a service, and loses none.
//!
//! A producer process walks the folder and puts paths on a pipe, which is the queue: it holds so many, and then the producer
//! waits. The supervisor gives them to consumer processes. Each consumer has a file of results, and all of them have one
//! of errors. Kill any of them, or all, and start it again: in the end each path has one record.

mod arguments;
mod desk;
mod progress;
mod queue;
mod stop;

use std::fs::{self, File, TryLockError};
use std::io;
use std::process::ExitCode;

use clap::Parser;
use pictures_solution::crew;
use pictures_solution::worker::Desk;

use arguments::Arguments;
use desk::Album;
use progress::Progress;
use queue::Queue;

/// What Ctrl-C makes a program end with.
const INTERRUPTED: u8 = 130;

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("pictures: {error}");
            eprintln!("What has a record stays so. Start it again, and it does the rest.");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    // The same folder has the same paths, from wherever the program is started.
    let folder = fs::canonicalize(&arguments.folder).map_err(|error| {
        io::Error::new(error.kind(), format!("{}: {error}", arguments.folder.display()))
    })?;
    fs::create_dir_all(&arguments.out)?;
    let lock = arguments.out.join("lock");
    let file = File::options().create(true).append(true).open(&lock)?;
    if let Err(TryLockError::WouldBlock) = file.try_lock() {
        eprintln!("An earlier run is not quite over. This one begins when it is.");
    }
    drop(file);
    let album = Album::new(arguments);
    stop::listen()?;
    // ANCHOR: run
    let mut queue = Queue::walk(&folder)?;
    let progress = Progress::new(queue.how_many()?, album.settled()?.len());
    let names: Vec<&str> = arguments.names.iter().map(String::as_str).collect();
    let paths = queue.by_ref().take_while(|_| !stop::asked());
    crew::run(&album, &lock, &names, paths, |_| progress.one_more())?;
    // ANCHOR_END: run
    progress.end();
    if stop::asked() {
        println!("Stopped. Start it again, and it does the rest.");
        return Ok(ExitCode::from(INTERRUPTED));
    }
    let (results, errors) = album.counts()?;
    println!("{results} results and {errors} errors, in {}", arguments.out.display());
    Ok(if queue.unread() == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
