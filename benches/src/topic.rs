//! What is measured, by topic.

use std::fmt::Write as _;

use crate::case::{Case, Scale};
use crate::ratio::Ratio;

/// Cases that belong together, and the ratios between them that the repository states.
pub struct Topic {
    /// As given on the command line.
    pub name: &'static str,
    /// What it is about, in one line.
    pub about: &'static str,
    /// Prepares all cases of our own. Those in Python come from [`crate::python`].
    pub cases: fn(Scale) -> Vec<Case>,
    /// What is measured, in the order of the tables.
    pub ratios: &'static [Ratio],
    /// Numbers that are no times, such as memory.
    pub figures: fn(Scale) -> Vec<Figure>,
}

/// A number that is no time.
pub struct Figure {
    /// What it is the number of.
    pub name: String,
    /// The number.
    pub value: f64,
    /// Its unit.
    pub unit: &'static str,
}

/// All topics, in the order of the tables.
pub const TOPICS: &[Topic] = &[
    crate::sum::TOPIC,
    crate::fibonacci::TOPIC,
    crate::start::TOPIC,
    crate::pingpong::TOPIC,
    crate::pipe::TOPIC,
    crate::queue::TOPIC,
    crate::lock::TOPIC,
    crate::shared::TOPIC,
    crate::semaphore::TOPIC,
    crate::pool::TOPIC,
    crate::coroutine::TOPIC,
];

/// The topic of that name.
///
/// # Errors
/// If there is none: a sentence that names all.
pub fn find(name: &str) -> Result<&'static Topic, String> {
    TOPICS.iter().find(|topic| topic.name == name).ok_or_else(|| {
        let mut sentence = format!("There is no topic `{name}`; there are:");
        for topic in TOPICS {
            let _ = write!(sentence, " {}", topic.name);
        }
        sentence
    })
}
