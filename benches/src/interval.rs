//! The median of a few measurements, and how far from it the true one may be.

/// The middle one of the values, or the mean of the two in the middle.
///
/// # Panics
/// If there is none, or if one is not a number.
pub fn median(values: &[f64]) -> f64 {
    let sorted = sorted(values);
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 { sorted[middle] } else { (sorted[middle - 1] + sorted[middle]) / 2.0 }
}

/// An interval that covers the true median with at least the stated probability.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// The probability, at most 1.
    pub confidence: f64,
}

/// The narrowest interval between two of the values that covers the true median with a probability of 0.95. From the
/// smallest to the largest value, and with a lower probability, where fewer than six leave no choice.
///
/// Nothing is assumed of the values but that they do not depend on each other: each lies below the true median with
/// probability ½, so that how many do is binomial. (W. J. Conover, *Practical Nonparametric Statistics*, 3.2.)
///
/// # Panics
/// If there is no value, or if one is not a number.
pub fn median_interval(values: &[f64]) -> Interval {
    let sorted = sorted(values);
    let n = sorted.len();
    // `outside` is the probability that fewer than `rank + 1` values lie below the true median.
    let mut rank = 0;
    let mut term = 0.5_f64.powi(i32::try_from(n).expect("far fewer rounds"));
    let mut outside = term;
    while rank + 1 < n - rank - 1 {
        let next = term * (n - rank) as f64 / (rank + 1) as f64;
        if 2.0 * (outside + next) > 0.05 {
            break;
        }
        rank += 1;
        term = next;
        outside += next;
    }
    Interval {
        low: sorted[rank],
        high: sorted[n - 1 - rank],
        confidence: 1.0 - (2.0 * outside).min(1.0),
    }
}

fn sorted(values: &[f64]) -> Vec<f64> {
    assert!(!values.is_empty(), "the median of no values");
    let mut sorted = values.to_vec();
    sorted.sort_by(|a, b| a.partial_cmp(b).expect("a value is not a number"));
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first_numbers(n: u32) -> Vec<f64> {
        (1..=n).rev().map(f64::from).collect()
    }

    #[test]
    fn the_median_is_the_middle_whatever_the_order() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(&[4.0, 1.0, 3.0, 2.0]), 2.5);
        assert_eq!(median(&[7.0]), 7.0);
    }

    /// The ranks are those of the tables, such as Conover's A3.
    #[test]
    fn the_interval_is_that_of_the_tables() {
        for (n, low, high) in
            [(6, 1.0, 6.0), (7, 1.0, 7.0), (9, 2.0, 8.0), (15, 4.0, 12.0), (31, 10.0, 22.0)]
        {
            let interval = median_interval(&first_numbers(n));
            assert_eq!((interval.low, interval.high), (low, high), "of {n} values");
            assert!(interval.confidence >= 0.95, "of {n} values: {interval:?}");
        }
    }

    #[test]
    fn too_few_values_say_so() {
        let interval = median_interval(&first_numbers(5));
        assert_eq!((interval.low, interval.high), (1.0, 5.0));
        assert!((interval.confidence - 0.9375).abs() < 1e-12, "{interval:?}");
        assert_eq!(median_interval(&[2.0]).confidence, 0.0);
    }
}
