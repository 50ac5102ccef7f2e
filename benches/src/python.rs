//! The same work in Python: a process of `python3` that does what it is told, case by case.

use std::cell::RefCell;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::rc::Rc;
use std::time::Duration;

use crate::case::{Case, Scale};

/// A Python process. It ends by itself, and ends its own children, when nobody can ask it any more.
pub struct Python {
    process: Child,
    requests: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

/// What the names of cases in Python begin with.
const PREFIX: &str = "Python: ";

impl Python {
    /// Whether a case of this name is one in Python.
    pub fn is_meant_by(name: &str) -> bool {
        name.starts_with(PREFIX)
    }

    /// The cases that `benches/python` has for a topic.
    ///
    /// # Errors
    /// If there is no `python3`, or it does not get as far as its cases: a sentence.
    pub fn start(topic: &str, scale: Scale) -> Result<Vec<Case>, String> {
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("python/worker.py");
        let mut process = Command::new("python3")
            // Nothing is written beside the programs.
            .arg("-B")
            .arg(program)
            .args([topic, scale.of("full", "tiny")])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| {
                format!("The ratios to Python are left out: python3 does not start ({error}).")
            })?;
        let requests = process.stdin.take();
        let answers = BufReader::new(process.stdout.take().expect("it is piped"));
        let mut python = Python { process, requests, answers };
        let names = python
            .line()
            .map_err(|error| format!("The ratios to Python are left out: {error}."))?;
        let names: Vec<(String, u64)> = serde_json::from_str(&names).map_err(|error| {
            format!("The ratios to Python are left out: it said {names:?} ({error}).")
        })?;
        let python = Rc::new(RefCell::new(python));
        Ok(names
            .into_iter()
            .map(|(name, items)| {
                let python = Rc::clone(&python);
                Case::timed(&format!("{PREFIX}{name}"), items, move || {
                    python.borrow_mut().call(&name)
                })
            })
            .collect())
    }

    /// Has it do the work of a case once.
    fn call(&mut self, name: &str) -> Duration {
        let requests = self.requests.as_mut().expect("there until dropped");
        writeln!(requests, "{name}")
            .unwrap_or_else(|error| panic!("Python's case {name}: {error}"));
        let seconds = self.line().unwrap_or_else(|error| panic!("Python's case {name}: {error}"));
        Duration::from_secs_f64(seconds.parse().expect("Python answers with seconds"))
    }

    fn line(&mut self) -> Result<String, String> {
        let mut line = String::new();
        match self.answers.read_line(&mut line) {
            Ok(0) => Err("Python ended".to_owned()),
            Ok(_) => Ok(line.trim_end().to_owned()),
            Err(error) => Err(error.to_string()),
        }
    }
}

impl Drop for Python {
    fn drop(&mut self) {
        self.requests = None;
        // Fails only if somebody else has waited for it.
        let _ = self.process.wait();
    }
}
