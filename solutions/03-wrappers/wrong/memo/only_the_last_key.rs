//! VERDICT: WRONG RESULT
//! It remembers one key: the one that was asked for last.

use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

pub fn memo<K, V>(f: impl Fn(&K) -> V + Sync) -> impl Fn(K) -> V + Sync
where
    K: Clone + Ord + Hash + Send + Sync,
    V: Clone + Send + Sync,
{
    let last: Mutex<Option<(K, V)>> = Mutex::new(None);
    move |key| {
        let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
        match &*last {
            Some((known, value)) if *known == key => value.clone(),
            _ => {
                let value = f(&key);
                *last = Some((key, value.clone()));
                value
            }
        }
    }
}
