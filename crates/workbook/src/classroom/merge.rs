//! `cargo workbook grade merge`: the parts of a run become one results file, if all of them are there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};

use super::results::{self, Submission};
use super::shard::Shard;
use crate::commands::Exit;
use crate::terminal::{count, enumerate};

/// One part: whose it is, where it was, and what it holds.
struct Part {
    shard: Shard,
    path: PathBuf,
    submissions: Vec<Submission>,
}

/// Writes the whole of `parts` to `to`.
///
/// # Errors
/// When a part is missing, does not belong to the others, or holds what it should not; nothing is written then.
pub(crate) fn run(parts: &[PathBuf], to: &Path) -> anyhow::Result<Exit> {
    let parts = parts.iter().map(|path| Part::read(path)).collect::<anyhow::Result<Vec<_>>>()?;
    let shards = parts.len();
    let whole = merged(parts)?;
    results::write(to, &whole)?;
    println!(
        "{} from {} in {}.",
        count(whole.len(), "submission"),
        count(shards, "part"),
        to.display()
    );
    Ok(Exit::Passed)
}

impl Part {
    fn read(path: &Path) -> anyhow::Result<Part> {
        let shard = Shard::of_file(path).with_context(|| {
            format!(
                "{} is no part of a run: `grade --shard 2/4` names its results `….2-of-4.jsonl`",
                path.display()
            )
        })?;
        Ok(Part { shard, path: path.to_owned(), submissions: results::read(path)? })
    }
}

/// What all of them hold, in the order of the students' ids.
fn merged(parts: Vec<Part>) -> anyhow::Result<Vec<Submission>> {
    complete(&parts)?;
    let mut whole: BTreeMap<String, (PathBuf, Submission)> = BTreeMap::new();
    for part in parts {
        for submission in part.submissions {
            let student = submission.student.id.clone();
            ensure!(
                part.shard.holds(&student),
                "{} holds the student {student:?}, who belongs to another part; was it renamed?",
                part.path.display()
            );
            if let Some((path, first)) = whole.values().next() {
                same(first, &submission).with_context(|| {
                    format!("{} does not go with {}", part.path.display(), path.display())
                })?;
            }
            if whole.insert(student.clone(), (part.path.clone(), submission)).is_some() {
                bail!(
                    "{} holds the student {student:?} twice; give one of them another name and grade again",
                    part.path.display()
                );
            }
        }
    }
    Ok(whole.into_values().map(|(_, submission)| submission).collect())
}

/// Whether there is each part of the run, once.
fn complete(parts: &[Part]) -> anyhow::Result<()> {
    let Some(first) = parts.first() else { bail!("there are no parts") };
    let of = first.shard.of;
    let mut found: BTreeMap<u32, &Path> = BTreeMap::new();
    for part in parts {
        ensure!(
            part.shard.of == of,
            "{} is a part of {}, and {} one of {of}; they are of different runs",
            part.path.display(),
            part.shard.of,
            first.path.display()
        );
        if let Some(other) = found.insert(part.shard.index, &part.path) {
            bail!(
                "{} and {} are both the part {}",
                other.display(),
                part.path.display(),
                part.shard
            );
        }
    }
    let missing: Vec<String> = (1..=of)
        .filter(|index| !found.contains_key(index))
        .map(|index| format!("{index}/{of}"))
        .collect();
    ensure!(
        missing.is_empty(),
        "{} missing: {}; run `grade --shard` for {}",
        if missing.len() == 1 { "a part is" } else { "some parts are" },
        enumerate(&missing),
        if missing.len() == 1 { "it" } else { "them" }
    );
    Ok(())
}

/// Whether both were graded alike.
fn same(one: &Submission, other: &Submission) -> anyhow::Result<()> {
    let differs = |what: &str, one: &dyn std::fmt::Display, other: &dyn std::fmt::Display| {
        bail!("{what} is {other} here, and {one} there; grade all parts alike")
    };
    let (a, b) = (&one.assignment, &other.assignment);
    if a.hash != b.hash {
        let shown = |a: &results::Assignment| format!("{} ({:.12})", a.name, a.hash);
        return differs("the assignment", &shown(a), &shown(b));
    }
    if one.tools.workbook != other.tools.workbook {
        return differs("the workbook", &one.tools.workbook, &other.tools.workbook);
    }
    if one.tools.rustc != other.tools.rustc {
        return differs("the compiler", &one.tools.rustc, &other.tools.rustc);
    }
    if one.sandbox != other.sandbox {
        return differs("the sandbox", &one.sandbox, &other.sandbox);
    }
    if one.seeds != other.seeds {
        return differs(
            "the list of seeds",
            &format!("{:?}", one.seeds),
            &format!("{:?}", other.seeds),
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests;
