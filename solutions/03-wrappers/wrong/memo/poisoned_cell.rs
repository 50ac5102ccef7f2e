//! VERDICT: PANICKED
//! A lock for each key, held while computing. A panic poisons it, and everybody who asks later panics, too.

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
        let mut value = cell.lock().unwrap();
        value.get_or_insert_with(|| f(&key)).clone()
    }
}
