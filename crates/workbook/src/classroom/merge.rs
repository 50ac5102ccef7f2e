//! `cargo workbook grade merge`: the parts of a run become one results file, if all of them are there.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};

use super::results::{self, Place, Submission};
use super::shard::Shard;
use crate::commands::Exit;
use crate::terminal::{count, enumerate};

/// One part: which it is, and where.
struct Part {
    shard: Shard,
    path: PathBuf,
}

/// Writes the whole of `parts` to `to`.
///
/// # Errors
/// When a part is missing, does not belong to the others, or holds what it should not; nothing is written then.
pub(crate) fn run(parts: &[PathBuf], to: &Path) -> anyhow::Result<Exit> {
    let parts = parts.iter().map(|path| Part::named(path)).collect::<anyhow::Result<Vec<_>>>()?;
    complete(&parts)?;
    let whole = merged(&parts)?;
    let open = |part: &Part| {
        File::open(&part.path).with_context(|| format!("cannot read {}", part.path.display()))
    };
    let mut files = parts.iter().map(open).collect::<anyhow::Result<Vec<_>>>()?;
    results::collect(to, whole.values().map(|(part, place)| place.line(&mut files[*part])))?;
    println!(
        "{} from {} in {}.",
        count(whole.len(), "submission"),
        count(parts.len(), "part"),
        to.display()
    );
    Ok(Exit::Passed)
}

impl Part {
    fn named(path: &Path) -> anyhow::Result<Part> {
        let shard = Shard::of_file(path).with_context(|| {
            format!(
                "{} is no part of a run: `grade --shard 2/4` names its results `….2-of-4.jsonl`",
                path.display()
            )
        })?;
        Ok(Part { shard, path: path.to_owned() })
    }
}

/// Where each student's line is: in which of `parts`, and where in it. In the order of the students' ids.
fn merged(parts: &[Part]) -> anyhow::Result<BTreeMap<String, (usize, Place)>> {
    let mut whole = BTreeMap::new();
    let mut first: Option<(&Path, Submission)> = None;
    for (index, Part { shard, path }) in parts.iter().enumerate() {
        results::each(path, |place, mut submission| {
            let student = std::mem::take(&mut submission.student.id);
            ensure!(
                shard.holds(&student),
                "it holds the student {student:?}, who belongs to another part; was it renamed?"
            );
            if let Some((of, first)) = &first {
                same(first, &submission)
                    .with_context(|| format!("it does not go with {}", of.display()))?;
            }
            if whole.insert(student.clone(), (index, place)).is_some() {
                bail!(
                    "it holds the student {student:?} twice; give one of them another name and grade again"
                );
            }
            first.get_or_insert((path, submission));
            Ok(())
        })?;
    }
    Ok(whole)
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
