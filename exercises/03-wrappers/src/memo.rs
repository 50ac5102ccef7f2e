//! # Asked once
//!
//! A mapmaker answers questions. "How high is the Eiger?" takes a week on the mountain, and the answer never changes.
//! So the mapmaker remembers. And when ten people ask for the Eiger on the same day, one expedition sets out, and ten
//! people get its answer. Meanwhile somebody who asks for the Matterhorn does not wait for those on the Eiger.
//!
//! Write `memo`: what `functools.cache` is for Python, for many threads.
//!
//! - The wrapper returns what `f` returns for this key.
//! - For each key `f` is called once, also if many threads ask for it at the same time. The others wait for the answer.
//! - While `f` runs for one key, other keys are not held up: neither those that are known, nor those that have to be
//!   computed, however many. `f` itself may ask the wrapper for other keys.
//! - If `f` panics, the panic goes as it is to the caller in whose call `f` ran, and the key is still unknown. Nobody
//!   waits for ever: of those who waited for that key, one computes it anew. Everything else works as before, and what
//!   is known stays known.
//!
//! Keys are the same if `==` says so. When the wrapper is dropped, so is all that it remembered.
//!
//! Check it with `cargo test -p wrappers --test memo`.

use std::hash::Hash;
// Bring in what you remember with.

/// Wraps `f`, so that it is called once for each key.
///
/// `K` and `V` can do more than every answer needs: you may compare, order, hash and copy keys, and hand keys and values
/// to other threads.
pub fn memo<K, V>(f: impl Fn(&K) -> V + Sync) -> impl Fn(K) -> V + Sync
where
    K: Clone + Ord + Hash + Send + Sync,
    V: Clone + Send + Sync,
{
    todo!("return a function that calls `f` once for each key");
    |_| unreachable!()
}
