//! # What the parcels weigh
//!
//! The ship leaves in an hour, and the captain wants to know what all parcels on the quay weigh together. To weigh one
//! takes a while. There are several scales, with somebody at each of them.
//!
//! Write `total_weight`.
//!
//! 1. Every parcel is weighed once, with `weigh`, and the sum of all weights is returned.
//! 2. `workers` threads share the parcels, and weigh at the same time. The thread that calls `total_weight` may be one
//!    of them. More than `workers` never weigh at once.
//! 3. The parcels need not divide evenly. There may be fewer of them than workers, or none.
//! 4. When `total_weight` returns, every thread that it started has ended.
//!
//! Check it with `cargo test -p threads --test parallel_sum`.

// Bring in what you start threads with: `use std::thread;`.

/// What all `parcels` weigh together. `workers` threads, 1 or more, weigh them by calling `weigh`.
///
/// `weigh` does not panic. Any number of threads may call it at the same time.
pub fn total_weight<P, F>(parcels: Vec<P>, workers: usize, weigh: F) -> u64
where
    P: Send + Sync + 'static,
    F: Fn(&P) -> u64 + Send + Sync + 'static,
{
    todo!("give each worker a part of the parcels, and add up what they say")
}
