//! Messages as iterators.

use std::fmt;
use std::panic::Location;

use super::Receiver;
use crate::kernel::Place;

/// Messages, each waited for, until nobody is left to send one. See [`std::sync::mpsc::Iter`].
pub struct Iter<'a, T: 'a> {
    rx: &'a Receiver<T>,
    /// The line that made it: `next` may be called from inside std, which is no place to show.
    place: Place,
}

/// The messages that are there, without waiting. See [`std::sync::mpsc::TryIter`].
pub struct TryIter<'a, T: 'a> {
    rx: &'a Receiver<T>,
    place: Place,
}

/// As [`Iter`], with a receiver of its own. See [`std::sync::mpsc::IntoIter`].
pub struct IntoIter<T> {
    rx: Receiver<T>,
    place: Place,
}

impl<T> Receiver<T> {
    /// Messages, each waited for, until nobody is left to send one. See [`std::sync::mpsc::Receiver::iter`].
    #[track_caller]
    pub fn iter(&self) -> Iter<'_, T> {
        Iter { rx: self, place: Location::caller() }
    }

    /// The messages that are there, without waiting. See [`std::sync::mpsc::Receiver::try_iter`].
    #[track_caller]
    pub fn try_iter(&self) -> TryIter<'_, T> {
        TryIter { rx: self, place: Location::caller() }
    }
}

impl<'a, T> IntoIterator for &'a Receiver<T> {
    type Item = T;
    type IntoIter = Iter<'a, T>;

    #[track_caller]
    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

impl<T> IntoIterator for Receiver<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;

    #[track_caller]
    fn into_iter(self) -> IntoIter<T> {
        IntoIter { rx: self, place: Location::caller() }
    }
}

impl<T> Iterator for Iter<'_, T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.rx.recv_at(self.place).ok()
    }
}

impl<T> Iterator for TryIter<'_, T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.rx.try_recv_at(self.place).ok()
    }
}

impl<T> Iterator for IntoIter<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.rx.recv_at(self.place).ok()
    }
}

macro_rules! debug {
    ($($name:ident, $of:ty;)+) => { $(
        impl<T> fmt::Debug for $of {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name)).field("rx", &self.rx).finish()
            }
        }
    )+ };
}

debug! {
    Iter, Iter<'_, T>;
    TryIter, TryIter<'_, T>;
    IntoIter, IntoIter<T>;
}
