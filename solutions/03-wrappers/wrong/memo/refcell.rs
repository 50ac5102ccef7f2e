//! VERDICT: DOES NOT COMPILE
//! A `RefCell` around the map, as in one thread. It cannot be shared by two.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::Hash;

pub fn memo<K, V>(f: impl Fn(&K) -> V + Sync) -> impl Fn(K) -> V + Sync
where
    K: Clone + Ord + Hash + Send + Sync,
    V: Clone + Send + Sync,
{
    let known: RefCell<HashMap<K, V>> = RefCell::new(HashMap::new());
    move |key| {
        if let Some(value) = known.borrow().get(&key) {
            return value.clone();
        }
        let value = f(&key);
        known.borrow_mut().insert(key, value.clone());
        value
    }
}
