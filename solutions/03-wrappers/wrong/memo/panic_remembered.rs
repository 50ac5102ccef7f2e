//! VERDICT: PANICKED
//! The panic is kept as if it were the answer, and everybody who asks for the key panics.

use std::collections::HashMap;
use std::hash::Hash;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, OnceLock};

pub fn memo<K, V>(f: impl Fn(&K) -> V + Sync) -> impl Fn(K) -> V + Sync
where
    K: Clone + Ord + Hash + Send + Sync,
    V: Clone + Send + Sync,
{
    let cells: Mutex<HashMap<K, Arc<OnceLock<Option<V>>>>> = Mutex::new(HashMap::new());
    move |key| {
        let cell = cells.lock().unwrap().entry(key.clone()).or_default().clone();
        let value = cell.get_or_init(|| catch_unwind(AssertUnwindSafe(|| f(&key))).ok());
        value.clone().expect("the computation has panicked")
    }
}
