//! The picture: bars on a logarithmic axis, as SVG. Twice as slow and twice as fast are equally far from the same.
//!
//! Colours come from `assets/plot.css`, and are those of the theme; kinds of bars also differ in shape.

use std::fmt::Write as _;

use super::measured::Value;
use super::number::Unit;
use crate::book::html::escape;

/// Width of the picture, and its axis, in its own units. The letters are 13 high, which a phone can show.
const WIDTH: f64 = 400.0;
const LEFT: f64 = 14.0;
const RIGHT: f64 = 386.0;

/// Heights: of the legend and the ticks, of the text of a row, of a bar, and of the room below a row.
const TOP: f64 = 44.0;
const TEXT: f64 = 19.0;
const BAR: f64 = 9.0;
const GAP: f64 = 10.0;

/// A row: what was measured on the reference machine and on the reader's.
pub(super) struct Bar<'a> {
    pub(super) label: &'a str,
    pub(super) reference: Option<Value>,
    pub(super) own: Option<Value>,
}

impl Bar<'_> {
    /// What the axis has to reach.
    pub(super) fn values(&self) -> impl Iterator<Item = f64> {
        let both = [&self.reference, &self.own].into_iter().flatten();
        both.flat_map(|value| {
            let ends = value.interval.map_or([value.value; 2], |(low, high)| [low, high]);
            ends.into_iter().chain([value.value]).chain(value.limit)
        })
    }

    /// What bounds the row: on the reference machine, or else on the reader's.
    pub(super) fn limit(&self) -> Option<f64> {
        [&self.reference, &self.own].into_iter().flatten().find_map(|value| value.limit)
    }
}

/// A logarithmic axis between two powers of 2 or of 10.
#[derive(Debug)]
pub(super) struct Axis {
    low: f64,
    high: f64,
    ticks: Vec<f64>,
}

impl Axis {
    /// One on which all the values are; for ratios, also 1.
    pub(super) fn around(values: &[f64], unit: Unit<'_>) -> Axis {
        let one = matches!(unit, Unit::Ratio).then_some(1.0);
        let there =
            || values.iter().copied().chain(one).filter(|value| *value > 0.0 && value.is_finite());
        let least = there().fold(f64::INFINITY, f64::min);
        let most = there().fold(0.0, f64::max);
        let base: f64 = if one.is_some() && most / least <= 100.0 { 2.0 } else { 10.0 };
        // A value at a power of the base stays there, whatever the rounding.
        let power = |value: f64, slack: f64| value.ln() / base.ln() + slack;
        let first = power(least, 1e-6).floor() as i32;
        let last = (power(most, -1e-6).ceil() as i32).max(first + 1);
        let ticks: Vec<f64> = (first..=last).map(|power| base.powi(power)).collect();
        Axis { low: ticks[0], high: ticks[ticks.len() - 1], ticks }
    }

    /// Where a value is.
    fn x(&self, value: f64) -> f64 {
        let share = (value / self.low).ln() / (self.high / self.low).ln();
        LEFT + (RIGHT - LEFT) * share.clamp(0.0, 1.0)
    }

    /// Every so many ticks has its number.
    fn step(&self) -> usize {
        self.ticks.len().div_ceil(7)
    }
}

/// The picture. Its numbers are for `assets/guess.js`, which adds the reader's guesses.
pub(super) fn svg(
    title: &str,
    axis: &Axis,
    unit: Unit<'_>,
    bars: &[Bar<'_>],
    rounds: bool,
) -> String {
    let own = bars.iter().any(|bar| bar.own.is_some());
    let row = TEXT + BAR * if own { 2.0 } else { 1.0 } + GAP;
    let height = TOP + row * bars.len() as f64;
    let mut out = format!(
        "<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{}. The table has the numbers.\" \
         data-low=\"{}\" data-high=\"{}\" data-left=\"{LEFT}\" data-right=\"{RIGHT}\">\n",
        escape(title),
        axis.low,
        axis.high
    );
    let limits = bars.iter().any(|bar| bar.limit().is_some());
    legend(&mut out, own, limits);
    for (index, &tick) in axis.ticks.iter().enumerate() {
        let x = axis.x(tick);
        let same = if matches!(unit, Unit::Ratio) && tick == 1.0 { " plot-same" } else { "" };
        let _ = writeln!(
            out,
            "<line class=\"plot-grid{same}\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{}\" y2=\"{height}\"></line>",
            TOP - 6.0
        );
        if index.is_multiple_of(axis.step()) {
            let _ = writeln!(
                out,
                "<text class=\"plot-tick\" x=\"{x:.1}\" y=\"{}\" text-anchor=\"{}\">{}</text>",
                TOP - 10.0,
                anchor(x),
                unit.tick(tick)
            );
        }
    }
    for (index, bar) in bars.iter().enumerate() {
        let y = TOP + row * index as f64;
        let value = [&bar.own, &bar.reference].into_iter().flatten().next();
        let value = value.map_or(String::new(), |value| format!(" data-value=\"{}\"", value.value));
        let middle = y + (TEXT + row - GAP) / 2.0;
        let _ =
            writeln!(out, "<g data-label=\"{}\"{value} data-y=\"{middle}\">", escape(bar.label));
        let _ = writeln!(out, "<text x=\"{LEFT}\" y=\"{}\">{}</text>", y + 14.0, escape(bar.label));
        let from = axis.x(if matches!(unit, Unit::Ratio) { 1.0 } else { axis.low });
        for (value, class, y) in
            [(&bar.reference, "reference", y + TEXT), (&bar.own, "own", y + TEXT + BAR)]
        {
            let Some(value) = value else { continue };
            draw(&mut out, axis, from, value, class, y);
            for round in value.rounds.iter().filter(|_| rounds) {
                let (x, y) = (axis.x(*round), y + BAR / 2.0);
                let _ = writeln!(
                    out,
                    "<circle class=\"plot-round\" cx=\"{x:.1}\" cy=\"{y}\" r=\"2\"></circle>"
                );
            }
        }
        if let Some(limit) = bar.limit() {
            let (x, top, bottom) = (axis.x(limit), y + TEXT - 3.0, y + row - GAP + 3.0);
            let _ = writeln!(
                out,
                "<line class=\"plot-limit\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{top}\" y2=\"{bottom}\"></line>"
            );
        }
        out.push_str("</g>\n");
    }
    out + "</svg>\n"
}

/// A bar from where nothing would be, and over its end the interval.
fn draw(out: &mut String, axis: &Axis, from: f64, value: &Value, class: &str, y: f64) {
    let to = axis.x(value.value);
    let (x, width) = (from.min(to), (from - to).abs().max(1.0));
    let (y, height) = (y + 1.0, BAR - 2.0);
    let _ = writeln!(
        out,
        "<rect class=\"plot-{class}\" x=\"{x:.1}\" y=\"{y}\" width=\"{width:.1}\" height=\"{height}\"></rect>"
    );
    if let Some((low, high)) = value.interval {
        let (low, high, middle) = (axis.x(low), axis.x(high), y + height / 2.0);
        let _ = writeln!(
            out,
            "<line class=\"plot-interval\" x1=\"{low:.1}\" x2=\"{high:.1}\" y1=\"{middle}\" y2=\"{middle}\"></line>"
        );
    }
}

/// What the shapes mean.
fn legend(out: &mut String, own: bool, limits: bool) {
    let mut x = LEFT;
    let mut entry = |shape: &str, words: &str| {
        let _ = writeln!(
            out,
            "<g transform=\"translate({x} 4)\">{shape}<text class=\"plot-tick\" x=\"15\" y=\"9\">{words}</text></g>"
        );
        x += 24.0 + 6.6 * words.len() as f64;
    };
    let square = |class| {
        format!("<rect class=\"plot-{class}\" x=\"1\" y=\"1\" width=\"9\" height=\"7\"></rect>")
    };
    entry(&square("reference"), "reference machine");
    if own {
        entry(&square("own"), "your machine");
    }
    if limits {
        entry("<line class=\"plot-limit\" x1=\"5\" x2=\"5\" y1=\"-1\" y2=\"11\"></line>", "limit");
    }
}

/// How the number at a tick is placed, so that it stays in the picture.
fn anchor(x: f64) -> &'static str {
    if x < LEFT + 1.0 {
        "start"
    } else if x > RIGHT - 1.0 {
        "end"
    } else {
        "middle"
    }
}

#[cfg(test)]
mod tests {
    use super::{Axis, LEFT, RIGHT};
    use crate::book::plot::number::Unit;

    #[test]
    fn twice_and_half_are_equally_far_from_the_same() {
        let axis = Axis::around(&[0.5, 2.0], Unit::Ratio);
        assert_eq!(axis.ticks, [0.5, 1.0, 2.0]);
        assert_eq!(
            (axis.x(0.5), axis.x(1.0), axis.x(2.0)),
            (LEFT, f64::midpoint(LEFT, RIGHT), RIGHT)
        );
    }

    #[test]
    fn an_axis_of_ratios_has_the_one_and_wide_ones_have_powers_of_ten() {
        assert_eq!(Axis::around(&[3.0], Unit::Ratio).ticks, [1.0, 2.0, 4.0]);
        assert_eq!(Axis::around(&[0.5, 900.0], Unit::Ratio).ticks, [0.1, 1.0, 10.0, 100.0, 1000.0]);
        assert_eq!(Axis::around(&[3e-9, 2e-8], Unit::Seconds).ticks.len(), 3);
        assert_eq!(Axis::around(&[7.0], Unit::Other("KiB")).ticks, [1.0, 10.0]);
    }

    #[test]
    fn nothing_is_outside() {
        let axis = Axis::around(&[1.0], Unit::Ratio);
        assert_eq!((axis.x(1e-9), axis.x(1e9)), (LEFT, RIGHT));
    }
}
