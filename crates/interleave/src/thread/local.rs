//! `thread_local!`: a value for each thread.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::thread::{self as real, AccessError};

use crate::kernel::{self, exploring, with};
use crate::leaks;

thread_local! {
    /// Values of explored threads, by thread and by the address of the key.
    static VALUES: RefCell<HashMap<(kernel::ThreadId, usize), Rc<dyn Any>>> =
        RefCell::new(HashMap::new());
}

/// The key that `thread_local!` makes. See [`std::thread::LocalKey`].
pub struct LocalKey<T: 'static> {
    real: &'static real::LocalKey<T>,
    init: fn() -> T,
}

impl<T: 'static> LocalKey<T> {
    /// For `thread_local!` only.
    #[doc(hidden)]
    pub const fn new(real: &'static real::LocalKey<T>, init: fn() -> T) -> LocalKey<T> {
        LocalKey { real, init }
    }

    /// Calls `f` with this thread's value, made on first use. See [`std::thread::LocalKey::with`].
    ///
    /// # Panics
    /// If the value has been dropped already, at the end of its thread.
    pub fn with<F, R>(&'static self, f: F) -> R
    where
        F: FnOnce(&T) -> R,
    {
        if !exploring() {
            return self.real.with(f);
        }
        f(&self.explored())
    }

    /// As `with`, without a panic. See [`std::thread::LocalKey::try_with`].
    ///
    /// # Errors
    /// If the value has been dropped already, at the end of its thread.
    pub fn try_with<F, R>(&'static self, f: F) -> Result<R, AccessError>
    where
        F: FnOnce(&T) -> R,
    {
        if !exploring() {
            return self.real.try_with(f);
        }
        Ok(f(&self.explored()))
    }

    fn explored(&'static self) -> Rc<T> {
        let key = std::ptr::from_ref(self).addr();
        if let Some(value) = kept(key) {
            return value.downcast().expect("a key has one type");
        }
        // The initialiser may use other keys, or come to a point.
        let value = Rc::new((self.init)());
        keep(key, value.clone());
        value
    }
}

/// The value that this thread has for the key.
fn kept(key: usize) -> Option<Rc<dyn Any>> {
    let thread = with(|k| k.current);
    VALUES.with_borrow(|values| values.get(&(thread, key)).cloned())
}

fn keep(key: usize, value: Rc<dyn Any>) {
    let thread = with(|k| k.current);
    leaks::uncounted(|| VALUES.with_borrow_mut(|values| values.insert((thread, key), value)));
}

impl<T: 'static> LocalKey<Cell<T>> {
    /// Replaces the value. See [`std::thread::LocalKey::set`].
    pub fn set(&'static self, value: T) {
        self.with(|cell| cell.set(value));
    }

    /// A copy of the value. See [`std::thread::LocalKey::get`].
    pub fn get(&'static self) -> T
    where
        T: Copy,
    {
        self.with(Cell::get)
    }

    /// Takes the value and leaves the default. See [`std::thread::LocalKey::take`].
    pub fn take(&'static self) -> T
    where
        T: Default,
    {
        self.with(Cell::take)
    }

    /// Replaces the value and returns the old one. See [`std::thread::LocalKey::replace`].
    pub fn replace(&'static self, value: T) -> T {
        self.with(|cell| cell.replace(value))
    }
}

impl<T: 'static> LocalKey<RefCell<T>> {
    /// Borrows the value. See [`std::thread::LocalKey::with_borrow`].
    ///
    /// # Panics
    /// If it is borrowed mutably.
    pub fn with_borrow<F, R>(&'static self, f: F) -> R
    where
        F: FnOnce(&T) -> R,
    {
        self.with(|cell| f(&cell.borrow()))
    }

    /// Borrows the value mutably. See [`std::thread::LocalKey::with_borrow_mut`].
    ///
    /// # Panics
    /// If it is borrowed.
    pub fn with_borrow_mut<F, R>(&'static self, f: F) -> R
    where
        F: FnOnce(&mut T) -> R,
    {
        self.with(|cell| f(&mut cell.borrow_mut()))
    }

    /// Replaces the value. See [`std::thread::LocalKey::set`].
    ///
    /// # Panics
    /// If it is borrowed.
    pub fn set(&'static self, value: T) {
        self.with(|cell| *cell.borrow_mut() = value);
    }

    /// Takes the value and leaves the default. See [`std::thread::LocalKey::take`].
    ///
    /// # Panics
    /// If it is borrowed.
    pub fn take(&'static self) -> T
    where
        T: Default,
    {
        self.with(RefCell::take)
    }

    /// Replaces the value and returns the old one. See [`std::thread::LocalKey::replace`].
    ///
    /// # Panics
    /// If it is borrowed.
    pub fn replace(&'static self, value: T) -> T {
        self.with(|cell| cell.replace(value))
    }
}

impl<T: 'static> std::fmt::Debug for LocalKey<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LocalKey").finish_non_exhaustive()
    }
}

/// At the end of an explored thread: drops its values, which may come to points.
pub(crate) fn drop_locals() {
    let me = with(|k| k.current);
    loop {
        let key = VALUES.with_borrow(|values| values.keys().find(|key| key.0 == me).copied());
        let Some(key) = key else { return };
        drop(VALUES.with_borrow_mut(|values| values.remove(&key)));
    }
}

/// Before an execution: an execution that was given up leaves its values behind; they are leaked.
pub(crate) fn forget_locals() {
    for (_, value) in VALUES.take() {
        std::mem::forget(value);
    }
}
