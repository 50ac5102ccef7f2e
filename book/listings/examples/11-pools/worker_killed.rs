//! A worker process is killed in the middle of a job, and the parent gives the job to another one.

#[cfg(target_os = "linux")]
fn main() -> std::io::Result<()> {
    use forktest::Scene;
    use interleave::Verdict;
    use std::io::{self, Read, Write};

    let scene = Scene::new()?;
    // ANCHOR: program
    for worker in ["first worker", "second worker"] {
        let (mut answers, mut answer) = io::pipe()?;
        let process = scene.fork(worker, |me| {
            me.stop_at("developing photo 7");
            answer.write_all(b"photo 7\n").expect("the parent reads");
        });
        drop(answer);
        process.expect_at("developing photo 7");
        if worker == "first worker" {
            process.kill();
        } else {
            process.go();
        }
        let mut answer = String::new();
        answers.read_to_string(&mut answer)?;
        scene.say(&format!("hears {answer:?} from the {worker}"));
        process.join();
    }
    // ANCHOR_END: program
    listings::show(&scene.report(Verdict::Passed, "photo 7 was developed, at the second try"));
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn main() {}
