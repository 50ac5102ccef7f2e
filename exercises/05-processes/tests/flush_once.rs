//! What `src/flush_once.rs` promises, between processes.

use std::ffi::CString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::os::unix::ffi::OsStrExt;
use std::panic::resume_unwind;

use forktest::Scene;
use forktest::process::State;
use interleave::require;
use nix::errno::Errno;
use nix::sys::signal::{Signal, kill, raise};
use nix::sys::wait::{Id, WaitPidFlag, WaitStatus, waitid};
use nix::unistd::{Pid, dup, dup2_stdout, getpid};
use processes::flush_once::write_in_child;

#[path = "support/office.rs"]
#[allow(clippy::duplicate_mod, reason = "each exercise is also a test program of its own")]
mod office;

use office::{
    Gate, Numbers, can_be_interrupted, expect_asleep, expect_undisturbed, no_more_processes,
    still_ours, stranger, until, until_ended,
};

type Page = BufWriter<File>;

// The function as the exercise gives it. If this line does not compile, it has lost its signature.
const _: fn(&mut Page, fn(&mut Page) -> io::Result<()>) -> io::Result<()> = write_in_child;

/// A new page, and a way to read it.
fn page(scene: &Scene) -> (Page, impl Fn() -> String) {
    let path = scene.path("page");
    let page = BufWriter::new(File::create(&path).expect("the folder is writable"));
    (page, move || fs::read_to_string(&path).expect("it is there"))
}

/// Calls `write_in_child`, and sees that it has waited for its child.
fn in_child<W: Write>(
    page: &mut W,
    write: impl FnOnce(&mut W) -> io::Result<()>,
) -> io::Result<()> {
    let told = write_in_child(page, write);
    let anybody =
        waitid(Id::All, WaitPidFlag::WEXITED | WaitPidFlag::WNOHANG | WaitPidFlag::WNOWAIT);
    require!(
        anybody == Err(Errno::ECHILD),
        ZombieLeft,
        "`write_in_child` has returned, and its child is still there: who waits for it?"
    );
    told
}

forktest::tests! {
    fn each_text_comes_to_the_page_once_and_in_order(scene: &Scene) {
        let (mut page, text) = page(scene);
        page.write_all(b"one, ").expect("room");
        let told = in_child(&mut page, |page| page.write_all(b"two, "));
        require!(told.is_ok(), WrongResult, "all went well, and the caller was told {told:?}");
        page.write_all(b"three").expect("room");
        page.flush().expect("room");
        let text = text();
        require!(
            text == "one, two, three",
            WrongResult,
            "the parent wrote `one, `, then the child `two, `, then the parent `three`, and on the page is `{text}`: \
             whose buffer held what when?"
        );
    }

    fn the_child_is_another_process(scene: &Scene) {
        let (mut page, text) = page(scene);
        let mut changed = false;
        let parent = getpid();
        let told = in_child(&mut page, |page| {
            changed = true;
            write!(page, "{}", getpid() == parent)
        });
        require!(told.is_ok(), WrongResult, "all went well, and the caller was told {told:?}");
        require!(
            !changed && text() == "false",
            WrongResult,
            "`write` set a variable, and the parent sees it: in which process did it run?"
        );
    }

    fn each_of_three_children_adds_its_part(scene: &Scene) {
        let (mut page, text) = page(scene);
        for number in 1..=3 {
            write!(page, "parent {number}, ").expect("room");
            let told = in_child(&mut page, |page| write!(page, "child {number}, "));
            require!(told.is_ok(), WrongResult, "all went well, and the caller was told {told:?}");
        }
        page.flush().expect("room");
        let text = text();
        require!(
            text == "parent 1, child 1, parent 2, child 2, parent 3, child 3, ",
            WrongResult,
            "parent and child wrote by turns, three times, and on the page is `{text}`"
        );
    }

    fn what_waits_to_be_printed_is_left_to_the_parent(scene: &Scene) {
        let (mut page, _) = page(scene);
        let path = scene.path("printed");
        let printed = File::create(&path).expect("the folder is writable");
        io::stdout().flush().expect("room");
        let before = dup(io::stdout()).expect("a descriptor");
        dup2_stdout(&printed).expect("a descriptor");
        print!("half a line");
        let told = write_in_child(&mut page, |page| page.write_all(b"two"));
        println!(", and the rest");
        let flushed = io::stdout().flush();
        dup2_stdout(&before).expect("a descriptor");
        require!(
            told.is_ok() && flushed.is_ok(),
            WrongResult,
            "all went well, and the caller was told {told:?}"
        );
        let text = fs::read_to_string(&path).expect("it is there");
        require!(
            text == "half a line, and the rest\n",
            WrongResult,
            "the parent printed half a line, made a child that prints nothing, and printed the rest, and this came \
             out: {text:?}. How does the child end, and what does that do with the buffer of `print!`?"
        );
    }

    fn what_waits_in_a_buffer_of_c_is_left_to_the_parent(scene: &Scene) {
        let (mut page, _) = page(scene);
        let path = scene.path("printed");
        let name = CString::new(path.as_os_str().as_bytes()).expect("a path");
        // SAFETY: both texts end with a zero, and the file is closed once.
        let told = unsafe {
            let file = libc::fopen(name.as_ptr(), c"w".as_ptr());
            libc::fputs(c"half a line".as_ptr(), file);
            let told = write_in_child(&mut page, |page| page.write_all(b"two"));
            libc::fputs(c", and the rest".as_ptr(), file);
            libc::fclose(file);
            told
        };
        require!(told.is_ok(), WrongResult, "all went well, and the caller was told {told:?}");
        let text = fs::read_to_string(&path).expect("it is there");
        require!(
            text == "half a line, and the rest",
            WrongResult,
            "half a line was in a buffer of the C library when the child was made, and this came out: {text:?}. How \
             does the child end?"
        );
    }

    fn a_child_that_panics_ends_in_there(scene: &Scene) {
        let (mut page, text) = page(scene);
        page.write_all(b"one, ").expect("room");
        // The second one is a panic of which no hook is told.
        let panics: [fn(&mut Page) -> io::Result<()>; 2] =
            [|_| panic!("out of ink"), |_| resume_unwind(Box::new("out of ink"))];
        for write in panics {
            let told = in_child(&mut page, write);
            require!(
                told.is_err(),
                WrongResult,
                "`write` panicked in the child, and the caller was told that all went well"
            );
        }
        page.write_all(b"three").expect("room");
        page.flush().expect("room");
        let text = text();
        require!(
            text == "one, three",
            WrongResult,
            "the parent wrote `one, `, then a child panicked, then the parent wrote `three`, and on the page is \
             `{text}`"
        );
    }

    fn a_child_that_panics_with_words_on_the_page_leaves_the_parents_once(scene: &Scene) {
        let (mut page, text) = page(scene);
        page.write_all(b"one, ").expect("room");
        let told = in_child(&mut page, |page| {
            page.write_all(b"two, ").and_then(|()| page.flush()).expect("room");
            panic!("out of ink")
        });
        require!(told.is_err(), WrongResult, "`write` panicked, and the caller was told {told:?}");
        page.write_all(b"three").expect("room");
        page.flush().expect("room");
        let text = text();
        require!(
            text == "one, two, three",
            WrongResult,
            "the child wrote `two, ` and flushed before it panicked, and on the page is `{text}`"
        );
    }

    fn an_error_of_the_child_is_told(scene: &Scene) {
        let (mut page, _) = page(scene);
        let told = in_child(&mut page, |_| Err(io::Error::other("out of ink")));
        require!(
            told.is_err(),
            WrongResult,
            "`write` returned an error, and the caller was told {told:?}"
        );
    }

    fn that_a_signal_ended_the_child_is_told(scene: &Scene) {
        let (mut page, _) = page(scene);
        for signal in [Signal::SIGKILL, Signal::SIGTERM] {
            let told = in_child(&mut page, |_| Ok(raise(signal)?));
            require!(
                told.is_err(),
                WrongResult,
                "the child was ended by {signal}, and the caller was told {told:?}: what else can a wait status say \
                 than an exit code?"
            );
        }
    }

    fn that_the_child_could_not_flush_is_told(scene: &Scene) {
        let mut paper = Paper { dry: true };
        let told = in_child(&mut paper, |paper| {
            paper.dry = false;
            Ok(())
        });
        require!(
            told.is_err(),
            WrongResult,
            "`write` left something in the buffer, it could not be written, and the caller was told {told:?}"
        );
    }

    fn a_child_that_panics_as_it_flushes_ends_in_there(scene: &Scene) {
        let told = in_child(&mut Blot(getpid()), |_| Ok(()));
        require!(
            told.is_err(),
            WrongResult,
            "the last flush of the child panicked, and the caller was told {told:?}"
        );
    }

    fn that_there_is_no_process_to_be_had_is_told(scene: &Scene) {
        let office = scene.fork("office", |_| {
            if no_more_processes() {
                let told = in_child(&mut Paper { dry: true }, |_| Ok(()));
                require!(
                    told.is_err(),
                    WrongResult,
                    "the kernel has no more processes, and the caller was told {told:?}"
                );
            }
        });
        office.join();
    }

    fn the_parent_sleeps_and_no_signal_ends_that(scene: &Scene) {
        let (gate, numbers) = (Gate::new(), Numbers::new());
        let office = scene.fork("office", |me| {
            can_be_interrupted();
            me.stop_at("the wait");
            let told = in_child(&mut Paper { dry: true }, |_| {
                numbers.send(getpid().as_raw());
                gate.wait();
                Ok(())
            });
            require!(
                told.is_ok(),
                WrongResult,
                "the child did well, after signals for the parent, and the caller was told {told:?}"
            );
        });
        office.expect_at("the wait");
        office.go();
        expect_undisturbed(scene, &office, "the child works, and its parent");
        let child = numbers.receive_pid();
        kill(child, Signal::SIGSTOP).expect("it is there");
        until(child, |state| *state == State::Stopped);
        expect_asleep(scene, &office, "the child was stopped, and its parent");
        kill(child, Signal::SIGCONT).expect("it is there");
        gate.open();
        office.join();
    }

    fn without_a_page_nobody_is_forked(scene: &Scene) {
        let mut paper = Paper { dry: false };
        let called = scene.path("called");
        let told = in_child(&mut paper, |_| fs::write(&called, ""));
        require!(
            told.is_err(),
            WrongResult,
            "what was in the buffer could not be written before the fork, and the caller was told {told:?}"
        );
        require!(
            !called.exists(),
            WrongResult,
            "what was in the buffer could not be written before the fork, and `write` was called all the same"
        );
    }

    fn other_children_are_not_waited_for(scene: &Scene) {
        let (mut page, text) = page(scene);
        let (other, gate) = (stranger(|| 7), Gate::new());
        let later = stranger(gate.then(8));
        until_ended(other);
        let told = write_in_child(&mut page, |page| page.write_all(b"two"));
        let others = still_ours(other);
        require!(
            others == Some(WaitStatus::Exited(other, 7)),
            WrongResult,
            "the program had another child, and `write_in_child` has waited for that one: which number does it wait \
             for?"
        );
        gate.open();
        let others = still_ours(later);
        require!(
            others == Some(WaitStatus::Exited(later, 8)),
            WrongResult,
            "the program had another child, which ended with 8 after `write_in_child` had returned, and its parent \
             hears {others:?}"
        );
        require!(
            told.is_ok() && text() == "two",
            WrongResult,
            "another child had ended with 7 before, this one did well, and the caller was told {told:?}"
        );
    }
}

/// Paper of that process; any other one that flushes it panics.
struct Blot(Pid);

impl Write for Blot {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        Ok(text.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        assert_eq!(self.0, getpid(), "a blot");
        Ok(())
    }
}

/// Paper that takes nothing once it is wet.
struct Paper {
    dry: bool,
}

impl Write for Paper {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        self.flush().map(|()| text.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.dry { Ok(()) } else { Err(io::Error::other("the paper is wet")) }
    }
}
