//! What one test works with.

use std::any::Any;
use std::cell::RefCell;
use std::fmt;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, Location, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use interleave::{Report, Verdict};
use nix::sys::prctl;
use nix::sys::signal::Signal;
use nix::sys::wait::WaitStatus;
use nix::unistd::{ForkResult, Pid, fork, getpid};

use crate::actor::{Actor, Inner, Me, Seen, do_not_wait, exit};
use crate::folder::Folder;
use crate::log::{Log, Op};
use crate::report;
use crate::shared::Shared;

/// How often everybody is looked at, without anybody getting anywhere, before nobody is expected to.
const ROUNDS: usize = 10;
/// What the panic of a `todo!` says first.
const TODO: &str = "not yet implemented";

/// One test: its folder, its processes, and what they have done so far.
pub struct Scene {
    /// The name of the test, if it is one.
    test: Option<String>,
    /// The process that made it, as opposed to those that it has forked.
    owner: Pid,
    folder: PathBuf,
    pub(crate) log: Rc<Shared<Log>>,
    actors: RefCell<Vec<Rc<Inner>>>,
    /// Of a scene that is no test: removed with it, by the process that made it.
    _own: Option<Folder>,
}

impl fmt::Debug for Scene {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scene").field("test", &self.test).finish_non_exhaustive()
    }
}

impl Scene {
    /// A scene outside of any test, for a program that shows one. This process must have one thread.
    ///
    /// # Errors
    /// When there is no place for its files.
    pub fn new() -> io::Result<Scene> {
        let folder = Folder::new()?;
        let scene = Scene::make(None, folder.path(), Rc::new(Shared::new()));
        Ok(Scene { _own: Some(folder), ..scene })
    }

    pub(crate) fn of_test(test: Option<&str>, folder: &Path, log: Rc<Shared<Log>>) -> Scene {
        Scene::make(test.map(String::from), folder, log)
    }

    fn make(test: Option<String>, folder: &Path, log: Rc<Shared<Log>>) -> Scene {
        log.lane(if test.is_some() { "test" } else { "main" });
        let (owner, folder) = (getpid(), folder.to_owned());
        Scene { test, owner, folder, log, actors: RefCell::default(), _own: None }
    }

    /// What has happened so far, under that verdict.
    pub fn report(&self, verdict: Verdict, message: impl Into<String>) -> Report {
        let mut report =
            report::report(self.test.as_deref(), verdict, message.into(), Vec::new(), &self.log);
        if report.passed() {
            report.timeline.iter_mut().for_each(|timeline| timeline.failed = None);
        }
        report
    }

    /// A file in a folder of this test, which is removed afterwards. The file is not made.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// A name for shared memory or a semaphore that nobody else uses. If it is still there after the test, the test
    /// fails with `NAME LEFT`.
    pub fn shared_name(&self, name: &str) -> String {
        format!("/{}-{name}", shared_prefix(&self.folder))
    }

    /// Starts a process of that name, which runs `body` and ends.
    ///
    /// If it panics, the test fails with what it said: with the verdict of a `require!` or of [`Scene::fail`], as
    /// `NOT STARTED` for a `todo!`, else as `PANICKED`.
    ///
    /// # Panics
    /// If the kernel has no more processes or descriptors.
    #[track_caller]
    pub fn fork(&self, name: &str, body: impl FnOnce(&Me<'_>)) -> Actor<'_> {
        let place = Location::caller();
        let (says_here, says_there) = io::pipe().expect("a pipe");
        let (go_there, go_here) = io::pipe().expect("a pipe");
        do_not_wait(&says_here);
        let lane = self.log.lane(name);
        self.log.add(0, Op::Spawns, &format!("forks {name}"), place);
        // What is in the buffer would be written by both.
        let _ = io::stdout().flush();
        let parent = getpid();
        // SAFETY: this process has one thread, so no lock is held that the child would wait for.
        let pid = match unsafe { fork() }.expect("one more process") {
            ForkResult::Parent { child } => child,
            ForkResult::Child => {
                drop((says_here, go_here));
                let _ = prctl::set_pdeathsig(Signal::SIGKILL);
                if nix::unistd::getppid() != parent {
                    exit(0);
                }
                let me = Me { log: &self.log, lane, says: says_there.into(), go: go_there.into() };
                let ended = catch_unwind(AssertUnwindSafe(|| body(&me)));
                let _ = io::stdout().flush();
                if let Err(payload) = &ended {
                    self.log.panicked(lane, words(&**payload));
                }
                exit(if ended.is_ok() { 0 } else { 101 })
            }
        };
        let inner = Rc::new(Inner {
            name: name.to_owned(),
            pid,
            lane,
            says: says_here.into(),
            go: go_here.into(),
            at: RefCell::default(),
            ended: RefCell::default(),
            killed: RefCell::default(),
        });
        self.actors.borrow_mut().push(Rc::clone(&inner));
        Actor { scene: self, inner }
    }

    /// Leaves a remark in the timeline.
    #[track_caller]
    pub fn say(&self, text: &str) {
        self.log.add(0, Op::Says, text, Location::caller());
    }

    /// Fails the test.
    ///
    /// # Panics
    /// Always; the report is printed before.
    pub fn fail(&self, verdict: Verdict, message: impl Into<String>) -> ! {
        self.fail_with(verdict, message.into(), Vec::new())
    }

    fn fail_with(&self, verdict: Verdict, message: String, details: Vec<String>) -> ! {
        if getpid() != self.owner {
            // The test hears of it, and reports it as its own.
            resume_unwind(Box::new(format!("{verdict}: {message}")));
        }
        report::report(self.test.as_deref(), verdict, message, details, &self.log).fail()
    }

    /// Lets every process go on until it has ended.
    ///
    /// The end of a test does the same.
    ///
    /// # Panics
    /// Fails the test if they never end (`DEADLOCK` if all that are left sleep, else `NO PROGRESS`), or if one has
    /// ended in a panic (`PANICKED`), by a signal (`CRASHED`), or with another exit code than 0 (`WRONG RESULT`).
    #[track_caller]
    pub fn finish(&self) {
        let place = Location::caller();
        let mut idle = 0;
        while idle < ROUNDS {
            let actors = self.actors.borrow().clone();
            let left: Vec<_> = actors.iter().filter(|one| one.ended.borrow().is_none()).collect();
            if left.is_empty() {
                return self.check_endings(&actors);
            }
            let mut seen = Vec::new();
            for actor in &left {
                let saw = actor.seen(&self.log, place);
                if matches!(saw, Seen::At(_) | Seen::Ended(_)) {
                    idle = 0;
                } else {
                    seen.push(format!("{} {saw}", actor.name));
                }
                actor.go(&self.log, place);
            }
            idle += usize::from(seen.len() == left.len());
            if idle == ROUNDS {
                let asleep = seen.iter().all(|line| line.contains(" sleeps in "));
                let verdict = if asleep { Verdict::Deadlock } else { Verdict::NoProgress };
                let message = if asleep { "no process can go on" } else { "nobody gets anywhere" };
                self.fail_with(verdict, message.into(), seen);
            }
        }
    }

    /// Fails the test for what a process has panicked with.
    pub(crate) fn fail_as_it_did(&self, actor: &Inner) -> ! {
        let words = self.log.last_words(actor.lane);
        let (name, rest) = words.split_once(": ").unwrap_or_default();
        match Verdict::from_name(name) {
            Some(verdict) => self.fail(verdict, rest),
            None if words.starts_with(TODO) => self.fail(Verdict::NotStarted, words),
            None if words.is_empty() => {
                self.fail(Verdict::Panicked, format!("{} panicked", actor.name))
            }
            None => self.fail(Verdict::Panicked, format!("{} panicked: {words}", actor.name)),
        }
    }

    fn check_endings(&self, actors: &[Rc<Inner>]) {
        for actor in actors.iter().filter(|actor| !*actor.killed.borrow()) {
            let Some(status) = *actor.ended.borrow() else { continue };
            let verdict = match status {
                WaitStatus::Exited(_, 0) => continue,
                WaitStatus::Exited(_, 101) => self.fail_as_it_did(actor),
                WaitStatus::Signaled(..) => Verdict::Crashed,
                _ => Verdict::WrongResult,
            };
            self.fail(verdict, format!("{} {}", actor.name, Seen::Ended(status)));
        }
    }
}

/// What a panic says, if it is text.
fn words(payload: &dyn Any) -> &str {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or(payload.downcast_ref::<&str>().copied()).unwrap_or_default()
}

/// What the names of a test's shared memory begin with.
pub(crate) fn shared_prefix(folder: &Path) -> String {
    folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
