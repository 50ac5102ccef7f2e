//! What a chapter's `Cargo.toml` says about how its exercises are built.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::Context;
use serde::Deserialize;

/// The parts of `exercises/NN-topic/Cargo.toml` that matter to the judge.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Manifest {
    #[serde(flatten)]
    everywhere: Dependencies,
    /// Those that only some systems have; tests that need them do not run on others.
    #[serde(default, rename = "target")]
    somewhere: BTreeMap<String, Dependencies>,
    #[serde(default, rename = "test")]
    tests: Vec<TestTarget>,
}

/// What an answer and its tests may use, by the package's name.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Dependencies {
    #[serde(default)]
    dependencies: BTreeMap<String, toml::Value>,
    #[serde(default)]
    dev_dependencies: BTreeMap<String, toml::Value>,
}

#[derive(Debug, Deserialize)]
struct TestTarget {
    name: String,
    #[serde(default = "yes")]
    harness: bool,
}

fn yes() -> bool {
    true
}

impl Manifest {
    /// Of the package in this folder; one without a manifest has nothing to say.
    ///
    /// # Errors
    /// When it cannot be read, or is no TOML.
    pub(crate) fn of(package: &Path) -> anyhow::Result<Manifest> {
        let path = package.join("Cargo.toml");
        if !path.exists() {
            return Ok(Manifest::default());
        }
        let text =
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        toml::from_str(&text).with_context(|| format!("cannot understand {}", path.display()))
    }

    /// The packages that an answer and its tests may use on this system. What the manifest keeps for some systems
    /// is for Linux.
    pub(crate) fn dependencies(&self) -> BTreeSet<String> {
        let here = self.somewhere.values().filter(|_| cfg!(target_os = "linux"));
        let all = std::iter::once(&self.everywhere).chain(here);
        all.flat_map(|of| of.dependencies.keys().chain(of.dev_dependencies.keys()))
            .cloned()
            .collect()
    }

    /// Those that an answer alone may use, as cargo has it: without what only tests use.
    pub(crate) fn of_library(&self) -> BTreeSet<String> {
        let here = self.somewhere.values().filter(|_| cfg!(target_os = "linux"));
        let all = std::iter::once(&self.everywhere).chain(here);
        all.flat_map(|of| of.dependencies.keys()).cloned().collect()
    }

    /// Whether the test file of that name runs under libtest; otherwise it has a `main`.
    pub(crate) fn harness(&self, test: &str) -> bool {
        self.tests.iter().find(|target| target.name == test).is_none_or(|target| target.harness)
    }
}

#[cfg(test)]
mod tests {
    use super::Manifest;

    #[test]
    fn a_test_has_libtest_unless_the_manifest_says_otherwise() {
        let manifest: Manifest = toml::from_str(
            "[dependencies]\nnix = { version = \"0.31\" }\ninterleave.workspace = true\n\
             [dev-dependencies]\nforktest.workspace = true\n\
             [target.'cfg(target_os = \"linux\")'.dependencies]\nlibc = \"0.2\"\n\
             [[test]]\nname = \"process\"\nharness = false\n[[test]]\nname = \"counter\"\n",
        )
        .expect("it is TOML");
        assert!(!manifest.harness("process"));
        assert!(manifest.harness("counter") && manifest.harness("elsewhere"));
        let mut expected = vec!["forktest", "interleave", "nix"];
        if cfg!(target_os = "linux") {
            expected.insert(2, "libc");
        }
        assert_eq!(manifest.dependencies().into_iter().collect::<Vec<_>>(), expected);
    }
}
