//! There is a `join` only after `close`.

struct Pool;

struct Closed;

impl Pool {
    fn submit(&self, job: impl FnOnce()) {
        job();
    }

    fn close(self) -> Closed {
        Closed
    }
}

impl Closed {
    fn join(self) {}
}

// ANCHOR: program
fn main() {
    let pool = Pool;
    pool.submit(|| println!("developed"));
    pool.join(); //~ E0599
    pool.close().join();
}
// ANCHOR_END: program
