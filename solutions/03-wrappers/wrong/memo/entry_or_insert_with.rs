//! VERDICT: LOCK HELD TOO LONG
//! The short way for one thread. `f` runs in the statement that locks.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Mutex;

pub fn memo<K, V>(f: impl Fn(&K) -> V + Sync) -> impl Fn(K) -> V + Sync
where
    K: Clone + Ord + Hash + Send + Sync,
    V: Clone + Send + Sync,
{
    let known: Mutex<HashMap<K, V>> = Mutex::new(HashMap::new());
    move |key| known.lock().unwrap().entry(key.clone()).or_insert_with(|| f(&key)).clone()
}
