//! How the kernel learns which locks a thread has, so that it can say so if the thread ends with them. Given: nothing
//! is to be done here.
//!
//! Each thread keeps a list of its locks and tells Linux where the list begins (`set_robust_list`). When the thread
//! ends, because it is done, or has panicked, or was killed, the kernel walks the list. In each [`Entry`] whose word
//! has this thread's number it takes the number out and sets [`HOLDER_DIED`]. [`WAITERS`] stays as it is, and if it is
//! set, one of those who sleep on the word is woken.
//!
//! While a thread is taking a lock or giving it back, the lock is neither quite in the list nor quite out of it. So the
//! list has a place for one more, and the kernel looks there, too. If that word has no number in it, the kernel wakes
//! one who sleeps on it: perhaps the thread was ended between giving back and waking. See [the kernel's
//! description](https://docs.kernel.org/locking/robust-futexes.html).
//!
//! A thread has one such list, and the C library has one for its own robust mutexes. In a thread that uses this module,
//! that of the C library is replaced, and the kernel looks at it no more: a thread that has called [`me`] must have no
//! robust `pthread` mutex.
//!
//! In an exploration nobody is killed, and no kernel looks. There [`dies`] does what it would do.

use std::cell::{Cell, RefCell};
use std::ptr;
use std::sync::Once;
use std::sync::atomic::{AtomicU32, Ordering, compiler_fence};
use std::thread;

use interleave::exploring;

use crate::futex;

/// The bits of a word that hold the number of the thread that has the lock; 0 if nobody has it.
pub const HOLDER: u32 = libc::FUTEX_TID_MASK;
/// The bit of a word that says that the last holder ended with the lock.
pub const HOLDER_DIED: u32 = libc::FUTEX_OWNER_DIED;
/// The bit of a word that says that somebody may be asleep on it.
pub const WAITERS: u32 = libc::FUTEX_WAITERS;

/// A lock as the kernel knows it: a word, and a link to the next lock of the same thread.
pub struct Entry {
    link: Link,
    word: AtomicU32,
}

/// `struct robust_list` of the kernel: the address of the next link, in the memory of the thread that has the lock.
#[repr(transparent)]
struct Link(Cell<*const Link>);

// SAFETY: only the thread that has the lock uses the link.
unsafe impl Sync for Link {}
// SAFETY: as above; it is an address of no meaning to others.
unsafe impl Send for Link {}

/// `struct robust_list_head` of the kernel, and whose it is.
#[repr(C)]
struct Head {
    /// The first link. The last one leads back to here.
    first: Link,
    /// How far the word of an entry is from its link, in bytes.
    offset: Cell<libc::c_long>,
    /// The link of a lock that is being taken or given back, or null.
    under_way: Link,
    /// The number of the thread that has told the kernel of this; 0 if none has.
    thread: Cell<u32>,
}

thread_local! {
    static HEAD: Head = const {
        Head {
            first: Link(Cell::new(ptr::null())),
            offset: Cell::new(0),
            under_way: Link(Cell::new(ptr::null())),
            thread: Cell::new(0),
                }
    };
    /// What an explored thread holds, and what is under way.
    static EXPLORED: RefCell<Vec<*const Entry>> = const { RefCell::new(Vec::new()) };
}

/// The number of this thread: no other thread of this machine has it, in no process, while this one lives.
pub fn me() -> u32 {
    if exploring() {
        // Such as `ThreadId(2)`.
        let id = format!("{:?}", thread::current().id());
        let digits: String = id.chars().filter(char::is_ascii_digit).collect();
        return digits.parse::<u32>().expect("the number of an explored thread") + 1;
    }
    HEAD.with(|head| {
        if head.thread.get() == 0 {
            head.tell_the_kernel();
        }
        head.thread.get()
    })
}

impl Entry {
    /// Of a lock that nobody has.
    pub const fn new() -> Entry {
        Entry { link: Link(Cell::new(ptr::null())), word: AtomicU32::new(0) }
    }

    /// Who has the lock ([`HOLDER`]), whether the last one died with it ([`HOLDER_DIED`]), and whether somebody may be
    /// asleep ([`WAITERS`]).
    pub fn word(&self) -> &AtomicU32 {
        &self.word
    }

    /// Runs `take`, which waits for the lock and writes [`me`] into the word. It is to be taken nowhere else: before
    /// and after, the kernel is told.
    pub fn taking<R>(&self, take: impl FnOnce() -> R) -> R {
        if exploring() {
            EXPLORED.with_borrow_mut(|all| all.push(self));
            return take();
        }
        me();
        HEAD.with(|head| {
            head.announce(&self.link);
            let taken = take();
            compiler_fence(Ordering::SeqCst);
            self.link.0.set(head.first.0.get());
            head.first.0.set(&self.link);
            head.announce(ptr::null());
            taken
        })
    }

    /// Runs `give_back`, which takes [`me`] out of the word and wakes somebody. It is to be given back nowhere else.
    pub fn giving_back<R>(&self, give_back: impl FnOnce() -> R) -> R {
        if exploring() {
            let given = give_back();
            EXPLORED.with_borrow_mut(|all| all.retain(|entry| !ptr::eq(*entry, self)));
            return given;
        }
        me();
        HEAD.with(|head| {
            head.announce(&self.link);
            head.remove(&self.link);
            compiler_fence(Ordering::SeqCst);
            let given = give_back();
            head.announce(ptr::null());
            given
        })
    }
}

impl Head {
    /// Begins an empty list. What a forked child finds in its copy are its parent's locks.
    fn tell_the_kernel(&self) {
        let entry = Entry::new();
        let offset = entry.word.as_ptr() as isize - ptr::from_ref(&entry.link) as isize;
        self.offset.set(offset as libc::c_long);
        self.first.0.set(&self.first);
        self.under_way.0.set(ptr::null());
        // The size that the kernel expects: three words.
        let size = 3 * size_of::<usize>();
        // SAFETY: this is laid out as the kernel wants it, and lives as long as its thread.
        let told = unsafe { libc::syscall(libc::SYS_set_robust_list, ptr::from_ref(self), size) };
        assert_eq!(told, 0, "this kernel does not know `set_robust_list`");
        static ONCE: Once = Once::new();
        ONCE.call_once(|| {
            // SAFETY: the handler touches a thread-local only, whose memory the child has.
            let kept = unsafe { libc::pthread_atfork(None, None, Some(forget_in_a_child)) };
            assert_eq!(kept, 0, "no memory for one more handler");
        });
        // SAFETY: it always succeeds.
        self.thread.set(unsafe { libc::gettid() } as u32);
    }

    /// Names the lock that is under way, after all that happened before and before anything else happens: the kernel
    /// may look at any moment.
    fn announce(&self, link: *const Link) {
        compiler_fence(Ordering::SeqCst);
        self.under_way.0.set(link);
        compiler_fence(Ordering::SeqCst);
    }

    fn remove(&self, link: *const Link) {
        let mut at: *const Link = &self.first;
        loop {
            // SAFETY: the list has links of locks that this thread has, which are borrowed by their guards, and ends in
            // this head.
            let here = unsafe { &*at };
            let next = here.0.get();
            if ptr::eq(next, link) {
                // SAFETY: as above.
                return here.0.set(unsafe { &*link }.0.get());
            }
            if ptr::eq(next, &self.first) {
                return;
            }
            at = next;
        }
    }
}

/// A forked child is a thread of another number, and the kernel has not been told of its list.
extern "C" fn forget_in_a_child() {
    HEAD.with(|head| head.thread.set(0));
}

/// For tests, in an exploration: does what the kernel does when a thread ends with locks.
pub fn dies() {
    assert!(exploring(), "outside an exploration the kernel does this");
    let me = me();
    for entry in EXPLORED.take() {
        // SAFETY: the test lets no lock go before its threads have ended.
        let word = unsafe { &*entry }.word();
        let mut seen = word.load(Ordering::Relaxed);
        while seen & HOLDER == me {
            let left = (seen & WAITERS) | HOLDER_DIED;
            match word.compare_exchange(seen, left, Ordering::SeqCst, Ordering::Relaxed) {
                Ok(_) if seen & WAITERS != 0 => drop(futex::wake(word, 1)),
                Ok(_) => {}
                Err(other) => {
                    seen = other;
                    continue;
                }
            }
            break;
        }
    }
}
