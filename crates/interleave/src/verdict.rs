//! The names of what can be wrong, and what each of them means.

use std::fmt;

macro_rules! verdicts {
    ($($variant:ident = $name:literal: $explain:literal;)+) => {
        /// What an exploration, or a judged exercise, came to.
        ///
        /// The names are fixed: hints, partial credit and the headers of wrong answers refer to them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Verdict {
            $(#[doc = $explain] $variant,)+
        }

        impl Verdict {
            /// Every verdict, in the order in which the book lists them.
            pub const ALL: &[Verdict] = &[$(Verdict::$variant),+];

            /// The name as reports print it, such as `LOST UPDATE`.
            pub const fn name(self) -> &'static str {
                match self { $(Verdict::$variant => $name,)+ }
            }

            /// A paragraph for a learner who meets the verdict for the first time.
            pub const fn explain(self) -> &'static str {
                match self { $(Verdict::$variant => $explain,)+ }
            }
        }
    };
}

verdicts! {
    Passed = "PASSED":
        "The program did what the test asks in every interleaving that was run. The report says how many those were, and whether they were all there are.";
    Deadlock = "DEADLOCK":
        "No thread can go on: each waits for something that only another waiting thread could give. The report names what each one waits for and who holds it. Look for two locks taken in opposite orders, a lock taken twice by one thread, or a wait that nobody ends.";
    LostUpdate = "LOST UPDATE":
        "Two threads read the same value, both computed a new one from it, and the second write covered the first. Reading and writing must be one step that no other thread can enter.";
    CheckThenAct = "CHECK THEN ACT":
        "A thread looked, decided, and acted, and what it had looked at was changed in between. The look and the act must be in the same critical section.";
    TornWrite = "TORN WRITE":
        "Something that should be written whole was seen in pieces, or with the pieces of another thread in between.";
    TwoInside = "TWO INSIDE":
        "Two threads were in a critical section that should hold one.";
    BoundExceeded = "BOUND EXCEEDED":
        "More were inside, or in store, at once than the bound allows. Looking whether there is room and taking it must be one step, and a permit that is given back must have been taken.";
    MessageLost = "MESSAGE LOST":
        "A message, a job or a record was handed over, and never arrived. Look at what happens to what is still under way when somebody closes, stops, or dies.";
    DoneTwice = "DONE TWICE":
        "A message or a job was handed out twice, and what it does was done twice. Whoever cannot know whether the first attempt went through has to repeat it, so either somebody remembers what is done, or doing it again changes nothing.";
    StaleWrite = "STALE WRITE":
        "Somebody wrote who had been allowed to once and no longer was: the lease had ended while the holder was paused, and another holder was at work. A holder cannot notice this, so whoever is written to has to refuse: each lease comes with a higher number, and a write with a lower one than was seen is too late.";
    RanSerially = "RAN SERIALLY":
        "In no interleaving were two pieces of work under way at once. The threads exist, but they take turns: look for a join right after a spawn, or one lock around everything.";
    LockHeldTooLong = "LOCK HELD TOO LONG":
        "A lock was held during work that does not need it, so nobody else could work meanwhile. Do the work first, or drop the guard before it.";
    LockLeftLocked = "LOCK LEFT LOCKED":
        "A thread was done with a lock and never gave it back, so the next one waits for ever.";
    ThreadLeaked = "THREAD LEAKED":
        "The program was over, and a thread that it had started can never end. Somebody has to tell it to stop, or close what it waits on.";
    MemoryLeaked = "MEMORY LEAKED":
        "Memory that one run of the program allocated was never given back. Look for a cycle of `Arc`, for `mem::forget`, or for `leak`.";
    NoProgress = "NO PROGRESS":
        "The threads kept running and got nowhere: the step limit was reached. Look for a loop that waits for something that cannot happen, or for two threads that keep making way for each other.";
    Starved = "STARVED":
        "A thread waited, and others who came later got in before it, again and again. Nothing promises that it is ever its turn. Let those who come later see that somebody waits, and wait behind it.";
    StaleRead = "STALE READ":
        "A load gave an older value than the newest one, which its memory ordering allows, and the program could not bear it. A Release store and an Acquire load that reads it make everything before the one visible after the other.";
    DataRace = "DATA RACE":
        "Two threads accessed the same memory without anything that puts one access before the other. In Rust that is undefined behaviour.";
    WrongResult = "WRONG RESULT":
        "The program ended, and its result is not what was asked for. If it happens in every interleaving it is not about concurrency at all.";
    MissedBug = "MISSED BUG":
        "Your test accepted a version that is known to be wrong. Ask which interleaving it never tried, or which property it never looked at.";
    RightRefused = "RIGHT REFUSED":
        "Your test refused a version that is correct. It asks for more than the specification promises.";
    Panicked = "PANICKED":
        "A thread panicked, by an assertion or by an `unwrap`, and nobody dealt with it. The report shows the message and the interleaving that led there.";
    PanicSwallowed = "PANIC SWALLOWED":
        "A job panicked, and nobody was told. Whoever waits for its result has to learn that there will be none.";
    NotStarted = "NOT STARTED":
        "The run came to a `todo!()`. That is where your part begins.";
    NeverFinished = "NEVER FINISHED":
        "The run did not end within its time limit and was stopped. Look for a loop without an end.";
    BlockedOutside = "BLOCKED OUTSIDE":
        "A thread has been stuck inside one step for seconds. It blocks, or loops, on something that the exploration cannot see: input, a real file or socket, `core::sync`, or a loop that touches no lock, atomic or channel.";
    NotRepeatable = "NOT REPEATABLE":
        "The same schedule was run twice and the program behaved differently. It uses something besides the schedule: the real time, a random number, the order of a `HashMap` (a `BTreeMap` has a fixed one), the address of an object, or state kept from an earlier run.";
    Outlived = "OUTLIVED":
        "A lock, channel or cell was used in two runs of the program: it is a static, or was made outside the explored closure. Each interleaving has to start from the same state, so make it inside.";
    Exited = "EXITED":
        "The program called `process::exit` or `abort`. That ends the test as well, before anything was checked.";
    Crashed = "CRASHED":
        "The process was ended by a signal. The usual cause is a recursion without an end, which overflows the stack.";
    ZombieLeft = "ZOMBIE LEFT":
        "A process has ended, and its parent never waited for it. Its entry stays in the system's table until the parent waits or ends.";
    OrphanLeft = "ORPHAN LEFT":
        "The program was over, and a process that it had started was still running. Somebody has to tell it to end, and to wait for it.";
    DescriptorLeaked = "DESCRIPTOR LEAKED":
        "A file, pipe or socket was opened and never closed. A process may have only so many, and the other end of a pipe is told of the end of the data only when every copy of this end is closed.";
    NameLeft = "NAME LEFT":
        "A name of shared memory or of a semaphore was made and never unlinked. It outlives every process, until somebody unlinks it or the machine is started again.";
    ChildReturned = "CHILD RETURNED":
        "A forked child came back out of the function that forked it, and went on with its caller's work, which the parent is doing as well. A child ends in `_exit` or in `exec`, also when it panics.";
    TooManyProcesses = "TOO MANY PROCESSES":
        "The program started processes until the limit of the tests was reached. Look for a fork in a loop that the children run, too.";
    DoesNotCompile = "DOES NOT COMPILE":
        "The compiler refused the file. Its message names the line.";
    TooMuchOutput = "TOO MUCH OUTPUT":
        "The run printed so much that it was stopped. Look for a print in a loop without an end.";
}

impl Verdict {
    /// The verdict with that name, in capitals or not.
    pub fn from_name(name: &str) -> Option<Verdict> {
        let name = name.trim();
        Verdict::ALL.iter().copied().find(|v| v.name().eq_ignore_ascii_case(name))
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
