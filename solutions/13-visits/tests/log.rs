//! What learners are given: which lines are visits, and which addresses are in them.

use std::net::IpAddr;

use visits_solution::log::{LONGEST, Tally, text_of};

/// What one line comes to.
fn one(line: &[u8]) -> Tally {
    let mut tally = Tally::default();
    tally.add(line);
    assert_eq!(tally.lines(), 1, "each line is counted once: {line:?}");
    tally
}

#[test]
fn a_visit_begins_with_addresses() {
    for (line, addresses) in [
        (
            &b"203.0.113.7 - - [01/Nov/2026:06:12:09 +0000] \"GET / HTTP/1.1\" 200 5"[..],
            vec!["203.0.113.7"],
        ),
        (b"203.0.113.7 - anna [", vec!["203.0.113.7"]),
        (b"203.0.113.7 - ", vec!["203.0.113.7"]),
        (
            b"203.0.113.7,10.0.0.2, 2001:db8::1 ,10.0.0.2 - - \xff\xfe",
            vec!["203.0.113.7", "10.0.0.2", "2001:db8::1"],
        ),
        (b"2001:DB8:0:0::0001,2001:db8::1 - - x\r", vec!["2001:db8::1"]),
        (b"::ffff:203.0.113.7 - - x", vec!["203.0.113.7"]),
        (b"  203.0.113.7 - - x", vec!["203.0.113.7"]),
    ] {
        let tally = one(line);
        let expected = addresses.iter().map(|text| text.parse::<IpAddr>().expect("an address"));
        let text = String::from_utf8_lossy(line);
        assert_eq!((tally.visits, tally.addresses), (1, expected.collect()), "the line {text:?}");
    }
}

#[test]
fn a_line_without_anything_is_blank() {
    for line in [&b""[..], b" ", b"\r", b" \t \r"] {
        assert_eq!(one(line).blank, 1, "the line {line:?}");
    }
}

#[test]
fn all_others_are_broken_and_none_of_their_addresses_counts() {
    for line in [
        &b"203.0.113.7"[..],
        b"203.0.113.7 -",
        b"- - - x",
        b"unknown - - x",
        b"203.0.113.7, unknown - - x",
        b"203.0.113.7,, 10.0.0.2 - - x",
        b", - - x",
        b"203.0.113.007 - - x",
        b"203.0.113.256 - - x",
        b"203.0.113.7:80 - - x",
        b"[::1] - - x",
        b"fe80::1%eth0 - - x",
        b"\xff203.0.113.7 - - x",
        b"0/Nov/2026:06:12:09 +0000] \"GET / HTTP/1.1\" 200 5",
        b"\0",
    ] {
        let tally = one(line);
        let text = String::from_utf8_lossy(line);
        assert_eq!((tally.broken, tally.addresses.len()), (1, 0), "the line {text:?}");
    }
}

#[test]
fn a_line_that_is_too_long_is_broken_whatever_it_is() {
    let line = |length: usize| {
        let mut line = b"203.0.113.7 - - ".to_vec();
        line.resize(length, b' ');
        line
    };
    assert_eq!(one(&line(LONGEST)).visits, 1, "a line of LONGEST bytes");
    assert_eq!(one(&line(LONGEST + 1)).broken, 1, "a line of LONGEST + 1 bytes");
    assert_eq!(one(&vec![b' '; LONGEST + 1]).broken, 1, "LONGEST + 1 blanks");
}

#[test]
fn a_payload_is_told_as_a_text() {
    for (payload, text) in [
        (std::panic::catch_unwind(|| panic!("as it is")), "as it is"),
        (std::panic::catch_unwind(|| panic!("with {}", 1)), "with 1"),
        (std::panic::catch_unwind(|| std::panic::panic_any(1)), "no text"),
    ] {
        assert_eq!(text_of(payload.expect_err("it panicked")), text);
    }
}
