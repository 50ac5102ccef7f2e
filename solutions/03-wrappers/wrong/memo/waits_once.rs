//! VERDICT: PANICKED
//! `if` for `while`: who wakes up for another reason finds no value.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Condvar, Mutex};

struct Computing<'a, K: Ord + Hash, V> {
    key: K,
    known: &'a Mutex<HashMap<K, Option<V>>>,
    done: &'a Condvar,
}

impl<K: Ord + Hash, V> Drop for Computing<'_, K, V> {
    fn drop(&mut self) {
        let mut known = self.known.lock().unwrap();
        if let Some(None) = known.get(&self.key) {
            known.remove(&self.key);
        }
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
        if let Some(entry) = guard.get(&key) {
            if let Some(value) = entry {
                return value.clone();
            }
            guard = done.wait(guard).unwrap();
            return guard[&key].clone().expect("whoever woke us has put it there");
        }
        guard.insert(key.clone(), None);
        drop(guard);
        let computing = Computing { key: key.clone(), known: &known, done: &done };
        let value = f(&key);
        known.lock().unwrap().insert(key, Some(value.clone()));
        drop(computing);
        value
    }
}
