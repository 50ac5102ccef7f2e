//! All ratios, topic by topic, and where they are written to.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use benches::machine::Machine;
use benches::own::{self, write_beside};
use benches::record::{FORMAT, Record, TopicRecord};
use benches::table::{markdown, topic_markdown};
use benches::topic::{TOPICS, find};

use super::{Arguments, Failure};

/// Measures all topics, or those named, prints them, and adds them to the record.
pub(super) fn ratios(names: &[&str], arguments: &Arguments) -> Result<(), Failure> {
    if arguments.has("--record") && (arguments.has("--quick") || arguments.has("--once")) {
        let sentence =
            "Numbers that are recorded are measured thoroughly: leave `--quick` and `--once` out.";
        return Err(Failure::Usage(sentence.to_owned()));
    }
    for name in names {
        find(name).map_err(Failure::Usage)?;
    }
    let machine = Machine::here();
    let place = Place::new(arguments);
    let mut record = place.record(machine, names)?;
    let mut failed = Vec::new();
    for topic in TOPICS.iter().filter(|topic| names.is_empty() || names.contains(&topic.name)) {
        match measured(topic.name, arguments) {
            Ok(topic) => {
                println!("{}", topic_markdown(&topic));
                put(&mut record, topic);
                // After each topic: what comes next may be interrupted.
                place.write(&record)?;
            }
            Err(why) => failed.push(format!("{} was not measured: {why}.", topic.name)),
        }
    }
    println!("{}", place.sentence());
    if failed.is_empty() { Ok(()) } else { Err(Failure::Other(failed.join("\n"))) }
}

/// Measures a topic in a process of its own.
fn measured(name: &str, arguments: &Arguments) -> Result<TopicRecord, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let output = Command::new(program)
        .args(["measure", name])
        .args(arguments.flags.iter().filter(|flag| *flag != "--record"))
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(format!("its process ended with {}", output.status));
    }
    serde_json::from_slice(&output.stdout)
        .map_err(|error| format!("its process wrote something else ({error})"))
}

/// In the order of the topics, each once.
fn put(record: &mut Record, topic: TopicRecord) {
    record.topics.retain(|other| other.name != topic.name);
    record.topics.push(topic);
    record.topics.sort_by_key(|topic| TOPICS.iter().position(|known| known.name == topic.name));
}

/// Where the record is kept.
enum Place {
    /// The repository's own numbers.
    Repository,
    /// The reader's numbers.
    Reader,
    /// Nowhere: they mean nothing.
    Nowhere,
}

impl Place {
    fn new(arguments: &Arguments) -> Place {
        if arguments.has("--once") {
            Place::Nowhere
        } else if arguments.has("--record") {
            Place::Repository
        } else {
            Place::Reader
        }
    }

    fn json(&self) -> Option<PathBuf> {
        let benches = Path::new(env!("CARGO_MANIFEST_DIR"));
        match self {
            Place::Repository => Some(benches.join("ratios.json")),
            Place::Reader => Some(own::path("ratios.json")),
            Place::Nowhere => None,
        }
    }

    fn sentence(&self) -> &'static str {
        match self {
            Place::Repository => "Written to benches/ratios.md and benches/ratios.json.",
            Place::Reader => "Written to .workbook/ratios.json.",
            Place::Nowhere => {
                "Each case ran; nothing was written, since such numbers mean nothing."
            }
        }
    }

    /// What is there already, if it comes from this machine. Nothing when all is measured anew.
    fn record(&self, machine: Machine, names: &[&str]) -> Result<Record, Failure> {
        let empty = Record { format: FORMAT, machine, topics: Vec::new() };
        let Some(path) = self.json().filter(|_| !names.is_empty()) else { return Ok(empty) };
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(empty),
            Err(error) => {
                return Err(Failure::Other(format!("{} cannot be read: {error}.", path.display())));
            }
        };
        match serde_json::from_str::<Record>(&text) {
            Ok(record) if record.format == FORMAT && record.machine == empty.machine => Ok(record),
            _ => Err(Failure::Other(format!(
                "{} was measured somewhere else, or with other versions. Measure all topics anew: name none.",
                path.display()
            ))),
        }
    }

    fn write(&self, record: &Record) -> Result<(), Failure> {
        let Some(path) = self.json() else { return Ok(()) };
        let json = serde_json::to_string_pretty(record).expect("a record is data") + "\n";
        let written = write_beside(&path, &json).and_then(|()| match self {
            Place::Repository => write_beside(&path.with_extension("md"), &markdown(record)),
            _ => Ok(()),
        });
        written.map_err(|error| {
            Failure::Other(format!("{} cannot be written: {error}.", path.display()))
        })
    }
}
