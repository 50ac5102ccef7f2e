//! What the pages of the book hold: known before the first page is written, so that each can link to the others.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::directive::Directive;
use super::fence::outside_blocks;
use super::glossary::Glossary;
use super::plot::measured::Measured;
use super::{listing, quiz};

/// Where on which page things are. Pages are named relative to `book/src`.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// The page that lists the verdicts.
    pub(super) verdict_page: Option<PathBuf>,
    /// For each program that is shown: page and id of the element that shows it, in the book's order.
    pub(super) listings: BTreeMap<String, Vec<(PathBuf, String)>>,
    /// The terms that the book explains.
    pub(super) glossary: Glossary,
    /// What the plots may show.
    pub(super) measured: Measured,
}

impl Places {
    /// Looks through all pages: the path, the title and the text of each. What is wrong between two places goes to
    /// `faults`: a question with the name of another one, or a term that is out of order.
    pub(super) fn find(pages: &[(&Path, &str, &str)], faults: &mut Vec<String>) -> Self {
        let mut places = Self::default();
        let mut quizzes: BTreeMap<&str, String> = BTreeMap::new();
        for &(page, _, text) in pages {
            for (number, line) in outside_blocks(text) {
                // What is wrong with a directive is told when its page is written.
                let Ok(Some(directive)) = Directive::on_line(line) else { continue };
                let place = format!("book/src/{}:{number}", page.display());
                match directive.name {
                    "verdicts" => places.verdict_page = Some(page.to_owned()),
                    "listing" => {
                        let (path, anchor) = listing::split_anchor(directive.argument);
                        let (name, id) = listing::name_and_id(path, anchor);
                        places.listings.entry(name).or_default().push((page.to_owned(), id));
                    }
                    "quiz" => match quizzes.get(directive.argument) {
                        Some(first) => faults.push(quiz::named_twice(&place, &directive, first)),
                        None => {
                            quizzes.insert(directive.argument, place);
                        }
                    },
                    "term" => {
                        if let Err(error) = places.glossary.add(page, &directive) {
                            faults.push(format!("{place}: {line}\n    {error:#}"));
                        }
                    }
                    _ => {}
                }
            }
        }
        for &(page, title, text) in pages {
            for (_, line) in outside_blocks(text) {
                places.glossary.note(page, title, line);
            }
        }
        places
    }

    /// Page and id of the element that shows the listing `name`: on `page`, if it is there.
    pub(super) fn listing(&self, name: &str, page: &Path) -> Option<(&Path, &str)> {
        let all = self.listings.get(name)?;
        let here = all.iter().find(|(shown_on, _)| shown_on == page);
        here.or(all.first()).map(|(page, id)| (page.as_path(), id.as_str()))
    }
}
