use std::sync::mpsc;

fn main() {
    let (give, jobs) = mpsc::channel::<u32>();
    let also_jobs = jobs.clone(); //~ E0599
    drop((give, jobs, also_jobs));
}
