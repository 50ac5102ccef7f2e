//! Which answers are right, where that was computed or recorded: a key that says anything else is refused.

use std::collections::BTreeSet;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::super::chapter::Source;
use super::super::directive::Directive;
use super::super::html::escape;
use super::super::listing::{RECORD, read};
use super::listing_link;
use super::parse::Answer;

/// Where the right answers come from; the name is that of a listing.
pub(super) enum Key {
    /// From the writer.
    Written,
    /// What exploring the listing found, as `listings::outcomes` or `listings::outputs` left it.
    Outcomes(String),
    /// What the listing prints.
    Prints(String),
    /// The line at which the compiler refuses the program, or that it does not.
    Refused(String),
}

/// `recorded/NAME.outcomes.json`, version 1.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Found {
    version: u32,
    interleavings: usize,
    exhaustive: bool,
    outcomes: Vec<String>,
}

impl Key {
    /// Takes the option that names the listing.
    ///
    /// # Errors
    /// There is more than one.
    pub(super) fn read(directive: &mut Directive<'_>) -> Result<Self> {
        let mut keys = Vec::new();
        for (option, key) in [
            ("outcomes", Self::Outcomes as fn(String) -> Self),
            ("prints", Self::Prints),
            ("refused", Self::Refused),
        ] {
            keys.extend(directive.take(option).map(|name| key(name.to_owned())));
        }
        if keys.len() > 1 {
            bail!("one of `outcomes`, `prints` and `refused`, not {} of them", keys.len());
        }
        Ok(keys.pop().unwrap_or(Self::Written))
    }

    /// Whether it would be a hint to say how many answers are right.
    pub(super) fn hides_how_many(&self) -> bool {
        matches!(self, Self::Outcomes(_))
    }

    /// Compares the ticked answers with what is known; a sentence on where that comes from, as HTML.
    ///
    /// # Errors
    /// They differ, or what is known cannot be read.
    pub(super) fn check(
        &self,
        source: &Source<'_>,
        answers: &[Answer<'_>],
    ) -> Result<Option<String>> {
        match self {
            Self::Written => Ok(None),
            Self::Outcomes(name) => outcomes(source, name, answers).map(Some),
            Self::Prints(name) => prints(source, name, answers).map(Some),
            Self::Refused(name) => refused(source, name, answers).map(Some),
        }
    }
}

fn outcomes(source: &Source<'_>, name: &str, answers: &[Answer<'_>]) -> Result<String> {
    let path = format!("book/listings/recorded/{name}.outcomes.json");
    let remedy = "end the listing in `listings::outcomes(…)` or `listings::outputs(…)` and record it with \
                  `UPDATE_RECORDED=1 cargo test -p listings`";
    let found: Found = serde_json::from_str(&read(source.root, &path, remedy)?)
        .with_context(|| format!("{path}: {RECORD}"))?;
    if found.version != 1 {
        bail!("{path} is of version {}; this program reads version 1", found.version);
    }
    let runs = match found.interleavings {
        1 => "the only interleaving".to_owned(),
        n => format!("{n} interleavings"),
    };
    if !found.exhaustive {
        bail!(
            "only {} interleavings of `{name}` were run and there are more, so nobody knows what else there is; \
             make the program smaller",
            found.interleavings
        );
    }
    let known: BTreeSet<&str> = found.outcomes.iter().map(|outcome| outcome.trim()).collect();
    let exploring = || {
        let known: Vec<_> = known.iter().map(|outcome| format!("`{outcome}`")).collect();
        format!("running {runs} of `{name}` came to {}", known.join(", "))
    };
    compare(answers, &known, &exploring)?;
    let rest = if found.interleavings == 1 { "" } else { "; no other one makes a difference" };
    Ok(format!("Computed from {runs} of {}{rest}.", listing_link(source, name)))
}

/// The answers' code against the set of those that are right.
fn compare(
    answers: &[Answer<'_>],
    known: &BTreeSet<&str>,
    told: &dyn Fn() -> String,
) -> Result<()> {
    let mut missing = known.clone();
    let mut seen = BTreeSet::new();
    for answer in answers {
        let number = answer.number;
        let Some(code) = answer.code() else {
            if answer.right {
                bail!(
                    "line {number}: a right answer begins with a `code span` or is a code block, to be compared"
                );
            }
            continue;
        };
        if !seen.insert(code.clone()) {
            bail!("line {number}: the answer `{code}` is there twice");
        }
        match (answer.right, known.contains(code.as_str())) {
            (true, false) => {
                bail!("line {number}: `{code}` is marked as right and is not; {}", told())
            }
            (false, true) => {
                bail!("line {number}: `{code}` is right and not marked so; {}", told())
            }
            _ => {
                missing.remove(code.as_str());
            }
        }
    }
    match missing.first() {
        Some(missing) => bail!("no answer says `{missing}`; {}", told()),
        None => Ok(()),
    }
}

fn prints(source: &Source<'_>, name: &str, answers: &[Answer<'_>]) -> Result<String> {
    let text = read(source.root, &format!("book/listings/recorded/{name}.txt"), RECORD)?;
    let text = text.trim();
    compare(answers, &BTreeSet::from([text]), &|| format!("`{name}` prints:\n{text}"))?;
    Ok(format!("This is what {} printed.", listing_link(source, name)))
}

fn refused(source: &Source<'_>, name: &str, answers: &[Answer<'_>]) -> Result<String> {
    let folder = source.chapter_folder();
    let path = format!("book/listings/refused/{folder}/{name}.rs");
    let accepted = format!("book/listings/examples/{folder}/{name}.rs");
    let compiles = !source.root.join(&path).exists() && source.root.join(&accepted).exists();
    let text = read(source.root, if compiles { &accepted } else { &path }, "check the name")?;
    let refused_at: BTreeSet<usize> =
        (1..).zip(text.lines()).filter(|(_, line)| line.contains("//~ ")).map(|(n, _)| n).collect();
    let told = || match (compiles, &refused_at) {
        (true, _) => format!("`{name}` compiles"),
        (false, lines) => {
            let lines: Vec<_> = lines.iter().map(|line| format!("line {line}")).collect();
            format!("the compiler refuses `{name}` at {}", lines.join(", "))
        }
    };
    let mut ticked = BTreeSet::new();
    for answer in answers {
        let number = answer.number;
        let said = Said::read(answer.text[0]).with_context(|| {
            format!("line {number}: an answer begins with `line 7` or `compiles`")
        })?;
        if let Said::Line(line, Some(code)) = &said
            && text.lines().nth(line - 1).is_none_or(|found| !found.contains(code))
        {
            bail!("line {number}: line {line} of `{name}` does not hold `{code}`");
        }
        let right = match said {
            Said::Compiles => compiles,
            Said::Line(line, _) => refused_at.contains(&line),
        };
        if right != answer.right {
            let is = if right { "right and not marked so" } else { "marked as right and is not" };
            bail!("line {number}: `{}` is {is}; {}", answer.text[0], told());
        }
        if let (true, Said::Line(line, _)) = (right, said) {
            ticked.insert(line);
        }
    }
    if ticked != refused_at {
        bail!("not every line that is refused is among the answers; {}", told());
    }
    let by = if compiles { "It was compiled" } else { "It was given to the compiler" };
    Ok(format!("{by}: {}.", escape(name)))
}

/// What an answer says of a program that may not compile.
enum Said {
    Compiles,
    /// The line's number in the file, and code on it if the answer quotes any.
    Line(usize, Option<String>),
}

impl Said {
    fn read(text: &str) -> Option<Self> {
        let plain = text.replace('`', "").to_lowercase();
        if plain.starts_with("compiles") || plain.starts_with("it compiles") {
            return Some(Self::Compiles);
        }
        let digits: String =
            plain.strip_prefix("line ")?.chars().take_while(char::is_ascii_digit).collect();
        let line = digits.parse().ok().filter(|&line| line > 0)?;
        let code = text.split_once(": `").and_then(|(_, code)| code.split_once('`'));
        Some(Self::Line(line, code.map(|(code, _)| code.to_owned())))
    }
}
