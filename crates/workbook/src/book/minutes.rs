//! How long a page takes: to read, counted in words and lines of code, and to do, as its exercises say.

use std::collections::BTreeMap;
use std::ops::AddAssign;
use std::path::{Path, PathBuf};

use mdbook_preprocessor::book::{BookItem, Chapter};

use super::exercise;
use super::fence::Fence;
use super::roster;

/// Slower than a novel, since it is to be thought about, and English is a foreign language to many.
const WORDS_A_MINUTE: f64 = 160.0;
const LINES_OF_CODE_A_MINUTE: f64 = 15.0;
/// What one steps through takes so many minutes; the table in it is not read as well.
const WIDGETS: [(&str, &str, f64); 2] = [
    ("<interleaving-player", "</interleaving-player>", 1.0),
    ("<interleaving-game", "</interleaving-game>", 3.0),
];

/// What a page, or a chapter, takes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Minutes {
    reading: f64,
    doing: u32,
    exercises: usize,
}

impl AddAssign for Minutes {
    fn add_assign(&mut self, other: Minutes) {
        self.reading += other.reading;
        self.doing += other.doing;
        self.exercises += other.exercises;
    }
}

impl Minutes {
    /// For a page as it was `written`, and as it is `read` when its directives are expanded.
    pub(super) fn of(root: &Path, written: &str, read: &str) -> Minutes {
        // An unknown exercise is told where its box is made.
        let minutes = |id| exercise::with(root, id, |exercise| exercise.entry.minutes).ok();
        let doing: Vec<u32> = roster::exercises(written).filter_map(minutes).collect();
        Minutes { reading: reading(read), doing: doing.iter().sum(), exercises: doing.len() }
    }

    /// Minutes to read.
    pub(super) fn to_read(self) -> u32 {
        self.reading.ceil().max(1.0) as u32
    }

    /// Minutes for the exercises.
    pub(super) fn to_do(self) -> u32 {
        self.doing
    }

    /// As a sentence: `About 6 minutes to read, 10 to do`.
    fn told(&self) -> String {
        let reading = duration(self.to_read());
        match self.exercises {
            0 => format!("about {reading} to read"),
            1 => format!("about {reading} to read, {} for the exercise", duration(self.doing)),
            n => format!("about {reading} to read, {} for the {n} exercises", duration(self.doing)),
        }
    }
}

/// For people: `1 h 05 min`.
pub(super) fn duration(minutes: u32) -> String {
    match minutes {
        1 => "1 minute".to_owned(),
        0..60 => format!("{minutes} minutes"),
        _ => format!("{} h {:02} min", minutes / 60, minutes % 60),
    }
}

/// Minutes to read this Markdown.
fn reading(markdown: &str) -> f64 {
    let (mut words, mut code, mut playing) = (0.0, 0.0, 0.0);
    let mut fence: Option<Fence<'_>> = None;
    let mut inside = None;
    for line in markdown.lines() {
        if let Some(end) = inside {
            if line.contains(end) {
                inside = None;
            }
        } else if let Some(&(_, end, minutes)) = WIDGETS.iter().find(|(tag, ..)| line.contains(tag))
        {
            playing += minutes;
            inside = Some(end).filter(|end| !line.contains(end));
        } else {
            match (&fence, Fence::on_line(line)) {
                (Some(open), Some(end)) if open.is_closed_by(&end) => fence = None,
                (Some(_), _) if !line.trim().is_empty() => code += 1.0,
                (Some(_), _) => {}
                (None, Some(start)) => fence = Some(start),
                (None, None) => words += count_words(line) as f64,
            }
        }
    }
    words / WORDS_A_MINUTE + code / LINES_OF_CODE_A_MINUTE + playing
}

/// The words of a line that are not inside a tag.
fn count_words(line: &str) -> usize {
    let mut inside = false;
    let text: String = line
        .chars()
        .map(|c| {
            inside = (inside || c == '<') && c != '>';
            if inside || c == '>' { ' ' } else { c }
        })
        .collect();
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// Writes under the title of a numbered page how long it takes, and under that of a chapter how long all of it takes.
pub(super) fn tell(chapter: &mut Chapter, minutes: &BTreeMap<PathBuf, Minutes>) {
    let of = |chapter: &Chapter| {
        let page = chapter.source_path.as_ref().and_then(|page| minutes.get(page));
        page.copied().unwrap_or_default()
    };
    if chapter.number.is_none() || chapter.source_path.is_none() {
        return;
    }
    let mut told = of(chapter).told();
    let mut whole = of(chapter);
    for item in &chapter.sub_items {
        if let BookItem::Chapter(section) = item {
            whole += of(section);
        }
    }
    if !chapter.sub_items.is_empty() {
        told = format!("This page: {told}. The chapter: {}.", whole.told());
    } else {
        told[..1].make_ascii_uppercase();
        told.push('.');
    }
    let Some(end) = chapter.content.find('\n').filter(|_| chapter.content.starts_with("# ")) else {
        return;
    };
    chapter.content.insert_str(end, &format!("\n\n<p class=\"page-minutes\">{told}</p>\n"));
}

#[cfg(test)]
impl Minutes {
    /// Of one page, whose exercises take `doing`.
    pub(super) fn for_tests(reading: f64, doing: u32) -> Minutes {
        Minutes { reading, doing, exercises: usize::from(doing > 0) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Minutes, count_words, reading, tell};
    use mdbook_preprocessor::book::{BookItem, Chapter, SectionNumber};
    use std::collections::BTreeMap;

    #[test]
    fn words_are_counted_and_tags_are_not() {
        assert_eq!(count_words("Two words, <a href=\"x y z\">three</a> now."), 4);
        assert_eq!(count_words("| - | *** |"), 0);
    }

    #[test]
    fn code_is_read_line_by_line_and_a_run_is_stepped_through_once() {
        let words = "word ".repeat(160);
        assert_eq!(reading(&words), 1.0);
        assert_eq!(reading(&format!("```text\n{}```\n", "a b c d\n\n".repeat(15))), 1.0);
        let player = format!("<interleaving-player x>\n{words}\n</interleaving-player>\n");
        assert_eq!(reading(&player), 1.0);
    }

    #[test]
    fn a_chapter_adds_up_its_sections() {
        let page = |name: &str, number: &[u32]| {
            let mut page =
                Chapter::new(name, "# Title\n\nText.\n".into(), format!("{name}.md"), vec![]);
            page.number = Some(SectionNumber::new(number.to_vec()));
            page
        };
        let cost = Minutes::for_tests;
        let minutes = BTreeMap::from([
            ("a.md".into(), cost(2.2, 0)),
            ("b.md".into(), cost(4.5, 55)),
            ("c.md".into(), cost(0.2, 30)),
        ]);
        let mut chapter = page("a", &[1]);
        chapter.sub_items =
            vec![BookItem::Chapter(page("b", &[1, 1])), BookItem::Chapter(page("c", &[1, 2]))];
        let mut section = page("c", &[1, 2]);
        tell(&mut chapter, &minutes);
        tell(&mut section, &minutes);
        assert_eq!(
            chapter.content,
            "# Title\n\n<p class=\"page-minutes\">This page: about 3 minutes to read. The chapter: about 7 \
             minutes to read, 1 h 25 min for the 2 exercises.</p>\n\n\nText.\n"
        );
        let told = "About 1 minute to read, 30 minutes for the exercise.";
        assert!(section.content.contains(told), "{}", section.content);
        let mut unnumbered = page("b", &[]);
        unnumbered.number = None;
        tell(&mut unnumbered, &minutes);
        assert_eq!(unnumbered.content, "# Title\n\nText.\n");
    }
}
