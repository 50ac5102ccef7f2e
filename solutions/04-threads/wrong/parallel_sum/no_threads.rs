//! VERDICT: RAN SERIALLY
//! One loop. The sum is right.

pub fn total_weight<P, F>(parcels: Vec<P>, workers: usize, weigh: F) -> u64
where
    P: Send + Sync + 'static,
    F: Fn(&P) -> u64 + Send + Sync + 'static,
{
    let _ = workers;
    parcels.iter().map(weigh).sum()
}
