//! Known keys are found with the read half; a new cell is made with the write half, which looks again.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, OnceLock, RwLock};

pub fn memo<K, V>(f: impl Fn(&K) -> V + Sync) -> impl Fn(K) -> V + Sync
where
    K: Clone + Ord + Hash + Send + Sync,
    V: Clone + Send + Sync,
{
    let cells: RwLock<HashMap<K, Arc<OnceLock<V>>>> = RwLock::new(HashMap::new());
    move |key| {
        let found = cells.read().unwrap().get(&key).cloned();
        let cell =
            found.unwrap_or_else(|| cells.write().unwrap().entry(key.clone()).or_default().clone());
        cell.get_or_init(|| f(&key)).clone()
    }
}
