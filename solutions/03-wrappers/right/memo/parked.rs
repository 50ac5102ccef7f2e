//! Those who wait leave their name and park. Who is done, or has panicked, unparks them, and they look again.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex};
use std::thread::{self, Thread};

enum State<V> {
    Empty,
    Busy(Vec<Thread>),
    Known(V),
}

struct Slot<V>(Mutex<State<V>>);

impl<V> Slot<V> {
    fn set(&self, to: State<V>) {
        let old = std::mem::replace(&mut *self.0.lock().unwrap(), to);
        if let State::Busy(waiting) = old {
            for thread in waiting {
                thread.unpark();
            }
        }
    }
}

struct Undo<'a, V>(&'a Slot<V>);

impl<V> Drop for Undo<'_, V> {
    fn drop(&mut self) {
        let busy = matches!(&*self.0.0.lock().unwrap(), State::Busy(_));
        if busy {
            self.0.set(State::Empty)
        }
    }
}

pub fn memo<K, V>(f: impl Fn(&K) -> V + Sync) -> impl Fn(K) -> V + Sync
where
    K: Clone + Ord + Hash + Send + Sync,
    V: Clone + Send + Sync,
{
    let map: Mutex<HashMap<K, Arc<Slot<V>>>> = Mutex::new(HashMap::new());
    move |key: K| {
        let slot = map
            .lock()
            .unwrap()
            .entry(key.clone())
            .or_insert_with(|| Arc::new(Slot(Mutex::new(State::Empty))))
            .clone();
        loop {
            let mut state = slot.0.lock().unwrap();
            match &mut *state {
                State::Known(value) => return value.clone(),
                State::Busy(waiting) => {
                    waiting.push(thread::current());
                    drop(state);
                    thread::park();
                }
                State::Empty => {
                    *state = State::Busy(Vec::new());
                    break;
                }
            }
        }
        let undo = Undo(&slot);
        let value = f(&key);
        undo.0.set(State::Known(value.clone()));
        value
    }
}
