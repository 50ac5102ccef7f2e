//! No map at all: a list that is searched. Slow for many keys, and right.

use std::hash::Hash;
use std::sync::{Arc, Mutex, OnceLock};

pub fn memo<K, V>(f: impl Fn(&K) -> V + Sync) -> impl Fn(K) -> V + Sync
where
    K: Clone + Ord + Hash + Send + Sync,
    V: Clone + Send + Sync,
{
    let cells: Mutex<Vec<(K, Arc<OnceLock<V>>)>> = Mutex::new(Vec::new());
    move |key| {
        let mut list = cells.lock().unwrap();
        let cell = match list.iter().find(|(known, _)| *known == key) {
            Some((_, cell)) => cell.clone(),
            None => {
                let cell = Arc::new(OnceLock::new());
                list.push((key.clone(), cell.clone()));
                cell
            }
        };
        drop(list);
        cell.get_or_init(|| f(&key)).clone()
    }
}
