//! What the exercises of a class came to: a table in which each verdict has a bar as long as the number of students.
//!
//! The words and the numbers say all; the bars let one see it. Their colours come from the style sheet, which knows
//! light and dark.

use interleave::Verdict;

use super::page::text;

/// One exercise: what came how often.
#[derive(Debug)]
pub(super) struct Bars {
    pub title: String,
    /// In the order in which they stand.
    pub parts: Vec<(String, usize)>,
}

/// The length of a bar for the whole class, in the picture's own units.
const WIDTH: usize = 400;

/// The table for a class of `students`.
pub(super) fn table(exercises: &[Bars], students: usize) -> String {
    let mut out = String::from(
        "<table class=\"plot\" aria-labelledby=\"exercises\" tabindex=\"0\">\n<thead><tr><th scope=\"col\">Exercise</th><th scope=\"col\">Verdict</th>\
         <th scope=\"col\" colspan=\"2\">Students</th></tr></thead>\n",
    );
    for exercise in exercises {
        out += "<tbody>\n";
        for (at, (name, number)) in exercise.parts.iter().enumerate() {
            let heading = match at {
                0 => format!(
                    "<th scope=\"rowgroup\" rowspan=\"{}\">{}</th>",
                    exercise.parts.len(),
                    text(&exercise.title)
                ),
                _ => String::new(),
            };
            let bar = bar(name, *number, students);
            out += &format!(
                "<tr>{heading}<td>{}</td><td class=\"number\">{number}</td><td>{bar}</td></tr>\n",
                text(name)
            );
        }
        out += "</tbody>\n";
    }
    out + "</table>\n"
}

fn bar(name: &str, number: usize, students: usize) -> String {
    let color = if name == Verdict::Passed.name() { "good" } else { "bad" };
    // Somebody is never nothing.
    let length = (number * WIDTH / students.max(1)).clamp(usize::from(number > 0), WIDTH);
    format!(
        "<svg viewBox=\"0 0 {WIDTH} 16\" width=\"{WIDTH}\" height=\"16\" aria-hidden=\"true\">\
         <rect class=\"{color}\" width=\"{length}\" height=\"16\" rx=\"2\"/></svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_share_of_the_class() {
        let parts = [("PASSED", 15), ("DEADLOCK", 14), ("not handed in", 1)];
        let parts = parts.map(|(name, number)| (name.to_owned(), number)).to_vec();
        let drawn = table(&[Bars { title: "A <b>".into(), parts }], 30);
        for bar in ["good\" width=\"200\"", "bad\" width=\"186\"", "bad\" width=\"13\""] {
            assert!(drawn.contains(bar), "{bar} in {drawn}");
        }
        assert!(drawn.contains("rowspan=\"3\">A &lt;b&gt;</th>"), "{drawn}");
        assert!(bar("DEADLOCK", 1, 10_000).contains("width=\"1\""), "one of many is seen");
    }
}
