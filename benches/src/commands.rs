//! The commands of this program, and their arguments.

mod ratios;

use std::process::ExitCode;

use benches::case::Scale;
use benches::measure::{cases, measure};
use benches::paired::{Plan, compare};
use benches::table::{digits, seconds};
use benches::topic::{TOPICS, find};

const USAGE: &str = "\
Measures what things cost, each beside another in the same run.

cargo run --release -p benches [-- COMMAND]

  ratios [TOPIC …]     every ratio that the book states, of all topics or of these (the default)
      --record         into benches/ratios.md and benches/ratios.json, which the book reads;
                       otherwise into .workbook/ratios.json, beside which the book shows its own
  compare TOPIC A B    any two cases of a topic
  list                 all topics, and their cases

  --quick              fewer and shorter rounds
  --once               each case once and with next to no work, to see that it runs
";

/// What stands on the command line.
struct Arguments {
    words: Vec<String>,
    flags: Vec<String>,
}

impl Arguments {
    fn has(&self, flag: &str) -> bool {
        self.flags.iter().any(|given| given == flag)
    }

    fn plan(&self) -> (Plan, Scale) {
        if self.has("--once") {
            (Plan::ONCE, Scale::Tiny)
        } else if self.has("--quick") {
            (Plan::QUICK, Scale::Full)
        } else {
            (Plan::THOROUGH, Scale::Full)
        }
    }
}

/// Does what the command line says.
pub(crate) fn main() -> ExitCode {
    benches::helper::answer();
    let (flags, words) = std::env::args().skip(1).partition(|argument| argument.starts_with('-'));
    match run(&Arguments { words, flags }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Usage(sentence)) => {
            eprintln!("{sentence}\n\n{USAGE}");
            ExitCode::from(2)
        }
        Err(Failure::Other(sentence)) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

/// Why it was not done.
pub(crate) enum Failure {
    /// It was asked for in a wrong way.
    Usage(String),
    /// Anything else.
    Other(String),
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    const FLAGS: [&str; 4] = ["--record", "--quick", "--once", "--help"];
    if let Some(flag) = arguments.flags.iter().find(|flag| !FLAGS.contains(&flag.as_str())) {
        return Err(Failure::Usage(format!("There is no option `{flag}`.")));
    }
    if arguments.has("--help") {
        print!("{USAGE}");
        return Ok(());
    }
    if cfg!(debug_assertions)
        && !arguments.has("--once")
        && arguments.words.first().is_none_or(|word| word != "list")
    {
        return Err(Failure::Other(
            "A debug build says nothing about speed. Add `--release`: cargo run --release -p benches".to_owned(),
        ));
    }
    let words: Vec<&str> = arguments.words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => ratios::ratios(&[], arguments),
        ["ratios", topics @ ..] => ratios::ratios(topics, arguments),
        ["measure", topic] => measure_here(topic, arguments),
        ["compare", topic, first, second] => compare_two(topic, first, second, arguments),
        ["list"] => list(),
        _ => Err(Failure::Usage(format!("I do not know what to do with `{}`.", words.join(" ")))),
    }
}

/// One topic, in this process: `ratios` starts a process for each, so that no topic meets what another has left.
fn measure_here(topic: &str, arguments: &Arguments) -> Result<(), Failure> {
    let topic = find(topic).map_err(Failure::Usage)?;
    let (plan, scale) = arguments.plan();
    let record = measure(topic, &plan, scale, &mut |next| eprintln!("{}: {next}", topic.name));
    println!("{}", serde_json::to_string(&record).expect("a record is data"));
    Ok(())
}

fn compare_two(
    topic: &str,
    first: &str,
    second: &str,
    arguments: &Arguments,
) -> Result<(), Failure> {
    let (plan, scale) = arguments.plan();
    let mut skipped = Vec::new();
    let mut cases = cases(find(topic).map_err(Failure::Usage)?, scale, &mut skipped);
    skipped.iter().for_each(|sentence| eprintln!("{sentence}"));
    let names: Vec<String> = cases.iter().map(|case| format!("  {}", case.name())).collect();
    let mut position = |name: &str| {
        let found = cases.iter_mut().position(|case| case.name() == name);
        let sentence = || format!("`{topic}` has no case `{name}`. It has:\n{}", names.join("\n"));
        found.ok_or_else(|| Failure::Other(sentence()))
    };
    let (of, to) = (position(first)?, position(second)?);
    let [of, to] = cases.get_disjoint_mut([of, to]).map_err(|_| {
        Failure::Other("A case is compared with another one; this is the same twice.".to_owned())
    })?;
    let result = compare(of, to, &plan);
    let interval = result.interval();
    let time = |times: &[f64]| seconds(benches::interval::median(times));
    println!("{first}: {}", time(&result.first));
    println!("{second}: {}", time(&result.second));
    println!(
        "ratio: {}, in {} rounds; between {} and {} with a probability of {:.2}",
        digits(result.ratio()),
        result.first.len(),
        digits(interval.low),
        digits(interval.high),
        interval.confidence
    );
    Ok(())
}

fn list() -> Result<(), Failure> {
    for topic in TOPICS {
        println!("{}: {}", topic.name, topic.about);
        let mut skipped = Vec::new();
        for case in cases(topic, Scale::Tiny, &mut skipped) {
            println!("    {}", case.name());
        }
        skipped.iter().for_each(|sentence| println!("    {sentence}"));
    }
    Ok(())
}
