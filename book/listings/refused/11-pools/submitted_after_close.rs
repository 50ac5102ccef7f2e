//! `close` takes the pool away.

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
    let closed = pool.close();
    pool.submit(|| println!("too late")); //~ E0382
    closed.join();
}
// ANCHOR_END: program
