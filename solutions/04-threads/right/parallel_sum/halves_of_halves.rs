//! Half of the workers take half of the parcels, and so on.

use std::thread;

pub fn total_weight<P, F>(parcels: Vec<P>, workers: usize, weigh: F) -> u64
where
    P: Send + Sync + 'static,
    F: Fn(&P) -> u64 + Send + Sync + 'static,
{
    fn sum<P: Sync>(parcels: &[P], workers: usize, weigh: &(impl Fn(&P) -> u64 + Sync)) -> u64 {
        if workers == 1 || parcels.len() < 2 {
            return parcels.iter().map(weigh).sum();
        }
        let left = workers / 2;
        let (ours, theirs) = parcels.split_at((parcels.len() * left).div_ceil(workers));
        thread::scope(|s| {
            let other = s.spawn(|| sum(theirs, workers - left, weigh));
            sum(ours, left, weigh) + other.join().unwrap()
        })
    }
    sum(&parcels, workers, &weigh)
}
