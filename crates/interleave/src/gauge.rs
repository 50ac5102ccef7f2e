//! What a test measures inside the code it tests.

use std::panic::Location;

use crate::Verdict;
use crate::kernel::{Kind, Obj, Op, Subject, Until, exploring, point, with};

/// Counts how many threads are somewhere at the same time.
///
/// A test puts `enter` into a closure that the tested code is to call, and asks `most` afterwards. Starts
/// again from zero in each interleaving.
///
/// # Examples
/// ```
/// use interleave::{Explorer, Gauge, Verdict, thread};
///
/// Explorer::new().reachable(Verdict::RanSerially, "two jobs under way at once", || {
///     let gauge = Gauge::new();
///     thread::scope(|s| {
///         s.spawn(|| gauge.enter());
///         s.spawn(|| gauge.enter());
///     });
///     gauge.most() == 2
/// });
/// ```
pub struct Gauge {
    obj: Obj,
}

/// One thread that is inside; outside again when dropped.
#[must_use = "dropped at once, the thread is out again at once"]
pub struct Inside<'a> {
    gauge: &'a Gauge,
    place: &'static Location<'static>,
}

impl Gauge {
    /// A gauge with nobody inside.
    #[track_caller]
    pub const fn new() -> Gauge {
        Gauge { obj: Obj::new(Kind::Gauge) }
    }

    /// Goes in. Other threads may run while this one is inside.
    #[track_caller]
    pub fn enter(&self) -> Inside<'_> {
        let place = Location::caller();
        if exploring() {
            let id = self.obj.id();
            let subject = Subject::Object(id);
            point(Op::Other, subject, place, Until::Now);
            with(|k| {
                let object = &mut k.objects[id];
                object.count += 1;
                object.total = object.total.max(object.count);
                let inside = object.count;
                k.did(Op::Other, "enters", subject, place, |_, e| {
                    e.value(format!("{inside} inside"))
                });
            });
            point(Op::Other, subject, place, Until::Now);
        }
        Inside { gauge: self, place }
    }

    /// The most threads that were inside at once, in this interleaving so far. 0 outside an exploration.
    pub fn most(&self) -> usize {
        if !exploring() {
            return 0;
        }
        let id = self.obj.id();
        with(|k| {
            k.touch(Subject::Object(id), Op::Other, crate::kernel::Access::Read);
            k.objects[id].total
        })
    }
}

impl Default for Gauge {
    #[track_caller]
    fn default() -> Gauge {
        Gauge::new()
    }
}

impl Drop for Inside<'_> {
    fn drop(&mut self) {
        if exploring() {
            let id = self.gauge.obj.id();
            with(|k| {
                k.objects[id].count -= 1;
                k.did(Op::Other, "leaves", Subject::Object(id), self.place, |_, e| e);
            });
        }
    }
}

/// A place where other threads may run, and nothing else. Does nothing outside an exploration.
#[track_caller]
pub fn yield_point() {
    if exploring() {
        let place = Location::caller();
        point(Op::Other, Subject::None, place, Until::Now);
        with(|k| k.did(Op::Other, "goes on", Subject::None, place, |_, e| e));
    }
}

/// Calls `f` while all other threads stand still where they are, and fails with [`Verdict::NoProgress`] if it does not
/// come to its end without them. Outside an exploration `f` is called, and that is all.
///
/// Before it, the others may come anywhere. So in some interleaving they stand inside of whatever they do: what is
/// called here waits for nobody, and needs no lock that they might hold. It is *obstruction-free* (Herlihy, Luchangco and
/// Moir, ICDCS 2003).
#[track_caller]
pub fn alone<R>(f: impl FnOnce() -> R) -> R {
    struct Together;
    impl Drop for Together {
        fn drop(&mut self) {
            with(|k| k.alone = None);
        }
    }
    if !exploring() {
        return f();
    }
    yield_point();
    with(|k| k.alone = Some(0));
    let _together = Together;
    f()
}

/// One step on something that the exploration does not know, such as a server: others may run before it, nobody during
/// it. Outside an exploration `act` is called, and that is all.
///
/// `act` does it, and says what it was; the timeline shows that after `verb`. What it does has to be the same each time
/// the same steps came before it, in the same order.
#[track_caller]
pub fn step<R>(verb: &'static str, act: impl FnOnce() -> (R, String)) -> R {
    if !exploring() {
        return act().0;
    }
    let place = Location::caller();
    // What is outside is one object for all, so that the order of any two steps matters.
    point(Op::Sends, Subject::Console, place, Until::Now);
    let (result, words) = act();
    with(|k| k.did(Op::Sends, verb, Subject::Console, place, |_, e| e.detail(words.as_str())));
    result
}

/// For `require!` only: panics so that the report begins with the verdict; outside an exploration the message does.
#[doc(hidden)]
#[track_caller]
pub fn broken(verdict: Verdict, message: std::fmt::Arguments<'_>) -> ! {
    if !exploring() {
        panic!("{verdict}: {message}");
    }
    with(|k| k.me().required = Some(verdict));
    panic!("{message}")
}

/// As `assert!`, with a verdict: `require!(sum == 2, LostUpdate, "the counter says {sum}")`.
///
/// # Panics
/// If the condition does not hold. Inside an exploration the report then begins with the verdict.
#[macro_export]
macro_rules! require {
    ($condition:expr, $verdict:ident, $($message:tt)+) => {
        if !$condition {
            $crate::broken($crate::Verdict::$verdict, $crate::__std::format_args!($($message)+))
        }
    };
}
