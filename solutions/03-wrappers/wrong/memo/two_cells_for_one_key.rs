//! VERDICT: CHECK THEN ACT
//! Looked for the cell in one section, put a new one there in another: the second cell replaces the first.

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
        let found = cells.lock().unwrap().get(&key).cloned();
        let cell = match found {
            Some(cell) => cell,
            None => {
                let cell = Arc::new(OnceLock::new());
                cells.lock().unwrap().insert(key.clone(), cell.clone());
                cell
            }
        };
        cell.get_or_init(|| f(&key)).clone()
    }
}
