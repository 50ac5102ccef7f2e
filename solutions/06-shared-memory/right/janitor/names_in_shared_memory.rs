//! The names are on a page that the janitor shares with the others, and the pipe says nothing but when it ends.

use std::fs::File;
use std::io;
use std::io::{PipeReader, PipeWriter, Read, pipe};
use std::num::NonZeroUsize;
use std::os::fd::{AsRawFd, RawFd};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::NonNull;
use std::sync::atomic::{
    AtomicU8, AtomicU32,
    Ordering::{Relaxed, SeqCst},
};
use std::sync::{Mutex, MutexGuard, PoisonError};

use nix::errno::Errno;
use nix::fcntl::OFlag;
use nix::sys::mman::{MapFlags, ProtFlags, mmap_anonymous, munmap, shm_open, shm_unlink};
use nix::sys::signal::{SigSet, SigmaskHow};
use nix::sys::stat::Mode;
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, Pid, fork, getpid};

#[derive(Debug)]
pub struct Janitor {
    ear: Option<PipeWriter>,
    cleaner: Pid,
    owner: Pid,
    count: AtomicU32,
    page: Page,
}

#[derive(Debug)]
pub struct Named<'j> {
    janitor: &'j Janitor,
    name: String,
    file: File,
    maker: Pid,
    slot: usize,
}

impl Janitor {
    pub fn start() -> io::Result<Janitor> {
        let (reader, ear) = pipe()?;
        let page = Page::new()?;
        let owner = getpid();
        // The cleaner begins with all signals blocked, so there is no moment in which one could end it.
        let before = SigSet::all().thread_swap_mask(SigmaskHow::SIG_BLOCK)?;
        // SAFETY: the caller has one thread, so no lock is held that the child would wait for. The child ends here.
        let forked = unsafe { fork() };
        if let Ok(ForkResult::Child) = forked {
            drop(ear);
            let _ = catch_unwind(AssertUnwindSafe(|| {
                close_ears();
                clean(reader, &page);
            }));
            // SAFETY: always allowed.
            unsafe { libc::_exit(0) }
        }
        before.thread_set_mask()?;
        match forked? {
            ForkResult::Parent { child } => {
                ears().push(ear.as_raw_fd());
                let count = AtomicU32::new(0);
                Ok(Janitor { ear: Some(ear), cleaner: child, owner, count, page })
            }
            ForkResult::Child => unreachable!("the child has ended above"),
        }
    }

    pub fn create(&self, stem: &str, size: usize) -> io::Result<Named<'_>> {
        let maker = getpid();
        loop {
            let slot = self.free_slot(stem)?;
            let number = slot as u32 * 65_536 + self.count.fetch_add(1, Relaxed) % 65_536;
            let name = format!("{stem}.{maker}.{number}");
            self.page.write(slot, &name);
            let flags = OFlag::O_CREAT | OFlag::O_EXCL | OFlag::O_RDWR;
            match shm_open(name.as_str(), flags, Mode::S_IRUSR | Mode::S_IWUSR) {
                Ok(file) => {
                    let named = Named { janitor: self, name, file: file.into(), maker, slot };
                    named.file.set_len(size as u64)?;
                    return Ok(named);
                }
                Err(error) => {
                    self.page.slots()[slot].taken.store(0, SeqCst);
                    if error != Errno::EEXIST {
                        return Err(error.into());
                    }
                }
            }
        }
    }

    fn free_slot(&self, stem: &str) -> io::Result<usize> {
        if stem.len() > LETTERS - 40 {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let free = |slot: &Slot| slot.taken.compare_exchange(0, 1, SeqCst, SeqCst).is_ok();
        self.page.slots().iter().position(free).ok_or(io::ErrorKind::OutOfMemory.into())
    }
}

impl Named<'_> {
    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn file(&self) -> &File {
        &self.file
    }
}

impl Drop for Named<'_> {
    fn drop(&mut self) {
        if self.maker == getpid() {
            let _ = shm_unlink(self.name.as_str());
            self.janitor.page.slots()[self.slot].taken.store(0, SeqCst);
        }
    }
}

/// The writing ends of the janitors of this process.
static EARS: Mutex<Vec<RawFd>> = Mutex::new(Vec::new());

fn ears() -> MutexGuard<'static, Vec<RawFd>> {
    EARS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Closes the copies that a new janitor has of the writing ends of others.
fn close_ears() {
    for ear in ears().drain(..) {
        // SAFETY: in this process nobody uses it.
        unsafe { libc::close(ear) };
    }
}

impl Drop for Janitor {
    fn drop(&mut self) {
        if let Some(ear) = self.ear.take() {
            ears().retain(|number| *number != ear.as_raw_fd());
        }
        if self.owner == getpid() {
            let _ = waitpid(self.cleaner, None);
        }
    }
}

const LETTERS: usize = 248;

/// One name. `taken` is 0 when it is free, 1 while it is being written, 2 when it is there.
#[repr(C)]
struct Slot {
    taken: AtomicU32,
    length: AtomicU32,
    letters: [AtomicU8; LETTERS],
}

/// Room for so many names.
const SLOTS: usize = 1024;

/// Memory that the janitor shares with the others.
#[derive(Debug)]
struct Page(NonNull<[Slot; SLOTS]>);

const SIZE: NonZeroUsize = NonZeroUsize::new(size_of::<[Slot; SLOTS]>()).unwrap();

impl Page {
    fn new() -> io::Result<Page> {
        let protection = ProtFlags::PROT_READ | ProtFlags::PROT_WRITE;
        // SAFETY: a new mapping takes nothing away from anybody.
        let memory = unsafe { mmap_anonymous(None, SIZE, protection, MapFlags::MAP_SHARED) }?;
        Ok(Page(memory.cast()))
    }

    fn slots(&self) -> &[Slot; SLOTS] {
        // SAFETY: it is mapped until `drop`, and made of atomics, which zeros are.
        unsafe { self.0.as_ref() }
    }

    fn write(&self, slot: usize, name: &str) {
        let slot = &self.slots()[slot];
        for (place, letter) in slot.letters.iter().zip(name.bytes()) {
            place.store(letter, SeqCst);
        }
        slot.length.store(name.len() as u32, SeqCst);
        slot.taken.store(2, SeqCst);
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        // SAFETY: it was mapped with this size.
        let _ = unsafe { munmap(self.0.cast(), SIZE.get()) };
    }
}

fn clean(mut reader: PipeReader, page: &Page) {
    let _ = reader.read(&mut [0]);
    for slot in page.slots().iter().filter(|slot| slot.taken.load(SeqCst) == 2) {
        let length = slot.length.load(SeqCst) as usize;
        let letters = slot.letters[..length].iter().map(|letter| letter.load(SeqCst)).collect();
        if let Ok(name) = String::from_utf8(letters) {
            let _ = shm_unlink(name.as_str());
        }
    }
}
