//! A record as Markdown.

use std::fmt::Write as _;

use crate::record::{RatioRecord, Record, TopicRecord};

/// The whole file `ratios.md`.
pub fn markdown(record: &Record) -> String {
    let machine = &record.machine;
    let python = machine.python.as_deref().unwrap_or("no Python");
    let mut text = format!(
        "# What things cost\n\n\
         Written by `cargo run --release -p benches -- ratios --record`. {}, {} cores, {} GiB, {}; {}; {python}.\n\n\
         A ratio is how many times as long the first takes as the second. Both run in each round, one right after the \
         other; the number is the median of the rounds' ratios, and the interval covers the true one with a \
         probability of 0.95 at least, where nothing else is said. `limit` is what no program can do better than on \
         this machine.\n",
        machine.processor, machine.cores, machine.memory, machine.system, machine.rust
    );
    for topic in &record.topics {
        let _ = write!(text, "\n{}", topic_markdown(topic));
    }
    text
}

/// One topic: its ratios, then its times and figures.
pub fn topic_markdown(topic: &TopicRecord) -> String {
    let [before, after] = topic.load;
    let mut text = format!(
        "## {name} {{#{name}}}\n\n{about}.\n\nMeasured on {date}; the load of the machine was {before:.1} before and \
         {after:.1} at the end.\n\n",
        name = topic.name,
        about = sentence(&topic.about),
        date = topic.date,
    );
    for skipped in &topic.skipped {
        let _ = write!(text, "{skipped}\n\n");
    }
    text +=
        "| what | compared with | ratio | interval | goal | limit |\n|---|---|--:|---|---|---|\n";
    for ratio in &topic.ratios {
        text += &row(ratio);
    }
    text += "\n| what | time for one |\n|---|--:|\n";
    for time in &topic.times {
        let _ = writeln!(text, "| {} | {} |", time.case, seconds(time.seconds));
    }
    if !topic.figures.is_empty() {
        text += "\n| what | |\n|---|--:|\n";
    }
    for figure in &topic.figures {
        let _ = writeln!(text, "| {} | {} {} |", figure.name, digits(figure.value), figure.unit);
    }
    text
}

fn row(ratio: &RatioRecord) -> String {
    let load = if ratio.loaded { ", all cores busy" } else { "" };
    let confidence = if ratio.confidence < 0.95 {
        format!(" ({:.0} %)", 100.0 * ratio.confidence)
    } else {
        String::new()
    };
    let reached = match ratio.reached {
        None => "",
        Some(true) => ": yes",
        Some(false) => ": **no**",
    };
    let limit = match ratio.limit_ratio {
        None => ratio.limit.clone(),
        Some(limit) => format!("{}: {}", ratio.limit, digits(limit)),
    };
    format!(
        "| {of}{load} | {to} | {value} | {low} to {high}{confidence} | {goal}{reached} | {limit} |\n",
        of = ratio.of,
        to = ratio.to,
        value = digits(ratio.ratio),
        low = digits(ratio.low),
        high = digits(ratio.high),
        goal = ratio.goal,
    )
}

/// Three digits that mean something.
pub fn digits(number: f64) -> String {
    let size = number.abs();
    if size >= 100.0 {
        group(&format!("{number:.0}"))
    } else if size >= 10.0 {
        format!("{number:.1}")
    } else if size >= 1.0 {
        format!("{number:.2}")
    } else if size >= 0.1 {
        format!("{number:.3}")
    } else {
        format!("{number:.4}")
    }
}

/// `12345` as `12,345`.
fn group(number: &str) -> String {
    let mut grouped = String::new();
    for (i, digit) in number.chars().enumerate() {
        if i > 0 && digit != '-' && (number.len() - i).is_multiple_of(3) && !grouped.ends_with('-')
        {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// With the unit that suits it.
pub fn seconds(seconds: f64) -> String {
    let (factor, unit) = match seconds {
        s if s >= 1.0 => (1.0, "s"),
        s if s >= 1e-3 => (1e3, "ms"),
        s if s >= 1e-6 => (1e6, "µs"),
        _ => (1e9, "ns"),
    };
    format!("{} {unit}", digits(seconds * factor))
}

/// Its first letter large.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_three_digits_that_mean_something() {
        assert_eq!(digits(0.051_23), "0.0512");
        assert_eq!(digits(0.5123), "0.512");
        assert_eq!(digits(1.0), "1.00");
        assert_eq!(digits(12.345), "12.3");
        assert_eq!(digits(123.45), "123");
        assert_eq!(digits(1_234_567.0), "1,234,567");
        assert_eq!(digits(-123_456.0), "-123,456");
    }

    #[test]
    fn times_have_the_unit_that_suits_them() {
        assert_eq!(seconds(2.5), "2.50 s");
        assert_eq!(seconds(0.0025), "2.50 ms");
        assert_eq!(seconds(0.000_045), "45.0 µs");
        assert_eq!(seconds(1.5e-9), "1.50 ns");
    }
}
