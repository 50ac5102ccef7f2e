//! The exercises' solutions, compiled with the real `std`. What is given beside them is here as well.

#[path = "../../solutions/08-semaphores/src/bounded_buffer.rs"]
pub mod bounded_buffer;
#[path = "../../solutions/09-queues/src/bounded_queue.rs"]
pub mod bounded_queue;
#[path = "../../solutions/10-pipes/src/frames.rs"]
pub mod frames;
#[path = "../../solutions/06-shared-memory/src/manager.rs"]
pub mod manager;
#[path = "../../solutions/11-pools/src/process_pool.rs"]
pub mod process_pool;
#[path = "../../solutions/08-semaphores/src/process_semaphore.rs"]
pub mod process_semaphore;
#[path = "../../solutions/09-queues/src/ring.rs"]
pub mod ring;
#[allow(clippy::new_without_default, reason = "it is private where it belongs")]
#[path = "../../exercises/07-locks/src/robust.rs"]
pub mod robust;
#[path = "../../solutions/08-semaphores/src/semaphore.rs"]
pub mod semaphore;
#[path = "../../solutions/07-locks/src/shared_mutex.rs"]
pub mod shared_mutex;
#[path = "../../solutions/07-locks/src/spin_lock.rs"]
pub mod spin_lock;
#[path = "../../solutions/11-pools/src/thread_pool.rs"]
pub mod thread_pool;
#[path = "../../exercises/06-shared-memory/src/wire.rs"]
pub mod wire;
#[path = "../../exercises/11-pools/src/worker.rs"]
pub mod worker;
