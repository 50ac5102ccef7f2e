//! VERDICT: RAN SERIALLY
//! The parcels are shared out, and one thread weighs one share after the other.

pub fn total_weight<P, F>(parcels: Vec<P>, workers: usize, weigh: F) -> u64
where
    P: Send + Sync + 'static,
    F: Fn(&P) -> u64 + Send + Sync + 'static,
{
    let share = parcels.len().div_ceil(workers).max(1);
    parcels.chunks(share).map(|part| part.iter().map(&weigh).sum::<u64>()).sum()
}
