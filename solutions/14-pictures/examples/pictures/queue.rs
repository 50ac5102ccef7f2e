//! The queue between the producer and the supervisor: a pipe, with a frame for each path.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, ErrorKind, PipeReader, PipeWriter, Write};
use std::os::unix::ffi::OsStrExt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use nix::errno::Errno;
use nix::fcntl::{FcntlArg, fcntl};
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, Pid, fork};
use pipes_solution::frames::{read_frame, write_frame};

use crate::stop;

/// How many bytes of paths the queue holds, before the producer has to wait.
const ROOM: i32 = 4096;

/// What a picture's name ends in.
const PICTURES: [&str; 8] = ["bmp", "gif", "jpeg", "jpg", "png", "tif", "tiff", "webp"];

// What a frame is, by its first byte.
const COUNT: u8 = b'n';
const PATH: u8 = b'p';
const UNREAD: u8 = b'u';
/// The walk is over. A pipe that ends without it was cut off.
const END: u8 = b'e';

/// The reading end of the queue. It gives the paths, and waits for the producer when it is dropped.
pub(crate) struct Queue {
    /// `None` at the end.
    pipe: Option<PipeReader>,
    producer: Pid,
    unread: usize,
}

impl Queue {
    /// Starts the producer, which walks `folder`.
    pub(crate) fn walk(folder: &Path) -> io::Result<Queue> {
        let (pipe, there) = io::pipe()?;
        fcntl(&there, FcntlArg::F_SETPIPE_SZ(ROOM))?;
        io::stdout().flush()?;
        // SAFETY: this program has one thread, so no lock is held that the child would wait for.
        match unsafe { fork() }? {
            ForkResult::Child => {
                drop(pipe);
                let walked = catch_unwind(AssertUnwindSafe(|| produce(folder, there)));
                let code = if matches!(walked, Ok(Ok(()))) { 0 } else { 1 };
                // SAFETY: `_exit` may be called at any time.
                unsafe { libc::_exit(code) }
            }
            ForkResult::Parent { child } => {
                Ok(Queue { pipe: Some(pipe), producer: child, unread: 0 })
            }
        }
    }

    /// How many paths there will be, if the folder stays as it is. To be asked first.
    pub(crate) fn how_many(&mut self) -> io::Result<u64> {
        match self.frame()? {
            Some((COUNT, number)) => {
                let number = number.try_into().map_err(|_| ErrorKind::InvalidData)?;
                Ok(u64::from_be_bytes(number))
            }
            _ => Err(cut_off()),
        }
    }

    /// How many folders could not be read.
    pub(crate) fn unread(&self) -> usize {
        self.unread
    }

    fn frame(&mut self) -> io::Result<Option<(u8, Vec<u8>)>> {
        let Some(pipe) = &mut self.pipe else { return Ok(None) };
        Ok(read_frame(pipe)?.and_then(|frame| Some((*frame.first()?, frame[1..].to_vec()))))
    }

    fn path(&mut self) -> io::Result<Option<PathBuf>> {
        loop {
            match self.frame()? {
                Some((PATH, path)) => return Ok(Some(OsStr::from_bytes(&path).into())),
                Some((UNREAD, why)) => {
                    self.unread += 1;
                    eprintln!("{}", String::from_utf8_lossy(&why));
                }
                Some((END, _)) => return Ok(None),
                // Ctrl-C has ended the producer as well.
                None if stop::asked() => return Ok(None),
                _ => return Err(cut_off()),
            }
        }
    }
}

fn cut_off() -> io::Error {
    io::Error::new(ErrorKind::UnexpectedEof, "the process that walks the folder has died")
}

impl Iterator for Queue {
    type Item = io::Result<PathBuf>;

    fn next(&mut self) -> Option<io::Result<PathBuf>> {
        self.pipe.as_ref()?;
        let path = self.path();
        if !matches!(path, Ok(Some(_))) {
            self.pipe = None;
        }
        path.transpose()
    }
}

impl Drop for Queue {
    fn drop(&mut self) {
        // A producer that still has something to say cannot say it any more.
        self.pipe = None;
        while waitpid(self.producer, None) == Err(Errno::EINTR) {}
    }
}

// ANCHOR: producer
/// The producer: walks the folder twice, to count and to tell.
fn produce(folder: &Path, mut pipe: PipeWriter) -> io::Result<()> {
    let mut count: u64 = 0;
    walk(folder, &mut |found| {
        count += u64::from(found.is_ok());
        Ok(())
    })?;
    let mut send = |kind, bytes: &[u8]| write_frame(&mut pipe, &[&[kind], bytes].concat());
    send(COUNT, &count.to_be_bytes())?;
    walk(folder, &mut |found| match found {
        Ok(path) => send(PATH, path.as_os_str().as_bytes()),
        Err((path, error)) => send(UNREAD, format!("{}: {error}", path.display()).as_bytes()),
    })?;
    send(END, b"")
}
// ANCHOR_END: producer

/// A picture, or a folder that could not be read.
type Found<'f> = Result<PathBuf, (&'f Path, io::Error)>;

/// Calls `each` for all pictures in a folder and in the folders in it. Links to folders are not followed: they may lead in a
/// circle.
fn walk(folder: &Path, each: &mut dyn FnMut(Found<'_>) -> io::Result<()>) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return each(Err((folder, error))),
    };
    for entry in entries {
        let (path, kind) = match entry.and_then(|entry| Ok((entry.path(), entry.file_type()?))) {
            Ok(found) => found,
            Err(error) => {
                each(Err((folder, error)))?;
                continue;
            }
        };
        let is_picture = path
            .extension()
            .is_some_and(|end| PICTURES.iter().any(|known| end.eq_ignore_ascii_case(known)));
        if kind.is_dir() {
            walk(&path, each)?;
        } else if is_picture {
            each(Ok(path))?;
        }
    }
    Ok(())
}
