//! Each key has a turn to wait for and a place for the value. A poisoned turn is taken all the same: it holds nothing.

use std::collections::BTreeMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

struct Entry<V> {
    turn: Mutex<()>,
    value: OnceLock<V>,
}

pub fn memo<K, V>(f: impl Fn(&K) -> V + Sync) -> impl Fn(K) -> V + Sync
where
    K: Clone + Ord + Hash + Send + Sync,
    V: Clone + Send + Sync,
{
    let entries: Mutex<BTreeMap<K, Arc<Entry<V>>>> = Mutex::default();
    let empty = || Arc::new(Entry { turn: Mutex::new(()), value: OnceLock::new() });
    move |key| {
        let entry = entries.lock().unwrap().entry(key.clone()).or_insert_with(empty).clone();
        if let Some(value) = entry.value.get() {
            return value.clone();
        }
        let _turn = entry.turn.lock().unwrap_or_else(PoisonError::into_inner);
        // Somebody may have filled it while we waited.
        if let Some(value) = entry.value.get() {
            return value.clone();
        }
        let value = f(&key);
        let _ = entry.value.set(value.clone());
        value
    }
}
