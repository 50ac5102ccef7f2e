//! Numbers as the plots and their tables write them.

/// What a number is a number of.
#[derive(Debug, Clone, Copy)]
pub(super) enum Unit<'a> {
    /// How many times as long.
    Ratio,
    Seconds,
    Other(&'a str),
}

impl Unit<'_> {
    /// With its unit, and three digits that mean something.
    pub(super) fn told(self, number: f64) -> String {
        match self {
            Unit::Ratio => digits(number),
            Unit::Other(unit) => format!("{} {unit}", digits(number)),
            Unit::Seconds => {
                let (factor, unit) = scale(number);
                format!("{} {unit}", digits(number * factor))
            }
        }
    }

    /// A round number on an axis.
    pub(super) fn tick(self, number: f64) -> String {
        let round = |number: f64| group(&number.to_string());
        match self {
            Unit::Seconds => {
                let (factor, unit) = scale(number);
                format!("{} {unit}", (number * factor).round())
            }
            Unit::Ratio | Unit::Other(_) => round(number),
        }
    }
}

/// The unit that suits so many seconds, and how many of them a second has.
fn scale(seconds: f64) -> (f64, &'static str) {
    // A little less, so that a power of ten that is not quite one has its own unit.
    match seconds * 1.000_001 {
        s if s >= 1.0 => (1.0, "s"),
        s if s >= 1e-3 => (1e3, "ms"),
        s if s >= 1e-6 => (1e6, "µs"),
        _ => (1e9, "ns"),
    }
}

fn digits(number: f64) -> String {
    let after_the_point = match number.abs() {
        size if size >= 100.0 => 0,
        size if size >= 10.0 => 1,
        size if size >= 1.0 => 2,
        size if size >= 0.1 => 3,
        _ => 4,
    };
    group(&format!("{number:.after_the_point$}"))
}

/// `12345` as `12,345`.
fn group(number: &str) -> String {
    let whole = number.find('.').unwrap_or(number.len());
    let mut out = String::new();
    for (index, digit) in number.char_indices() {
        if index > 0 && index < whole && (whole - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Unit;

    #[test]
    fn numbers_have_three_digits_that_mean_something_and_the_unit_that_suits_them() {
        for (number, told) in
            [(0.051_23, "0.0512"), (0.5123, "0.512"), (12.34, "12.3"), (1_234_567.0, "1,234,567")]
        {
            assert_eq!(Unit::Ratio.told(number), told);
        }
        for (seconds, told) in
            [(2.5, "2.50 s"), (0.0025, "2.50 ms"), (45e-6, "45.0 µs"), (1.5e-9, "1.50 ns")]
        {
            assert_eq!(Unit::Seconds.told(seconds), told);
        }
        assert_eq!(Unit::Other("KiB").told(17.25), "17.2 KiB");
    }

    #[test]
    fn ticks_are_round() {
        let seconds: Vec<String> =
            (-9..=1).map(|power| Unit::Seconds.tick(10_f64.powi(power))).collect();
        assert_eq!(
            seconds,
            [
                "1 ns", "10 ns", "100 ns", "1 µs", "10 µs", "100 µs", "1 ms", "10 ms", "100 ms",
                "1 s", "10 s"
            ]
        );
        assert_eq!(Unit::Ratio.tick(0.25), "0.25");
        assert_eq!(Unit::Ratio.tick(10_000.0), "10,000");
    }
}
