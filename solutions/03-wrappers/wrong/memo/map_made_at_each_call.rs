//! VERDICT: WRONG RESULT
//! The map is inside of the closure: every call begins with an empty one.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, OnceLock};

pub fn memo<K, V>(f: impl Fn(&K) -> V + Sync) -> impl Fn(K) -> V + Sync
where
    K: Clone + Ord + Hash + Send + Sync,
    V: Clone + Send + Sync,
{
    move |key| {
        let cells: Mutex<HashMap<K, Arc<OnceLock<V>>>> = Mutex::new(HashMap::new());
        let cell = cells.lock().unwrap().entry(key.clone()).or_default().clone();
        cell.get_or_init(|| f(&key)).clone()
    }
}
