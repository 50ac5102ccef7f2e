//! VERDICT: RAN SERIALLY
//! Known keys have a lock of their own. Those that are computed take turns.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError, RwLock};

pub fn memo<K, V>(f: impl Fn(&K) -> V + Sync) -> impl Fn(K) -> V + Sync
where
    K: Clone + Ord + Hash + Send + Sync,
    V: Clone + Send + Sync,
{
    let known: RwLock<HashMap<K, V>> = RwLock::new(HashMap::new());
    let turn = Mutex::new(());
    move |key| {
        if let Some(value) = known.read().unwrap().get(&key) {
            return value.clone();
        }
        let _turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(value) = known.read().unwrap().get(&key) {
            return value.clone();
        }
        let value = f(&key);
        known.write().unwrap().insert(key, value.clone());
        value
    }
}
