//! The callback waits in a channel, and who receives it runs it.

use std::sync::{Mutex, mpsc};

pub fn once_only<R: Send>(
    callback: impl FnOnce() -> R + Send,
) -> impl Fn() -> Option<R> + Send + Sync {
    let (sender, receiver) = mpsc::channel();
    sender.send(callback).ok();
    let receiver = Mutex::new(receiver);
    move || {
        let callback = receiver.lock().unwrap().try_recv();
        callback.ok().map(|callback| callback())
    }
}
