//! VERDICT: RAN SERIALLY
//! Sixteen locks, chosen by the hash: two keys with the same one wait for each other.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::{Mutex, PoisonError, RwLock};

pub fn memo<K, V>(f: impl Fn(&K) -> V + Sync) -> impl Fn(K) -> V + Sync
where
    K: Clone + Ord + Hash + Send + Sync,
    V: Clone + Send + Sync,
{
    let known: RwLock<HashMap<K, V>> = RwLock::new(HashMap::new());
    let turns = [const { Mutex::new(()) }; 16];
    let hasher = RandomState::new();
    move |key| {
        if let Some(value) = known.read().unwrap().get(&key) {
            return value.clone();
        }
        let turn = hasher.hash_one(&key) % 16;
        let _turn = turns[turn as usize].lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(value) = known.read().unwrap().get(&key) {
            return value.clone();
        }
        let value = f(&key);
        known.write().unwrap().insert(key, value.clone());
        value
    }
}
