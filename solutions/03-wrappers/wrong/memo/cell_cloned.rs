//! VERDICT: WRONG RESULT
//! No `Arc`: what is cloned is the cell, while it is empty, and the clone is filled and thrown away.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, OnceLock};

pub fn memo<K, V>(f: impl Fn(&K) -> V + Sync) -> impl Fn(K) -> V + Sync
where
    K: Clone + Ord + Hash + Send + Sync,
    V: Clone + Send + Sync,
{
    let cells: Mutex<HashMap<K, OnceLock<V>>> = Mutex::new(HashMap::new());
    move |key| {
        let cell = cells.lock().unwrap().entry(key.clone()).or_default().clone();
        cell.get_or_init(|| f(&key)).clone()
    }
}
