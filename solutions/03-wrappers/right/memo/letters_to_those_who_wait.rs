//! Who computes keeps the addresses of those who wait, and writes to them all. If it panics, the addresses are thrown
//! away, and those who wait begin again.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Mutex;
use std::sync::mpsc::{self, Sender};

enum State<V> {
    Known(V),
    Computing(Vec<Sender<V>>),
}

/// Forgets a key whose computation panicked; the senders go with it.
struct Forget<'a, K: Ord + Hash, V> {
    key: &'a K,
    states: &'a Mutex<HashMap<K, State<V>>>,
}

impl<K: Ord + Hash, V> Drop for Forget<'_, K, V> {
    fn drop(&mut self) {
        let mut states = self.states.lock().unwrap();
        if let Some(State::Computing(_)) = states.get(self.key) {
            states.remove(self.key);
        }
    }
}

pub fn memo<K, V>(f: impl Fn(&K) -> V + Sync) -> impl Fn(K) -> V + Sync
where
    K: Clone + Ord + Hash + Send + Sync,
    V: Clone + Send + Sync,
{
    let states: Mutex<HashMap<K, State<V>>> = Mutex::new(HashMap::new());
    move |key| {
        loop {
            let answer = match states.lock().unwrap().get_mut(&key) {
                Some(State::Known(value)) => return value.clone(),
                Some(State::Computing(waiting)) => {
                    let (sender, answer) = mpsc::channel();
                    waiting.push(sender);
                    Some(answer)
                }
                None => None,
            };
            if let Some(answer) = answer {
                match answer.recv() {
                    Ok(value) => return value,
                    Err(_) => continue,
                }
            }
            let mut begun = states.lock().unwrap();
            if begun.contains_key(&key) {
                continue;
            }
            begun.insert(key.clone(), State::Computing(Vec::new()));
            drop(begun);
            let forget = Forget { key: &key, states: &states };
            let value = f(&key);
            let before = states.lock().unwrap().insert(key.clone(), State::Known(value.clone()));
            drop(forget);
            if let Some(State::Computing(waiting)) = before {
                for sender in waiting {
                    let _ = sender.send(value.clone());
                }
            }
            return value;
        }
    }
}
