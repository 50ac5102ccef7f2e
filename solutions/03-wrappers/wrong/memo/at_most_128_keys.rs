//! VERDICT: WRONG RESULT
//! As `functools.lru_cache` does unless it is told otherwise: at most 128 keys, and then it begins anew.

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
        let cell = {
            let mut cells = cells.lock().unwrap();
            if cells.len() >= 128 && !cells.contains_key(&key) {
                cells.clear();
            }
            cells.entry(key.clone()).or_default().clone()
        };
        cell.get_or_init(|| f(&key)).clone()
    }
}
