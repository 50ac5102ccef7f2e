//! VERDICT: DEADLOCK
//! Who computes leaves a mark, and wakes the others when done. A panic leaves the mark there for ever.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Condvar, Mutex};

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
        let value = f(&key);
        known.lock().unwrap().insert(key, Some(value.clone()));
        done.notify_all();
        value
    }
}
