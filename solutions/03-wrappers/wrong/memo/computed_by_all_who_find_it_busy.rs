//! VERDICT: CHECK THEN ACT
//! Who finds the key's lock taken does not wait for the answer, and computes it once more.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex};

pub fn memo<K, V>(f: impl Fn(&K) -> V + Sync) -> impl Fn(K) -> V + Sync
where
    K: Clone + Ord + Hash + Send + Sync,
    V: Clone + Send + Sync,
{
    let cells: Mutex<HashMap<K, Arc<Mutex<Option<V>>>>> = Mutex::new(HashMap::new());
    move |key| {
        let cell = cells.lock().unwrap().entry(key.clone()).or_default().clone();
        match cell.try_lock() {
            Ok(mut place) => place.get_or_insert_with(|| f(&key)).clone(),
            Err(_) => f(&key),
        }
    }
}
