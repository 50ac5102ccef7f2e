//! VERDICT: CHECK THEN ACT
//! A `OnceLock` for each key, filled in two steps: both see it empty and both compute.

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
        let cell = cells.lock().unwrap().entry(key.clone()).or_default().clone();
        if cell.get().is_none() {
            let _ = cell.set(f(&key));
        }
        cell.get().unwrap().clone()
    }
}
