//! What a program can come to: printed, and left for the book's questions.

use std::fmt::Debug;

use interleave::{Explorer, Report};
use serde_json::json;

/// Runs `program` in every interleaving and prints what it can come to, a line each: what it returns as `{:?}`
/// shows it (`ends` if it returns nothing), and for runs that fail the verdict in lower case, such as `deadlock`.
pub fn outcomes<T>(explorer: Explorer, program: impl Fn() -> T + Send + Sync + 'static)
where
    T: Ord + Debug + Send + 'static,
{
    let endings = explorer.endings(program);
    let name = |ending: &Result<T, interleave::Verdict>| match ending {
        Ok(result) => match format!("{result:?}").as_str() {
            "()" => "ends".to_string(),
            shown => shown.to_string(),
        },
        Err(verdict) => verdict.name().to_lowercase(),
    };
    let names: Vec<String> = endings.results().map(name).collect();
    for name in &names {
        println!("{name}");
    }
    leave(&names, &endings.report);
}

/// Runs `program` in every interleaving and prints what it can print, numbered.
///
/// # Panics
/// If one of its runs fails.
pub fn outputs<R>(explorer: Explorer, program: impl Fn() -> R + Send + Sync + 'static) {
    let outputs = explorer.outputs(program);
    let texts: Vec<String> = outputs.results().cloned().collect();
    for (number, text) in (1..).zip(&texts) {
        println!("{number}.\n{text}");
    }
    leave(&texts, &outputs.report);
}

fn leave(outcomes: &[String], report: &Report) {
    let json = json!({
        "version": 1,
        "interleavings": report.interleavings,
        "exhaustive": report.exhaustive,
        "outcomes": outcomes,
    });
    super::leave("outcomes.json", &format!("{json}\n"));
}
