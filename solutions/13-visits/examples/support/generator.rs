//! Logs as a web server behind proxies writes them, with all that is wrong in real ones. The same seed gives the same
//! bytes, on every machine.

use std::io::{self, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use visits_solution::log::{LONGEST, Tally};

/// One day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Day {
    /// Where the numbers come from.
    pub(crate) seed: u64,
    /// The day of November 2026, from 1.
    pub(crate) day: u32,
    /// How large the log is to be, in bytes; it ends with the first line that reaches it.
    pub(crate) bytes: u64,
}

/// How many visitors there are in the world. Some come often, most of them hardly ever.
const VISITORS: u64 = 200_000;

/// What is asked for.
const PATHS: [&[u8]; 10] = [
    b"/",
    b"/index.html",
    b"/style.css",
    b"/images/logo.png",
    b"/news/2026/11/a-day-like-any-other",
    b"/search?q=concurrency&page=",
    b"/shop/item/",
    b"/api/v2/visitors/",
    b"/favicon.ico",
    b"/downloads/release-",
];

impl Day {
    /// What the file is called.
    pub(crate) fn file_name(&self) -> String {
        format!("2026-11-{:02}.log", self.day)
    }

    /// Writes the log, and returns what is in it: as it was made, and not as somebody has counted it.
    ///
    /// # Errors
    /// Those of `out`.
    pub(crate) fn write(&self, out: &mut impl Write) -> io::Result<Tally> {
        let mut random = Random(self.seed ^ (u64::from(self.day) << 32));
        let mut tally = Tally::default();
        let (mut written, mut line) = (0, Vec::new());
        while written < self.bytes {
            line.clear();
            let second = 86_400 * written / self.bytes;
            self.add_line(&mut line, second, &mut random, &mut tally);
            written += line.len() as u64 + 1;
            // The last line of every other day was never finished.
            if written < self.bytes || self.day.is_multiple_of(2) {
                line.push(b'\n');
            }
            out.write_all(&line)?;
        }
        Ok(tally)
    }

    /// A line of some kind, without its end.
    fn add_line(&self, line: &mut Vec<u8>, second: u64, random: &mut Random, tally: &mut Tally) {
        match random.below(100_000) {
            // A program that has gone mad.
            0..4 => {
                line.extend(b"100.64.0.1 - - ");
                while line.len() <= 2 * LONGEST {
                    line.extend(random.next().to_le_bytes().map(|byte| byte | 0x80));
                }
                tally.broken += 1;
            }
            4..200 => tally.blank += 1,
            200..210 => {
                line.extend(b" \t\r");
                tally.blank += 1;
            }
            // The beginning is missing.
            210..240 => {
                self.add_request(line, second, random);
                line.drain(..20);
                tally.broken += 1;
            }
            240..270 => {
                line.extend(
                    [&b"unknown"[..], b"100.64.0.1, ", b"-", b"300.1.2.3"]
                        [random.below(4) as usize],
                );
                line.extend(b" - -");
                self.add_request(line, second, random);
                tally.broken += 1;
            }
            270..300 => {
                line.extend(random.next().to_le_bytes().map(|byte| byte | 0x80));
                tally.broken += 1;
            }
            _ => {
                self.add_addresses(line, random, tally);
                line.extend(if random.one_in(50) { &b" - anna"[..] } else { b" - -" });
                self.add_request(line, second, random);
                if random.one_in(20) {
                    line.push(b'\r');
                }
                tally.visits += 1;
            }
        }
    }

    /// The address of a visitor, and those of proxies.
    fn add_addresses(&self, line: &mut Vec<u8>, random: &mut Random, tally: &mut Tally) {
        // Small numbers come often.
        let number = (0..3).fold(VISITORS, |end, _| random.below(end) + 1);
        let visitor = address_of(number);
        tally.addresses.insert(visitor);
        let text = match visitor {
            IpAddr::V4(address) if random.one_in(50) => address.to_ipv6_mapped().to_string(),
            IpAddr::V6(address) if random.one_in(8) => {
                address.segments().map(|part| format!("{part:04X}")).join(":")
            }
            address => address.to_string(),
        };
        line.extend(text.as_bytes());
        let proxies = if random.one_in(5) { 1 + random.below(2) } else { 0 };
        for _ in 0..proxies {
            let proxy = Ipv4Addr::new(10, 0, 0, random.below(16) as u8);
            tally.addresses.insert(proxy.into());
            line.extend(if random.one_in(3) { &b","[..] } else { b", " });
            line.extend(proxy.to_string().as_bytes());
        }
    }

    /// The date, the request, and what came of it.
    fn add_request(&self, line: &mut Vec<u8>, second: u64, random: &mut Random) {
        let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
        let date =
            format!(" [{:02}/Nov/2026:{hour:02}:{minute:02}:{second:02} +0000] \"", self.day);
        line.extend(date.as_bytes());
        line.extend(if random.one_in(10) { &b"POST "[..] } else { b"GET " });
        line.extend(PATHS[random.below(PATHS.len() as u64) as usize]);
        line.extend(random.below(10_000).to_string().as_bytes());
        if random.one_in(200) {
            // A name in Latin-1, and bytes that are no text in any language.
            line.extend([&b"/caf\xe9"[..], b"/\xff\xfe\x00\x1b"][random.below(2) as usize]);
        }
        let status = [200, 200, 200, 200, 304, 301, 404, 500][random.below(8) as usize];
        line.extend(format!(" HTTP/1.1\" {status} {}", random.below(50_000)).as_bytes());
    }
}

/// The address of a visitor: one in the range that carriers share, or one that is kept for documentation.
fn address_of(visitor: u64) -> IpAddr {
    let bits = Random(visitor).next();
    if bits.is_multiple_of(10) || !bits.is_multiple_of(3) {
        Ipv4Addr::from_bits(0x6440_0000 | (bits >> 42) as u32).into()
    } else {
        Ipv6Addr::from_bits(0x2001_0db8 << 96 | u128::from(bits)).into()
    }
}

/// Numbers that look like chance: SplitMix64, by Guy Steele, Doug Lea and Christine Flood (OOPSLA 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    fn below(&mut self, end: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(end)) >> 64) as u64
    }

    fn one_in(&mut self, how_many: u64) -> bool {
        self.below(how_many) == 0
    }
}
