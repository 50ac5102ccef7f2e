//! The jobs as text. That Slurm runs one is seen by `tests/slurm/run`.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::super::assignment::Assignment;
use super::super::cli::{Engine, JobArgs};
use super::{filled, job, quoted};

fn made(engine: Engine, submissions: &str) -> String {
    let assignment = Assignment::new("week-3".into(), "Week 3\n: locks".into(), None, 1);
    let args = JobArgs {
        assignment: PathBuf::from("/a/week 3"),
        submissions: PathBuf::from(submissions),
        results: PathBuf::from("/a/out/results.jsonl"),
        parts: 3,
        cores: 2,
        image: "registry.example/workbook:1".into(),
        pack: None,
        program: None,
    };
    job(Path::new("/w"), &assignment, engine, &args).expect("these are paths")
}

#[test]
fn every_hole_is_filled_and_the_number_of_parts_is_written_down() {
    for engine in [Engine::Slurm, Engine::Actions, Engine::Kubernetes] {
        let text = made(engine, "/a/class");
        let holes = ["@NAME@", "@PARTS@", "@CORES@", "@PACK@", "@ROOT@", "@MERGE@", "@IMAGE@"];
        assert!(holes.iter().all(|hole| !text.contains(hole)), "{text}");
        assert!(text.contains("/3\""), "--shard says of how many: {text}");
        assert!(!text.contains("TASK_MAX") && !text.contains("TASK_COUNT"), "{text}");
        assert!(text.contains("Week 3 : locks"), "the title is one line: {text}");
    }
    let slurm = made(Engine::Slurm, "/a/class");
    assert!(slurm.contains("#SBATCH --array=1-3\n"), "{slurm}");
    assert!(
        slurm.contains("grade merge /a/out/results.*-of-3.jsonl --out /a/out/results.jsonl"),
        "{slurm}"
    );
}

#[test]
fn a_script_survives_every_path() {
    for path in ["/a b/c", "/it's/here", "/$(touch x)/`y`", "/@PARTS@/@"] {
        let script = made(Engine::Slurm, path);
        // The shell itself says what word it sees.
        let told = script.replace("exec workbook", "printf '%s\\n'");
        let ran = Command::new("bash").args(["-c", &told]).env("SLURM_ARRAY_TASK_ID", "2").output();
        let ran = ran.expect("there is a shell");
        let words = String::from_utf8_lossy(&ran.stdout).into_owned();
        let words: Vec<&str> = words.lines().collect();
        assert!(words.contains(&path), "{path} became {words:?} in:\n{script}");
        assert!(words.contains(&"/a/week 3") && words.contains(&"2/3"), "{words:?}");
    }
}

#[test]
fn what_fills_a_hole_is_not_filled_itself() {
    let holes = [("@A@", "@B@".to_owned()), ("@B@", "x".to_owned())];
    assert_eq!(filled("@A@ @B@ a@b", &holes), "@B@ x a@b");
    assert_eq!(quoted("-x"), "'-x'");
    assert_eq!(quoted(""), "''");
}
