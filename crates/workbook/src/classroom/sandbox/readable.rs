//! The compiler and the libraries, where the users that programs run as can read them.
//!
//! A grader that is root runs programs as somebody else. bubblewrap hands them folders to which only root comes; in the
//! other sandboxes they have to go the way themselves, and rustup puts root's compiler into `/root`.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

use anyhow::Context;
use tempfile::TempDir;

use super::Sandbox;
use crate::classroom::pack::Pack;
use crate::classroom::results::Sandbox as Level;

/// A pack that programs in a sandbox can read.
#[derive(Debug)]
pub(crate) struct Readable {
    pub pack: Pack,
    /// Holds what had to be copied, and goes when this goes.
    _copies: Option<TempDir>,
}

impl Readable {
    /// `pack`, or a copy of what is out of the programs' reach.
    ///
    /// # Errors
    /// When there is no room for the copy.
    pub(crate) fn new(mut pack: Pack, sandbox: &Sandbox) -> anyhow::Result<Readable> {
        let own_way = matches!(sandbox.level, Level::Landlock | Level::Container);
        let (here, compiler) = (&pack.folder, &pack.compiler.sysroot);
        if !own_way
            || sandbox.users.is_none()
            || [here, compiler].iter().all(|p| others_may(p, READ))
        {
            return Ok(Readable { pack, _copies: None });
        }
        let copies = tempfile::Builder::new().prefix("workbook-lent-").tempdir()?;
        fs::set_permissions(copies.path(), Permissions::from_mode(0o711))?;
        let (new_pack, new_compiler) = (copies.path().join("pack"), copies.path().join("rust"));
        lend(here, &new_pack)
            .and_then(|()| lend_compiler(compiler, pack.compiler.host(), &new_compiler))
            .context(
                "cannot copy the compiler to where the users that submissions run as can read it",
            )?;
        (pack.folder, pack.compiler.sysroot) = (new_pack, new_compiler);
        Ok(Readable { pack, _copies: Some(copies) })
    }
}

/// To read a folder and come through it, and to read a file.
const READ: u32 = 0o005;

/// Whether other users may do that with `path`, and come there.
pub(super) fn others_may(path: &Path, what: u32) -> bool {
    let allows = |path: &Path, what| fs::metadata(path).is_ok_and(|m| m.mode() & what == what);
    allows(path, what) && path.ancestors().skip(1).all(|above| allows(above, 0o001))
}

/// Whether the umask of this process closes what it makes to other users.
pub(crate) fn umask_closes() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let umask = status.lines().find_map(|line| line.strip_prefix("Umask:"));
    let umask = umask.and_then(|umask| u32::from_str_radix(umask.trim(), 8).ok());
    umask.is_some_and(|umask| umask & READ != 0)
}

/// What it takes to compile for this system. A toolchain has cargo, documentation and other systems as well.
fn lend_compiler(from: &Path, host: &str, to: &Path) -> std::io::Result<()> {
    let target = format!("lib/rustlib/{host}");
    for folder in ["bin", "lib", &target] {
        make(&to.join(folder))?;
    }
    lend(&from.join("bin/rustc"), &to.join("bin/rustc"))?;
    for entry in fs::read_dir(from.join("lib"))? {
        let path = entry?.path();
        if path.is_file() {
            lend(&path, &to.join("lib").join(path.file_name().unwrap_or_default()))?;
        }
    }
    for part in ["lib", "bin"] {
        if from.join(&target).join(part).is_dir() {
            lend(&from.join(&target).join(part), &to.join(&target).join(part))?;
        }
    }
    Ok(())
}

/// The file, or the folder with all that is in it, under another name where that is possible, and as a copy elsewhere.
fn lend(from: &Path, to: &Path) -> std::io::Result<()> {
    let found = fs::metadata(from)?;
    if found.is_dir() {
        make(to)?;
        for entry in fs::read_dir(from)? {
            let entry = entry?;
            lend(&entry.path(), &to.join(entry.file_name()))?;
        }
        return Ok(());
    }
    if found.mode() & 0o004 != 0 && fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    fs::copy(from, to)?;
    let mode = if found.mode() & 0o100 == 0 { 0o644 } else { 0o755 };
    fs::set_permissions(to, Permissions::from_mode(mode))
}

/// A folder that everybody can read, whatever this process makes otherwise.
fn make(folder: &Path) -> std::io::Result<()> {
    if let Some(above) = folder.parent()
        && !above.exists()
    {
        make(above)?;
    }
    match fs::create_dir(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error),
        _ => fs::set_permissions(folder, Permissions::from_mode(0o755)),
    }
}
