//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;

use nix::sys::resource::Resource;

use crate::calls::Profile;

/// What was asked for.
#[derive(Debug, Default)]
pub(crate) struct Options {
    pub(crate) uid: Option<u32>,
    pub(crate) limits: Vec<(Resource, u64)>,
    pub(crate) calls: Option<Profile>,
    pub(crate) supervise: bool,
    /// Whether there is a network of its own, so that sockets reach nobody.
    pub(crate) own_network: bool,
    pub(crate) read: Vec<PathBuf>,
    pub(crate) write: Vec<PathBuf>,
    pub(crate) program: OsString,
    pub(crate) arguments: Vec<OsString>,
}

impl Options {
    /// Of this process.
    ///
    /// # Errors
    /// When an argument is not understood.
    pub(crate) fn from_arguments() -> Result<Options, String> {
        Options::parse(std::env::args_os().skip(1))
    }

    fn parse(mut arguments: impl Iterator<Item = OsString>) -> Result<Options, String> {
        let mut options = Options::default();
        loop {
            let option = arguments.next().ok_or("there is no program to run")?;
            let mut value =
                || arguments.next().ok_or(format!("{} needs a value", option.to_string_lossy()));
            match option.to_str() {
                Some("--") => break,
                Some("--supervise") => options.supervise = true,
                Some("--own-network") => options.own_network = true,
                Some("--read") => options.read.push(value()?.into()),
                Some("--write") => options.write.push(value()?.into()),
                Some("--uid") => options.uid = Some(number(&value()?)?),
                Some("--limit") => {
                    let name = value()?;
                    options.limits.push((resource(&name)?, number(&value()?)?));
                }
                Some("--calls") => options.calls = Some(Profile::named(&value()?)?),
                _ => return Err(format!("there is no option {}", option.to_string_lossy())),
            }
        }
        options.program = arguments.next().ok_or("there is no program to run")?;
        options.arguments = arguments.collect();
        Ok(options)
    }
}

fn number<N: std::str::FromStr>(text: &OsString) -> Result<N, String> {
    let number = text.to_str().and_then(|text| text.parse().ok());
    number.ok_or_else(|| format!("{} is no such number", text.to_string_lossy()))
}

fn resource(name: &OsString) -> Result<Resource, String> {
    match name.to_str() {
        // Not the address space: 64 threads reserve a gigabyte of it, and use six megabytes.
        Some("data") => Ok(Resource::RLIMIT_DATA),
        Some("file") => Ok(Resource::RLIMIT_FSIZE),
        Some("cpu") => Ok(Resource::RLIMIT_CPU),
        Some("files") => Ok(Resource::RLIMIT_NOFILE),
        Some("processes") => Ok(Resource::RLIMIT_NPROC),
        _ => Err(format!("there is no limit {}", name.to_string_lossy())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Options, String> {
        Options::parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn what_follows_the_two_hyphens_is_the_program_whatever_it_looks_like() {
        let options =
            parse("--uid 7 --limit cpu 3 --read /usr -- /t --uid 8").expect("it is right");
        assert_eq!(options.uid, Some(7));
        assert_eq!(options.limits, [(Resource::RLIMIT_CPU, 3)]);
        assert_eq!(options.program, "/t");
        assert_eq!(options.arguments, ["--uid", "8"]);
    }

    #[test]
    fn what_is_not_understood_is_refused_and_not_left_out() {
        for line in
            ["", "--uid", "--uid x -- a", "--limit sky 1 -- a", "--calls all -- a", "--", "/t"]
        {
            assert!(parse(line).is_err(), "`{line}` was taken");
        }
    }
}
