//! Where and when something was measured.

use std::fs;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::sys::pin::cores;

/// The machine, and what runs on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Machine {
    /// The model of the processor, as the kernel names it.
    pub processor: String,
    /// How many cores a process may use.
    pub cores: usize,
    /// Memory in GiB, rounded.
    pub memory: u64,
    /// The kernel's name and version.
    pub system: String,
    /// The compiler's version, as `rustc` says it.
    pub rust: String,
    /// The version of Python, where there is one.
    pub python: Option<String>,
}

impl Machine {
    /// This one. What cannot be found out is called unknown.
    pub fn here() -> Machine {
        let unknown = || "unknown".to_owned();
        Machine {
            processor: field("/proc/cpuinfo", "model name").unwrap_or_else(unknown),
            cores: cores().len(),
            memory: memory().unwrap_or(0),
            system: kernel().unwrap_or_else(unknown),
            rust: says("rustc", "--version").unwrap_or_else(unknown),
            python: says("python3", "--version"),
        }
    }
}

/// How many processes wanted to run in the last minute, on average. Around the number of cores, others were there.
pub fn load() -> f64 {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or(f64::NAN)
}

/// Today, in UTC, as `2026-01-31`.
pub fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
    date(seconds / 86_400)
}

/// The date so many days after 1970-01-01. (H. Hinnant, *chrono-Compatible Low-Level Date Algorithms*.)
fn date(days: u64) -> String {
    // Counted from a 1 March, so that the day that a leap year adds is a year's last.
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    format!("{year}-{month:02}-{day:02}")
}

fn kernel() -> Option<String> {
    let version = fs::read_to_string("/proc/sys/kernel/osrelease").ok()?;
    Some(format!("Linux {}", version.trim()))
}

fn memory() -> Option<u64> {
    let kibibytes: f64 =
        field("/proc/meminfo", "MemTotal")?.split_whitespace().next()?.parse().ok()?;
    Some((kibibytes / f64::from(1 << 20)).round() as u64)
}

/// What stands behind `name` and a colon, in the first such line.
fn field(file: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let (_, value) =
        text.lines().filter_map(|line| line.split_once(':')).find(|(key, _)| key.trim() == name)?;
    Some(value.trim().to_owned())
}

fn says(program: &str, argument: &str) -> Option<String> {
    let output = Command::new(program).arg(argument).output().ok()?;
    let words = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| words.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_the_calendar() {
        assert_eq!(date(0), "1970-01-01");
        assert_eq!(date(11_016), "2000-02-29");
        assert_eq!(date(11_017), "2000-03-01");
        assert_eq!(date(20_453), "2025-12-31");
        assert_eq!(date(20_454), "2026-01-01");
    }
}
