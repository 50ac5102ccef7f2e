//! What a reader has measured: files that the book shows beside those of the reference machine.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::machine::{self, Machine};
use crate::record::{FORMAT, Record, TimeRecord, TopicRecord};
use crate::topic::Topic;

/// A file of the reader's, where the book looks for it.
pub fn path(name: &str) -> PathBuf {
    let benches = Path::new(env!("CARGO_MANIFEST_DIR"));
    benches.parent().expect("the workspace").join(".workbook").join(name)
}

/// Adds what one item of each of these cases took under criterion to the reader's times. Those of another machine, or
/// of other versions, are replaced.
///
/// # Errors
/// If the file cannot be written.
pub fn keep_times(topic: &Topic, times: Vec<TimeRecord>) -> io::Result<()> {
    let path = path("bench.json");
    let machine = Machine::here();
    let known =
        fs::read_to_string(&path).ok().and_then(|text| serde_json::from_str::<Record>(&text).ok());
    let mut record = known
        .filter(|record| record.format == FORMAT && record.machine == machine)
        .unwrap_or(Record { format: FORMAT, machine, topics: Vec::new() });
    add(&mut record, topic, times);
    write_beside(&path, &(serde_json::to_string_pretty(&record).expect("a record is data") + "\n"))
}

fn add(record: &mut Record, topic: &Topic, times: Vec<TimeRecord>) {
    let load = machine::load();
    let place =
        record.topics.iter().position(|known| known.name == topic.name).unwrap_or_else(|| {
            record.topics.push(TopicRecord {
                name: topic.name.to_owned(),
                about: topic.about.to_owned(),
                date: String::new(),
                load: [load; 2],
                times: Vec::new(),
                ratios: Vec::new(),
                figures: Vec::new(),
                skipped: Vec::new(),
            });
            record.topics.len() - 1
        });
    let known = &mut record.topics[place];
    known.date = machine::today();
    known.times.retain(|old| times.iter().all(|new| new.case != old.case));
    known.times.extend(times);
}

/// Written under another name first, then renamed: who reads it meanwhile sees all of the old or all of the new.
///
/// # Errors
/// If the folder or the file cannot be written.
pub fn write_beside(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let beside = path.with_extension("new");
    fs::write(&beside, text)?;
    fs::rename(&beside, path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::topic::find;

    fn time(case: &str, seconds: f64) -> TimeRecord {
        TimeRecord { case: case.to_owned(), seconds }
    }

    #[test]
    fn a_case_has_its_latest_time_and_others_stay() {
        let mut record = Record { format: FORMAT, machine: Machine::here(), topics: Vec::new() };
        let sum = find("sum").unwrap();
        add(&mut record, sum, vec![time("loop", 1.0), time("iterator", 2.0)]);
        add(&mut record, find("lock").unwrap(), vec![time("flock", 3.0)]);
        add(&mut record, sum, vec![time("loop", 4.0)]);
        let told: Vec<_> = (record.topics.iter())
            .flat_map(|topic| {
                topic
                    .times
                    .iter()
                    .map(|time| (topic.name.as_str(), time.case.as_str(), time.seconds))
            })
            .collect();
        assert_eq!(told, [("sum", "iterator", 2.0), ("sum", "loop", 4.0), ("lock", "flock", 3.0)]);
    }
}
