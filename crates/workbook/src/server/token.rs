//! The secret of this run, which the served pages hold and other web sites cannot read.
//!
//! A page of another site can make the browser send a request here. It cannot read our pages, so it cannot send
//! the token along; nor could it add a header of its own without asking first, which is never granted.

use std::fs::File;
use std::io::{self, Read};

/// What a request is asked for that reads or writes an answer, or runs something.
pub(crate) struct Token(String);

impl Token {
    /// 128 bits from the operating system, in hexadecimal.
    ///
    /// # Errors
    /// When the system has none.
    pub(crate) fn new() -> io::Result<Token> {
        let mut bytes = [0; 16];
        File::open("/dev/urandom")?.read_exact(&mut bytes)?;
        Ok(Token(format!("{:032x}", u128::from_ne_bytes(bytes))))
    }

    /// Whether the request's headers named exactly this token.
    pub(super) fn is_in(&self, named: &[String]) -> bool {
        let [named] = named else { return false };
        // Looks at every byte, so that the time taken tells nothing.
        let differ = named.bytes().zip(self.0.bytes()).fold(0, |all, (a, b)| all | (a ^ b));
        named.len() == self.0.len() && differ == 0
    }

    /// The page with the token in its head.
    pub(super) fn put_into(&self, page: Vec<u8>) -> Vec<u8> {
        const END: &[u8] = b"</head>";
        let Some(at) = page.windows(END.len()).position(|part| part == END) else { return page };
        let meta = format!("<meta name=\"workbook-token\" content=\"{}\">\n", self.0);
        [&page[..at], meta.as_bytes(), &page[at..]].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_whole_token_named_once_is_taken() {
        let token = Token("00ff".into());
        let is_in =
            |named: &[&str]| token.is_in(&named.iter().map(|t| (*t).into()).collect::<Vec<_>>());
        assert!(is_in(&["00ff"]));
        for named in [&[][..], &[""], &["00f"], &["00ff0"], &["00fe"], &["00ff", "00ff"], &["00FF"]]
        {
            assert!(!is_in(named), "{named:?} was taken");
        }
    }

    #[test]
    fn each_run_has_another_token() {
        let [one, other] =
            [Token::new(), Token::new()].map(|t| t.expect("the system has random numbers").0);
        assert_ne!(one, other);
        assert_eq!(one.len(), 32, "128 bits: {one}");
    }

    #[test]
    fn a_page_gets_the_token_at_the_end_of_its_head() {
        let token = Token("00ff".into());
        let page = token.put_into(b"<head>x</head><body></head></body>".to_vec());
        let page = String::from_utf8(page).expect("it was text");
        assert_eq!(
            page,
            "<head>x<meta name=\"workbook-token\" content=\"00ff\">\n</head><body></head></body>"
        );
    }
}
