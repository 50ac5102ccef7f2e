//! The keys are ordered, too.

use std::collections::BTreeMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, OnceLock};

pub fn memo<K, V>(f: impl Fn(&K) -> V + Sync) -> impl Fn(K) -> V + Sync
where
    K: Clone + Ord + Hash + Send + Sync,
    V: Clone + Send + Sync,
{
    let cells = Mutex::new(BTreeMap::<K, Arc<OnceLock<V>>>::new());
    move |key| {
        let cell = {
            let mut cells = cells.lock().unwrap();
            Arc::clone(cells.entry(key.clone()).or_insert_with(|| Arc::new(OnceLock::new())))
        };
        cell.get_or_init(|| f(&key)).clone()
    }
}
