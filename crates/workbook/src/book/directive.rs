//! What a directive looks like: `{{#name argument key="value"}}`, alone on its line.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};

/// A parsed directive.
#[derive(Debug, PartialEq)]
pub(super) struct Directive<'a> {
    pub(super) name: &'a str,
    /// The word after the name; empty when there is none.
    pub(super) argument: &'a str,
    pub(super) options: BTreeMap<&'a str, &'a str>,
}

/// The directives that a chapter may use, as an error message lists them.
pub(super) const KNOWN: &str = "\
{{#listing PATH:ANCHOR}}, {{#output NAME}}, {{#python NAME}}, {{#refused NAME}}, {{#player NAME}}, \
{{#game NAME}}, {{#plot NAME}}, {{#quiz ID}}, {{#exercise CHAPTER/NAME}}, {{#course weeks=\"…\"}}, {{#term name=\"…\" zh=\"…\"}}, {{#verdicts}}";

impl<'a> Directive<'a> {
    /// The directive on this line of Markdown, if it is one.
    ///
    /// # Errors
    /// The line holds `{{#` outside a code span but is no directive by itself, or it is one that cannot be read.
    pub(super) fn on_line(line: &'a str) -> Result<Option<Self>> {
        if !outside_code(line).any(|text| text.contains("{{#")) {
            return Ok(None);
        }
        let inner = line.trim_end().strip_prefix("{{#").and_then(|rest| rest.strip_suffix("}}"));
        let Some(inner) = inner.filter(|inner| !inner.contains("}}")) else {
            bail!(
                "a directive stands alone on its line, from the first column; \
                 in running text, write it between backticks"
            );
        };
        Ok(Some(Self::parse(inner)?))
    }

    fn parse(inner: &'a str) -> Result<Self> {
        let (name, mut rest) = split_word(inner.trim());
        let mut argument = "";
        if !split_word(rest).0.contains('=') {
            (argument, rest) = split_word(rest);
        }
        let mut options = BTreeMap::new();
        while !rest.is_empty() {
            let (key, tail) = rest
                .split_once("=\"")
                .with_context(|| format!("cannot read `{rest}`; an option is KEY=\"VALUE\""))?;
            let (value, tail) = tail
                .split_once('"')
                .with_context(|| format!("the value of `{key}` has no closing quotation mark"))?;
            if options.insert(key, value).is_some() {
                bail!("the option `{key}` is given twice");
            }
            rest = tail.trim_start();
        }
        Ok(Self { name, argument, options })
    }

    /// Takes an option out.
    pub(super) fn take(&mut self, key: &str) -> Option<&'a str> {
        self.options.remove(key)
    }

    /// # Errors
    /// There is no argument.
    pub(super) fn required_argument(&self, what: &str) -> Result<&'a str> {
        if self.argument.is_empty() {
            bail!("{{{{#{}}}}} needs {what}", self.name);
        }
        Ok(self.argument)
    }

    /// To be called when all the known options have been taken.
    ///
    /// # Errors
    /// An option is left over.
    pub(super) fn no_more_options(&self) -> Result<()> {
        match self.options.keys().next() {
            Some(key) => bail!("{{{{#{}}}}} has no option `{key}`", self.name),
            None => Ok(()),
        }
    }
}

fn split_word(text: &str) -> (&str, &str) {
    match text.split_once(char::is_whitespace) {
        Some((word, rest)) => (word, rest.trim_start()),
        None => (text, ""),
    }
}

/// The parts of a line that are in no `` `code span` ``.
fn outside_code(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').step_by(2)
}

#[cfg(test)]
mod tests {
    use super::Directive;

    fn error(line: &str) -> String {
        Directive::on_line(line).expect_err("this line is wrong").to_string()
    }

    #[test]
    fn an_argument_and_options_are_read() {
        let line = r#"{{#player lost reveal="step" title="Two visitors"}}"#;
        let mut found = Directive::on_line(line).unwrap().expect("a directive");
        assert_eq!((found.name, found.argument), ("player", "lost"));
        assert_eq!(found.take("title"), Some("Two visitors"));
        assert_eq!(
            found.no_more_options().unwrap_err().to_string(),
            "{{#player}} has no option `reveal`"
        );
    }

    #[test]
    fn prose_and_code_spans_are_no_directives() {
        assert_eq!(Directive::on_line("A {{curly}} line.").unwrap(), None);
        assert_eq!(Directive::on_line("Write `{{#listing x}}` alone.").unwrap(), None);
    }

    #[test]
    fn a_directive_beside_text_or_indented_is_refused() {
        assert!(error("See {{#output x}}").contains("alone on its line"));
        assert!(error("  {{#output x}}").contains("first column"));
        assert!(error("{{#output x}} {{#output y}}").contains("alone on its line"));
    }

    #[test]
    fn an_option_that_cannot_be_read_is_refused() {
        assert!(error("{{#player x y}}").contains("KEY=\"VALUE\""));
        assert!(error("{{#player x title=\"y}}").contains("no closing quotation mark"));
        assert!(error("{{#player x a=\"1\" a=\"2\"}}").contains("given twice"));
    }
}
