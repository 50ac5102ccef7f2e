//! The report in a terminal: the verdict, who waits for whom, and the run, one lane a thread.

use std::io::IsTerminal;

use super::files::Files;
use super::{Report, Step, Timeline};

/// Lanes narrower than this are hard to read: the narrow layout takes over.
const NARROWEST: usize = 18;
/// Lanes need not be wider than this.
const WIDEST: usize = 44;
/// Columns for the number of a step.
const NUMBER: usize = 5;
/// A block of up to so many steps that repeats is folded.
const LONGEST_REPEAT: usize = 8;

/// Width and colour for the terminal behind standard error.
pub(super) fn terminal() -> (usize, bool) {
    let tty = std::io::stderr().is_terminal();
    let columns = || std::env::var("COLUMNS").ok()?.parse().ok();
    // Shells rarely export the width. A terminal has 80 columns at least; a file does not mind some more.
    let width: usize = columns().unwrap_or(if tty { 80 } else { 100 });
    let forced = std::env::var("CLICOLOR_FORCE").is_ok_and(|v| v != "0");
    (width.clamp(60, 200), (tty || forced) && std::env::var_os("NO_COLOR").is_none())
}

/// 20000 as `20,000`.
pub(super) fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// How the parts are marked; empty codes without colour.
struct Style {
    bad: &'static str,
    dim: &'static str,
    warn: &'static str,
    end: &'static str,
}

const PLAIN: Style = Style { bad: "", dim: "", warn: "", end: "" };
const COLOR: Style = Style { bad: "\x1b[1;31m", dim: "\x1b[2m", warn: "\x1b[33m", end: "\x1b[0m" };

pub(super) fn text(report: &Report, width: usize, color: bool) -> String {
    let style = if color { &COLOR } else { &PLAIN };
    let mut out = String::new();
    if let Some(test) = &report.test {
        out += &format!("{}in test {test}{}\n", style.dim, style.end);
    }
    let mark = if report.passed() { "" } else { style.bad };
    let head = format!("{}: {}", report.verdict, report.message);
    let mut head = head.lines().flat_map(|line| wrapped(line, width));
    let first = head.next().unwrap_or_default();
    let name = report.verdict.name();
    out += &format!("{mark}{name}{}{}\n", style.end, first.strip_prefix(name).unwrap_or(&first));
    let details = report.details.iter().flat_map(|line| wrapped(line, width));
    for line in head.chain(details) {
        out += &format!("  {line}\n");
    }
    for line in report.found_by.iter().flat_map(|line| wrapped(line, width)) {
        out += &format!("  {}{line}{}\n", style.dim, style.end);
    }
    if let Some(timeline) = &report.timeline {
        out.push('\n');
        out += &lanes(timeline, report.verdict.name(), width, style);
    }
    if let Some(replay) = report.replay.as_ref().filter(|_| !report.passed()) {
        out += &format!("\n  {}replay: INTERLEAVE_REPLAY={replay}{}\n", style.dim, style.end);
    }
    out
}

/// How the columns are laid out.
struct Layout {
    /// Where each lane starts, and where the last one ends. Empty for the narrow layout, in which the thread's
    /// name stands in the row.
    starts: Vec<usize>,
    /// Width of all lanes.
    width: usize,
    /// Whether the source text stands in the row. Otherwise a list of lines follows.
    inline: bool,
}

impl Layout {
    fn narrow(&self) -> bool {
        self.starts.is_empty()
    }
}

fn layout(timeline: &Timeline, width: usize, place: usize) -> Layout {
    let room = width.saturating_sub(NUMBER + place + 1);
    let mut widths = wanted_widths(timeline);
    let last = widths.len() - 1;
    if room < widths.len() * NARROWEST {
        return Layout { starts: Vec::new(), width: room.min(60), inline: room >= 90 };
    }
    // Text of a lane may run over the lanes to its right, so the last one is the last to shrink.
    while widths.iter().sum::<usize>() > room {
        let widest = (0..last).max_by_key(|&i| widths[i]).filter(|&i| widths[i] > NARROWEST);
        widths[widest.unwrap_or(last)] -= 1;
    }
    let mut starts = vec![0];
    for width in widths {
        starts.push(starts[starts.len() - 1] + width);
    }
    let width = starts[starts.len() - 1];
    Layout { starts, width, inline: room - width >= 34 }
}

/// For each lane, the width of its longest text, within limits.
fn wanted_widths(timeline: &Timeline) -> Vec<usize> {
    let mut widths: Vec<_> = timeline.threads.iter().map(|name| name.chars().count() + 2).collect();
    for step in &timeline.steps {
        let width = &mut widths[step.thread];
        *width = (*width).max(step.text.chars().count() + 4);
    }
    widths.into_iter().map(|w| w.clamp(NARROWEST, WIDEST)).collect()
}

fn lanes(timeline: &Timeline, verdict: &str, width: usize, style: &Style) -> String {
    let files = Files::of(timeline);
    let place = |s: &Step| format!("{}:{}", files.in_row(&s.file), s.line);
    let widest = timeline.steps.iter().map(|s| place(s).chars().count()).max().unwrap_or(0);
    let layout = layout(timeline, width, widest);
    let mut out = head(timeline, &layout, files.in_head(), width);
    let mut alive = vec![false; timeline.threads.len()];
    alive[0] = true;
    // The number of a step counts those that are left out.
    let number = |n: usize| match timeline.left_out {
        Some((after, left_out)) if n > after => n + 1 + left_out,
        _ => n + 1,
    };
    let mut i = 0;
    while i < timeline.steps.len() {
        let (period, times) = repeats(&timeline.steps, i);
        for (n, step) in timeline.steps.iter().enumerate().skip(i).take(period) {
            alive[step.thread] = true;
            let row = row(timeline, step, &alive, &layout);
            out += &format!("{:>3}  {}{}{}{}", number(n), row, style.dim, place(step), style.end);
            if layout.inline
                && let Some(source) = timeline.source_line(&step.file, step.line)
            {
                let room = width.saturating_sub(NUMBER + layout.width + widest + 2);
                let pad = widest + 2 - place(step).chars().count();
                out += &format!("{:pad$}{}{}{}", "", style.dim, clip(source, room), style.end);
            }
            out.push('\n');
            if let Some(note) = &step.note {
                out += &format!(
                    "     {}{}{}{}\n",
                    " ".repeat(layout.starts.get(step.thread).map_or(18, |s| s + 2)),
                    style.warn,
                    note,
                    style.end
                );
            }
            if matches!(step.op, "ends" | "panics") {
                alive[step.thread] = false;
            }
        }
        if let Some((_, left_out)) =
            timeline.left_out.filter(|(after, _)| (i..i + period * times).contains(after))
        {
            out += &format!("  ⋮  {} steps left out\n", grouped(left_out));
        }
        if times > 1 {
            let steps =
                if period == 1 { "this step".to_string() } else { format!("these {period} steps") };
            out += &format!("  ⋮  {steps} {} times more\n", grouped(times - 1));
        }
        i += period * times;
    }
    if let Some((_, thread)) = timeline.failed {
        let who = match verdict {
            "DEADLOCK" | "THREAD LEAKED" | "MEMORY LEAKED" => String::new(),
            _ => format!(": {}", timeline.threads[thread]),
        };
        out += &format!("     {}✗ {verdict}{who}{}\n", style.bad, style.end);
    }
    if !layout.inline {
        out += &legend(timeline, &files, width, style);
    }
    out
}

fn head(timeline: &Timeline, layout: &Layout, file: Option<&str>, width: usize) -> String {
    if layout.narrow() {
        return file.map_or(String::new(), |file| format!("{:NUMBER$}in {file}\n", ""));
    }
    let mut out = " ".repeat(NUMBER);
    for (name, lane) in timeline.threads.iter().zip(layout.starts.windows(2)) {
        let lane = lane[1] - lane[0];
        out += &format!("{:<lane$}", clip(name, lane - 2));
    }
    if let Some(file) = file {
        // The column below holds line numbers only: a long name begins over the last lane.
        let room = width.saturating_sub(file.chars().count());
        out = out.chars().take(room).collect::<String>() + file;
    }
    out.truncate(out.trim_end().len());
    out + "\n"
}

/// The lanes of one step. Long text runs over the lanes to its right.
fn row(timeline: &Timeline, step: &Step, alive: &[bool], layout: &Layout) -> String {
    let cell = format!("{} {}", step.symbol, step.text);
    let mut row: Vec<char> = Vec::new();
    if layout.narrow() {
        let widest = timeline.threads.iter().map(|t| t.chars().count()).max().unwrap_or(0).min(14);
        let name = clip(&timeline.threads[step.thread], widest);
        row.extend(format!("{name:<widest$}  {cell}").chars());
    } else {
        for (thread, alive) in alive.iter().enumerate() {
            let start = layout.starts[thread];
            if thread != step.thread && row.len() > start {
                continue; // covered by the text of a lane to the left
            }
            row.resize(start, ' ');
            if thread == step.thread {
                row.extend(cell.chars());
                row.push(' ');
            } else if *alive {
                row.push('│');
            }
        }
    }
    let clipped = clip(&row.iter().collect::<String>(), layout.width - 1);
    format!("{clipped:<width$}", width = layout.width)
}

/// The source lines that the steps name, each once.
fn legend(timeline: &Timeline, files: &Files<'_>, width: usize, style: &Style) -> String {
    let mut lines: Vec<(&str, u32)> = Vec::new();
    for step in &timeline.steps {
        if !lines.contains(&(&step.file, step.line)) {
            lines.push((&step.file, step.line));
        }
    }
    lines.sort_unstable();
    let mut out = String::new();
    for (file, line) in lines {
        let Some(source) = timeline.source_line(file, line) else { continue };
        let place = format!("{}:{line}", files.in_legend(file));
        let room = width.saturating_sub(place.chars().count() + 7);
        out += &format!("     {}{place}{}  {}\n", style.dim, style.end, clip(source, room));
    }
    if out.is_empty() { out } else { format!("\n{out}") }
}

/// The shortest block of steps from `i` on that repeats at least three times, and how often; else one step, once.
fn repeats(steps: &[Step], i: usize) -> (usize, usize) {
    // Values may differ: a loop that counts for ever is a loop.
    let same = |a: &Step, b: &Step| {
        (a.thread, a.op, a.object, a.line) == (b.thread, b.op, b.object, b.line) && a.note == b.note
    };
    for period in 1..=LONGEST_REPEAT {
        let rest = &steps[i..];
        if rest.len() < period * 3 {
            break;
        }
        let block = &rest[..period];
        let times =
            rest.chunks_exact(period).take_while(|c| c.iter().zip(block).all(|(a, b)| same(a, b)));
        let times = times.count();
        if times >= 3 {
            return (period, times);
        }
    }
    (1, 1)
}

/// A sentence in lines that fit, the second and later ones indented.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let text_starts = text.len() - text.trim_start().len();
    let (blanks, text) = text.split_at(text_starts);
    let mut lines = vec![blanks.to_string()];
    for word in text.split(' ') {
        let line = lines.last_mut().expect("there is always a line");
        let used = line.chars().count();
        if used == blanks.len() && line == blanks {
            line.push_str(word);
        } else if used + 1 + word.chars().count() + 2 <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(format!("  {word}"));
        }
    }
    lines
}

fn clip(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_string();
    }
    text.chars().take(width.saturating_sub(1)).chain(['…']).collect()
}
