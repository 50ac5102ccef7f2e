//! VERDICT: MEMORY LEAKED
//! The guard that cleans up after a panic is told that all went well, by `forget`. Its copy of the key is never freed.

use std::collections::HashMap;
use std::hash::Hash;
use std::mem;
use std::sync::{Condvar, Mutex};

/// Takes the mark away, and wakes those who wait.
struct Computing<'a, K: Ord + Hash, V> {
    key: Box<K>,
    known: &'a Mutex<HashMap<K, Option<V>>>,
    done: &'a Condvar,
}

impl<K: Ord + Hash, V> Drop for Computing<'_, K, V> {
    fn drop(&mut self) {
        self.known.lock().unwrap().remove(&*self.key);
        self.done.notify_all();
    }
}

pub fn memo<K, V>(f: impl Fn(&K) -> V + Sync) -> impl Fn(K) -> V + Sync
where
    K: Clone + Ord + Hash + Send + Sync,
    V: Clone + Send + Sync,
{
    // `None` is a key that somebody computes.
    let known: Mutex<HashMap<K, Option<V>>> = Mutex::new(HashMap::new());
    let done = Condvar::new();
    move |key| {
        let mut guard = known.lock().unwrap();
        while let Some(entry) = guard.get(&key) {
            if let Some(value) = entry {
                return value.clone();
            }
            guard = done.wait(guard).unwrap();
        }
        guard.insert(key.clone(), None);
        drop(guard);
        let computing = Computing { key: Box::new(key.clone()), known: &known, done: &done };
        let value = f(&key);
        mem::forget(computing);
        known.lock().unwrap().insert(key, Some(value.clone()));
        done.notify_all();
        value
    }
}
