//! VERDICT: WRONG RESULT
//! A panic is caught, and the computation is tried again in the same call. Nobody gets to know.

use std::collections::HashMap;
use std::hash::Hash;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, OnceLock};

pub fn memo<K, V>(f: impl Fn(&K) -> V + Sync) -> impl Fn(K) -> V + Sync
where
    K: Clone + Ord + Hash + Send + Sync,
    V: Clone + Send + Sync,
{
    let cells: Mutex<HashMap<K, Arc<OnceLock<V>>>> = Mutex::new(HashMap::new());
    move |key| {
        let cell = cells.lock().unwrap().entry(key.clone()).or_default().clone();
        loop {
            let value = catch_unwind(AssertUnwindSafe(|| cell.get_or_init(|| f(&key)).clone()));
            if let Ok(value) = value {
                return value;
            }
        }
    }
}
