//! VERDICT: DEADLOCK
//! The guard in the head of the `match` lives to its end, and an arm locks again.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Mutex;

pub fn memo<K, V>(f: impl Fn(&K) -> V + Sync) -> impl Fn(K) -> V + Sync
where
    K: Clone + Ord + Hash + Send + Sync,
    V: Clone + Send + Sync,
{
    let known: Mutex<HashMap<K, V>> = Mutex::new(HashMap::new());
    move |key| match known.lock().unwrap().get(&key) {
        Some(value) => value.clone(),
        None => {
            let value = f(&key);
            known.lock().unwrap().insert(key, value.clone());
            value
        }
    }
}
