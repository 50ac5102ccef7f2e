//! VERDICT: LOCK HELD TOO LONG
//! The right types in a single statement: the guard of the map lives until its end.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, OnceLock};

pub fn memo<K, V>(f: impl Fn(&K) -> V + Sync) -> impl Fn(K) -> V + Sync
where
    K: Clone + Ord + Hash + Send + Sync,
    V: Clone + Send + Sync,
{
    let cells: Mutex<HashMap<K, Arc<OnceLock<V>>>> = Mutex::new(HashMap::new());
    move |key| {
        cells
            .lock()
            .unwrap()
            .entry(key.clone())
            .or_default()
            .clone()
            .get_or_init(|| f(&key))
            .clone()
    }
}
