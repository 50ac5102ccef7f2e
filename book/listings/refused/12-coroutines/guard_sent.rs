use std::sync::Mutex;

/// As tokio does: a task may go on on another thread after each `.await`.
fn spawn(_task: impl Future<Output = ()> + Send + 'static) {}

async fn ask_the_bank() {}

async fn deposit(account: &'static Mutex<u32>) {
    let mut balance = account.lock().unwrap();
    ask_the_bank().await;
    *balance += 5;
}

fn main() {
    static ACCOUNT: Mutex<u32> = Mutex::new(0);
    spawn(deposit(&ACCOUNT)); //~ error
}
