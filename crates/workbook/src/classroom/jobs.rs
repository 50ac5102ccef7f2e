//! `cargo workbook jobs`: scripts and manifests for engines that run the parts of a grading on many machines.

use std::path::{Path, absolute};

use anyhow::{Context, ensure};

use super::assignment::Assignment;
use super::cli::{Engine, JobArgs};
use super::results::plain;
use crate::commands::Exit;
use crate::workspace::Workspace;

/// Prints the job.
///
/// # Errors
/// When the assignment cannot be read, or a path is none that a script can hold.
pub(crate) fn run(workspace: &Workspace, engine: Engine, args: &JobArgs) -> anyhow::Result<Exit> {
    let assignment = Assignment::load(&args.assignment)?;
    print!("{}", job(&workspace.root, &assignment, engine, args)?);
    Ok(Exit::Passed)
}

fn job(
    root: &Path,
    assignment: &Assignment,
    engine: Engine,
    args: &JobArgs,
) -> anyhow::Result<String> {
    // On a cluster of ours the script may be started from anywhere; elsewhere paths are those of other machines.
    let path = |path: &Path| {
        let path = match engine {
            Engine::Slurm => {
                absolute(path).with_context(|| format!("{} is no path", path.display()))?
            }
            Engine::Actions | Engine::Kubernetes => path.to_owned(),
        };
        let text = path.to_str().with_context(|| format!("{} is not in UTF-8", path.display()))?;
        ensure!(!text.contains(['\n', '\r']), "there is a line break in the path {text:?}");
        Ok(quoted(text))
    };
    let results = path(&args.results)?;
    let parts = args.parts;
    let program = args.program.as_deref().map_or(Ok("workbook".to_owned()), path)?;
    let pack = match &args.pack {
        Some(pack) => format!(" --pack {}", path(pack)?),
        None => String::new(),
    };
    let pieces = results_of_parts(&args.results, parts);
    let merge = format!("{program} grade merge {} --out {results}", path_of_parts(&path, &pieces)?);
    let indexes: Vec<String> = (1..=parts).map(|index| index.to_string()).collect();
    let template = match engine {
        Engine::Slurm => include_str!("jobs/slurm.sh"),
        Engine::Actions => include_str!("jobs/actions.yml"),
        Engine::Kubernetes => include_str!("jobs/kubernetes.yml"),
    };
    // What people wrote stands in comments and in quotes only.
    let title: String = plain(&assignment.title).split_whitespace().collect::<Vec<_>>().join(" ");
    let holes = [
        ("@TITLE@", title),
        ("@NAME@", assignment.name.clone()),
        ("@PARTS@", parts.to_string()),
        ("@INDEXES@", indexes.join(", ")),
        ("@CORES@", args.cores.to_string()),
        ("@IMAGE@", serde_json::to_string(&args.image)?),
        ("@ROOT@", path(root)?),
        ("@PROGRAM@", program),
        ("@SUBMISSIONS@", path(&args.submissions)?),
        ("@ASSIGNMENT@", path(&args.assignment)?),
        ("@PACK@", pack),
        ("@RESULTS@", results),
        ("@MERGE@", merge),
    ];
    Ok(filled(template, &holes))
}

/// The template with its holes filled. What is put in is not looked at again.
fn filled(template: &str, holes: &[(&str, String)]) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some(at) = rest.find('@') {
        let (before, from) = rest.split_at(at);
        out += before;
        match holes.iter().find(|(name, _)| from.starts_with(name)) {
            Some((name, text)) => {
                out += text;
                rest = &from[name.len()..];
            }
            None => {
                out.push('@');
                rest = &from[1..];
            }
        }
    }
    out + rest
}

/// The names of the parts' results, with a star for the number of the part.
fn results_of_parts(results: &Path, parts: u32) -> (std::path::PathBuf, String) {
    let stem = results.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    (results.with_file_name(stem), format!(".*-of-{parts}.jsonl"))
}

/// A shell's pattern: the star is not quoted.
fn path_of_parts(
    path: &dyn Fn(&Path) -> anyhow::Result<String>,
    (stem, rest): &(std::path::PathBuf, String),
) -> anyhow::Result<String> {
    Ok(path(stem)? + rest)
}

/// A word of a shell.
fn quoted(text: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || "/._-+:".contains(c);
    if !text.is_empty() && text.chars().all(bare) && !text.starts_with('-') {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests;
