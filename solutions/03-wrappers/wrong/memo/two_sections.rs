//! VERDICT: CHECK THEN ACT
//! Looked up under the lock, computed without it, stored under the lock: two look before either stores.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Mutex;

pub fn memo<K, V>(f: impl Fn(&K) -> V + Sync) -> impl Fn(K) -> V + Sync
where
    K: Clone + Ord + Hash + Send + Sync,
    V: Clone + Send + Sync,
{
    let known: Mutex<HashMap<K, V>> = Mutex::new(HashMap::new());
    move |key| {
        if let Some(value) = known.lock().unwrap().get(&key).cloned() {
            return value;
        }
        let value = f(&key);
        known.lock().unwrap().insert(key, value.clone());
        value
    }
}
