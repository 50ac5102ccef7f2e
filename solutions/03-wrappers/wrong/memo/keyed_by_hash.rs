//! VERDICT: WRONG RESULT
//! The map is keyed by the hash of the key: two keys with the same hash are one.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::{Arc, Mutex, OnceLock};

pub fn memo<K, V>(f: impl Fn(&K) -> V + Sync) -> impl Fn(K) -> V + Sync
where
    K: Clone + Ord + Hash + Send + Sync,
    V: Clone + Send + Sync,
{
    let cells: Mutex<HashMap<u64, Arc<OnceLock<V>>>> = Mutex::new(HashMap::new());
    let hasher = RandomState::new();
    move |key| {
        let cell = cells.lock().unwrap().entry(hasher.hash_one(&key)).or_default().clone();
        cell.get_or_init(|| f(&key)).clone()
    }
}
