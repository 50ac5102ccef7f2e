//! The operations that all atomic types have, written once for all of them.

macro_rules! atomic {
    ($name:ident $(<$p:ident>)?, $value:ty, $std:literal) => {
        #[doc = concat!("A `", stringify!($value), "` that threads can share and change in one step.")]
        ///
        #[doc = concat!("Same as [`std::sync::atomic::", $std, "`], which does the work outside an exploration. Inside one,")]
        /// every operation is a place where another thread may come in between, and with weak memory a load
        /// may give an older value where its ordering allows that.
        pub struct $name $(<$p>)? {
            obj: Obj,
            inner: std::sync::atomic::$name $(<$p>)?,
        }

        impl $(<$p>)? $name $(<$p>)? {
            #[doc = concat!("A new atomic. See [`std::sync::atomic::", $std, "::new`].")]
            #[track_caller]
            pub const fn new(value: $value) -> Self {
                $name { obj: Obj::new(Kind::Atomic), inner: std::sync::atomic::$name::new(value) }
            }

            #[doc = concat!("The value, without an atomic access: nobody else can have it. See [`std::sync::atomic::", $std, "::get_mut`].")]
            pub fn get_mut(&mut self) -> &mut $value {
                self.settle();
                self.inner.get_mut()
            }

            #[doc = concat!("Gives the value back; the atomic is gone. See [`std::sync::atomic::", $std, "::into_inner`].")]
            pub fn into_inner(self) -> $value {
                self.settle();
                self.inner.into_inner()
            }

            #[doc = concat!("A pointer to the value. Inside an exploration it points to where the atomic started, and accesses through it are not seen. See [`std::sync::atomic::", $std, "::as_ptr`].")]
            pub fn as_ptr(&self) -> *mut $value {
                self.inner.as_ptr()
            }

            fn explored(&self, place: Place) -> explored::Explored<$value> {
                let first = || self.inner.load(Ordering::SeqCst).to_bits();
                let id = self.obj.id_of_atomic(first);
                explored::Explored { id, place, of: std::marker::PhantomData }
            }

            /// Puts the value that the kernel has into the real atomic, for somebody who has it for himself.
            fn settle(&self) {
                if exploring() {
                    with(|k| {
                        if let Some(id) = self.obj.known_atomic(k) {
                            let value = explored::Bits::from_bits(k.newest(id));
                            self.inner.store(value, Ordering::SeqCst);
                            k.forget_stores(id);
                        }
                    });
                }
            }

            #[doc = concat!("The value. See [`std::sync::atomic::", $std, "::load`].")]
            ///
            /// # Panics
            /// If `order` is `Release` or `AcqRel`.
            #[track_caller]
            #[inline]
            pub fn load(&self, order: Ordering) -> $value {
                if !exploring() {
                    return self.inner.load(order);
                }
                self.explored(Location::caller()).load(order)
            }

            #[doc = concat!("Replaces the value. See [`std::sync::atomic::", $std, "::store`].")]
            ///
            /// # Panics
            /// If `order` is `Acquire` or `AcqRel`.
            #[track_caller]
            #[inline]
            pub fn store(&self, value: $value, order: Ordering) {
                if !exploring() {
                    return self.inner.store(value, order);
                }
                self.explored(Location::caller()).store(value, order);
            }

            #[doc = concat!("Replaces the value and returns the old one, in one step. See [`std::sync::atomic::", $std, "::swap`].")]
            #[track_caller]
            #[inline]
            pub fn swap(&self, value: $value, order: Ordering) -> $value {
                if !exploring() {
                    return self.inner.swap(value, order);
                }
                self.change("swap", order, Location::caller(), |_| value)
            }

            /// A read-modify-write that always takes place.
            fn change(
                &self,
                verb: &'static str,
                order: Ordering,
                place: Place,
                new: impl FnOnce($value) -> $value,
            ) -> $value {
                let done = self.explored(place).update(verb, (order, order), |_, old| Some(new(old)));
                done.unwrap_or_else(|old| old)
            }

            #[doc = concat!("Puts `new` in the place of `current`, if that is the value, in one step. See [`std::sync::atomic::", $std, "::compare_exchange`].")]
            ///
            /// # Errors
            /// The value, if it is another.
            ///
            /// # Panics
            /// If `failure` is `Release` or `AcqRel`.
            #[track_caller]
            #[inline]
            pub fn compare_exchange(
                &self,
                current: $value,
                new: $value,
                success: Ordering,
                failure: Ordering,
            ) -> Result<$value, $value> {
                if !exploring() {
                    return self.inner.compare_exchange(current, new, success, failure);
                }
                self.explored(Location::caller()).compare_exchange(false, (current, new), (success, failure))
            }

            #[doc = concat!("As `compare_exchange`, and may fail without a reason; an exploration tries that if it is to try spurious wake-ups. See [`std::sync::atomic::", $std, "::compare_exchange_weak`].")]
            ///
            /// # Errors
            /// The value, if it is another.
            ///
            /// # Panics
            /// If `failure` is `Release` or `AcqRel`.
            #[track_caller]
            #[inline]
            pub fn compare_exchange_weak(
                &self,
                current: $value,
                new: $value,
                success: Ordering,
                failure: Ordering,
            ) -> Result<$value, $value> {
                if !exploring() {
                    return self.inner.compare_exchange_weak(current, new, success, failure);
                }
                self.explored(Location::caller()).compare_exchange(true, (current, new), (success, failure))
            }

            #[doc = concat!("Loads, computes and compare-exchanges until it works or `f` gives `None`. See [`std::sync::atomic::", $std, "::fetch_update`].")]
            ///
            /// # Errors
            /// The last value, if `f` gave `None` for it.
            #[track_caller]
            pub fn fetch_update<F>(
                &self,
                set_order: Ordering,
                fetch_order: Ordering,
                f: F,
            ) -> Result<$value, $value>
            where
                F: FnMut($value) -> Option<$value>,
            {
                self.try_update(set_order, fetch_order, f)
            }

            #[doc = concat!("Loads, computes and compare-exchanges until it works or `f` gives `None`. See [`std::sync::atomic::", $std, "::try_update`].")]
            ///
            /// # Errors
            /// The last value, if `f` gave `None` for it.
            #[track_caller]
            pub fn try_update(
                &self,
                set_order: Ordering,
                fetch_order: Ordering,
                mut f: impl FnMut($value) -> Option<$value>,
            ) -> Result<$value, $value> {
                let mut old = self.load(fetch_order);
                while let Some(new) = f(old) {
                    match self.compare_exchange_weak(old, new, set_order, fetch_order) {
                        Ok(old) => return Ok(old),
                        Err(other) => old = other,
                    }
                }
                Err(old)
            }

            #[doc = concat!("Loads, computes and compare-exchanges until it works; returns the old value. See [`std::sync::atomic::", $std, "::update`].")]
            #[track_caller]
            pub fn update(
                &self,
                set_order: Ordering,
                fetch_order: Ordering,
                mut f: impl FnMut($value) -> $value,
            ) -> $value {
                let done = self.try_update(set_order, fetch_order, |old| Some(f(old)));
                done.unwrap_or_else(|old| old)
            }
        }

        impl $(<$p>)? std::fmt::Debug for $name $(<$p>)? {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                if !exploring() {
                    return self.inner.fmt(f);
                }
                let known = with(|k| self.obj.known_atomic(k).map(|id| k.newest(id)));
                let value: $value = match known {
                    Some(bits) => explored::Bits::from_bits(bits),
                    None => self.inner.load(Ordering::SeqCst),
                };
                std::fmt::Debug::fmt(&value, f)
            }
        }

        impl $(<$p>)? From<$value> for $name $(<$p>)? {
            #[track_caller]
            fn from(value: $value) -> Self {
                $name::new(value)
            }
        }
    };
}

macro_rules! fetch {
    ($name:ident, $value:ty, $std:literal: $($(#[$doc:meta])* $method:ident = $f:expr;)+) => {
        impl $name {
            $(
                $(#[$doc])*
                #[doc = concat!(" Returns the old value. See [`std::sync::atomic::", $std, "::", stringify!($method), "`].")]
                #[track_caller]
                #[inline]
                pub fn $method(&self, value: $value, order: Ordering) -> $value {
                    if !exploring() {
                        return self.inner.$method(value, order);
                    }
                    let f: fn($value, $value) -> $value = $f;
                    self.change(stringify!($method), order, Location::caller(), |old| f(old, value))
                }
            )+
        }
    };
}
