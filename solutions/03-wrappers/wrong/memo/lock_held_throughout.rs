//! VERDICT: LOCK HELD TOO LONG
//! One guard from the look to the end: each key once, and everybody waits for every key.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

pub fn memo<K, V>(f: impl Fn(&K) -> V + Sync) -> impl Fn(K) -> V + Sync
where
    K: Clone + Ord + Hash + Send + Sync,
    V: Clone + Send + Sync,
{
    let known: Mutex<HashMap<K, V>> = Mutex::new(HashMap::new());
    move |key| {
        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(value) = known.get(&key) {
            return value.clone();
        }
        let value = f(&key);
        known.insert(key, value.clone());
        value
    }
}
