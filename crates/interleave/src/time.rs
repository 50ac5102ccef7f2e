//! As `std::time`, with virtual time inside an exploration.

use std::ops::{Add, AddAssign, Sub, SubAssign};
use std::time as real;

pub use std::time::Duration;

use crate::kernel::{Op, Subject, Until, exploring, point, with};

/// A moment. Same as [`std::time::Instant`]; inside an exploration time passes only by waiting for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(Moment);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Moment {
    Real(real::Instant),
    /// Time since the start of the execution.
    Virtual(Duration),
}

/// The virtual moment `limit` from now, in nanoseconds since the start of the execution; `u64::MAX` is never.
pub(crate) fn after(limit: Duration) -> u64 {
    let nanos = u64::try_from(limit.as_nanos()).unwrap_or(u64::MAX);
    with(|k| k.now).saturating_add(nanos)
}

impl Instant {
    /// This moment. See [`std::time::Instant::now`].
    #[track_caller]
    pub fn now() -> Instant {
        if !exploring() {
            return Instant(Moment::Real(real::Instant::now()));
        }
        let place = std::panic::Location::caller();
        point(Op::Other, Subject::None, place, Until::Now);
        let now = with(|k| {
            k.saw(Op::Other, "looks at the clock", Subject::Time, place, |_, e| e);
            k.now
        });
        Instant(Moment::Virtual(Duration::from_nanos(now)))
    }

    /// Time from `earlier` to this moment, zero if it is later. See [`std::time::Instant::duration_since`].
    pub fn duration_since(&self, earlier: Instant) -> Duration {
        self.saturating_duration_since(earlier)
    }

    /// Time from `earlier` to this moment, `None` if it is later. See [`std::time::Instant::checked_duration_since`].
    pub fn checked_duration_since(&self, earlier: Instant) -> Option<Duration> {
        match (self.0, earlier.0) {
            (Moment::Real(later), Moment::Real(earlier)) => later.checked_duration_since(earlier),
            (Moment::Virtual(later), Moment::Virtual(earlier)) => later.checked_sub(earlier),
            _ => mixed(),
        }
    }

    /// Time from `earlier` to this moment, zero if it is later. See [`std::time::Instant::saturating_duration_since`].
    pub fn saturating_duration_since(&self, earlier: Instant) -> Duration {
        self.checked_duration_since(earlier).unwrap_or_default()
    }

    /// Time from this moment to now. See [`std::time::Instant::elapsed`].
    #[track_caller]
    pub fn elapsed(&self) -> Duration {
        Instant::now().duration_since(*self)
    }

    /// The moment `time` later, if it can be told. See [`std::time::Instant::checked_add`].
    pub fn checked_add(&self, time: Duration) -> Option<Instant> {
        let moment = match self.0 {
            Moment::Real(moment) => Moment::Real(moment.checked_add(time)?),
            // std has room for no more seconds than this.
            Moment::Virtual(moment) => Moment::Virtual(
                moment.checked_add(time).filter(|sum| i64::try_from(sum.as_secs()).is_ok())?,
            ),
        };
        Some(Instant(moment))
    }

    /// The moment `time` earlier, if it can be told. See [`std::time::Instant::checked_sub`].
    pub fn checked_sub(&self, time: Duration) -> Option<Instant> {
        let moment = match self.0 {
            Moment::Real(moment) => Moment::Real(moment.checked_sub(time)?),
            Moment::Virtual(moment) => Moment::Virtual(moment.checked_sub(time)?),
        };
        Some(Instant(moment))
    }
}

fn mixed() -> ! {
    panic!("interleave: a moment inside an exploration and one outside cannot be compared")
}

impl Add<Duration> for Instant {
    type Output = Instant;

    fn add(self, time: Duration) -> Instant {
        self.checked_add(time).expect("overflow when adding duration to instant")
    }
}

impl AddAssign<Duration> for Instant {
    fn add_assign(&mut self, time: Duration) {
        *self = *self + time;
    }
}

impl Sub<Duration> for Instant {
    type Output = Instant;

    fn sub(self, time: Duration) -> Instant {
        self.checked_sub(time).expect("overflow when subtracting duration from instant")
    }
}

impl SubAssign<Duration> for Instant {
    fn sub_assign(&mut self, time: Duration) {
        *self = *self - time;
    }
}

impl Sub<Instant> for Instant {
    type Output = Duration;

    fn sub(self, earlier: Instant) -> Duration {
        self.duration_since(earlier)
    }
}
