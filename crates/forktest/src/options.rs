//! The command line of a test program: what cargo, nextest and people say to libtest.

use std::env;

/// What was asked for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    /// Only tests whose names contain one of these; all without one.
    filters: Vec<String>,
    /// Not those whose names contain one of these.
    skip: Vec<String>,
    /// The names must be equal.
    exact: bool,
    /// Only the names are wanted.
    pub(crate) list: bool,
    /// Only ignored tests are wanted, and there are none.
    pub(crate) ignored: bool,
    /// What tests print goes to the terminal.
    pub(crate) nocapture: bool,
}

/// Options with a value that means nothing here.
const WITH_VALUE: [&str; 5] = ["--test-threads", "--format", "--color", "--logfile", "-Z"];

impl Options {
    /// From the arguments of this process.
    ///
    /// # Errors
    /// An option is unknown, or its value is missing.
    pub(crate) fn from_environment() -> Result<Options, String> {
        Options::parse(env::args().skip(1))
    }

    fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Options, String> {
        let mut options = Options::default();
        let mut arguments = arguments.into_iter();
        while let Some(argument) = arguments.next() {
            let mut value = |name: &str| arguments.next().ok_or(format!("{name} needs a value"));
            match argument.as_str() {
                "--list" => options.list = true,
                "--ignored" => options.ignored = true,
                "--exact" => options.exact = true,
                "--nocapture" | "--no-capture" => options.nocapture = true,
                "--skip" => options.skip.push(value("--skip")?),
                "--include-ignored" | "--quiet" | "-q" | "--test" | "--show-output" => {}
                name if WITH_VALUE.contains(&name) => drop(value(name)?),
                name if WITH_VALUE.iter().any(|o| name.starts_with(&format!("{o}="))) => {}
                name if name.starts_with('-') => return Err(format!("there is no option {name}")),
                _ => options.filters.push(argument),
            }
        }
        Ok(options)
    }

    /// Whether the test of that name is wanted.
    pub(crate) fn wants(&self, name: &str) -> bool {
        let fits =
            |filter: &String| if self.exact { name == filter } else { name.contains(filter) };
        !self.ignored
            && (self.filters.is_empty() || self.filters.iter().any(fits))
            && !self.skip.iter().any(fits)
    }
}

#[cfg(test)]
mod tests {
    use super::Options;

    fn parse(line: &str) -> Result<Options, String> {
        Options::parse(line.split_whitespace().map(String::from))
    }

    #[test]
    fn what_cargo_and_nextest_say_is_understood() {
        let options = parse("--exact a::b --nocapture --test-threads=2").unwrap();
        assert!(options.wants("a::b") && !options.wants("a::b2") && options.nocapture);
        assert!(parse("--list --format terse").unwrap().list);
        assert!(!parse("--list --format terse --ignored").unwrap().wants("a"));
    }

    #[test]
    fn names_are_parts_of_names_unless_they_are_exact() {
        assert!(parse("b").unwrap().wants("abc"));
        assert!(!parse("b --skip c").unwrap().wants("abc"));
        assert!(parse("").unwrap().wants("abc"));
    }

    #[test]
    fn an_unknown_option_is_refused() {
        assert_eq!(parse("--frob"), Err("there is no option --frob".into()));
        assert_eq!(parse("--skip"), Err("--skip needs a value".into()));
    }
}
