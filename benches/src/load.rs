//! Neighbours who take the cores from us.

use std::hint::black_box;

use crate::sys::fork::Child;
use crate::sys::pin::cores;

/// A process for each core that does nothing but count. They end when this is dropped.
pub struct Load {
    _neighbours: Vec<Child>,
}

impl Load {
    /// Starts them.
    pub fn start() -> Load {
        let neighbours = cores()
            .iter()
            .map(|_| {
                Child::fork(|| {
                    let mut count: u64 = 0;
                    loop {
                        count = black_box(count.wrapping_add(1));
                    }
                })
            })
            .collect();
        Load { _neighbours: neighbours }
    }
}
