//! Which files can be opened, by Landlock (<https://docs.kernel.org/userspace-api/landlock.html>).

use std::path::PathBuf;

use landlock::{
    ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, PathBeneath, PathFd, Ruleset,
    RulesetAttr, RulesetCreatedAttr, RulesetStatus, Scope,
};

/// The rights that this program knows of: those of Linux 6.10.
const KNOWN: ABI = ABI::V5;

/// From now on only `read` can be read and executed, and only `write` written; nothing can be connected to, and no
/// signal reaches a process that is not below this one.
///
/// # Errors
/// When the kernel cannot do all of that: signals need Linux 6.12.
pub(crate) fn restrict(read: &[PathBuf], write: &[PathBuf]) -> Result<(), String> {
    let restrict = || -> Result<RulesetStatus, landlock::RulesetError> {
        let mut rules = Ruleset::default()
            .set_compatibility(CompatLevel::HardRequirement)
            .handle_access(AccessFs::from_all(KNOWN))?
            .handle_access(AccessNet::BindTcp | AccessNet::ConnectTcp)?
            .scope(Scope::Signal | Scope::AbstractUnixSocket)?
            .create()?;
        for (paths, may) in [(read, AccessFs::from_read(KNOWN)), (write, AccessFs::from_all(KNOWN))]
        {
            for path in paths {
                // What this system does not have need not be allowed.
                let Ok(file) = PathFd::new(path) else { continue };
                let may = if path.is_dir() { may } else { may & AccessFs::from_file(KNOWN) };
                rules = rules.add_rule(PathBeneath::new(file, may))?;
            }
        }
        Ok(rules.restrict_self()?.ruleset)
    };
    match restrict() {
        Ok(RulesetStatus::FullyEnforced) => Ok(()),
        Ok(status) => Err(format!("Landlock is not in force: {status:?}")),
        Err(error) => Err(format!("Landlock: {error}")),
    }
}
