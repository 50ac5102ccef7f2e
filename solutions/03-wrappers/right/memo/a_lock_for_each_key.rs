//! A lock for each key, held while computing, and a poisoned one is used all the same: it is empty, or it has the value.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

pub fn memo<K, V>(f: impl Fn(&K) -> V + Sync) -> impl Fn(K) -> V + Sync
where
    K: Clone + Ord + Hash + Send + Sync,
    V: Clone + Send + Sync,
{
    let cells: Mutex<HashMap<K, Arc<Mutex<Option<V>>>>> = Mutex::new(HashMap::new());
    move |key| {
        let cell = cells.lock().unwrap().entry(key.clone()).or_default().clone();
        let mut value = cell.lock().unwrap_or_else(PoisonError::into_inner);
        value.get_or_insert_with(|| f(&key)).clone()
    }
}
