//! A ratio that the repository states: of which case to which, what it should be, and what bounds it.

/// What one item of a case takes, in units of what one item of another takes.
pub struct Ratio {
    /// The case in question.
    pub of: &'static str,
    /// The case it is compared with.
    pub to: &'static str,
    /// What the ratio should be.
    pub goal: Goal,
    /// What no program can go below, or above, on this machine.
    pub limit: Limit,
    /// Whether other processes keep all cores busy meanwhile.
    pub loaded: bool,
}

impl Ratio {
    /// A ratio that is measured and stated, with no goal.
    pub const fn new(of: &'static str, to: &'static str) -> Ratio {
        Ratio { of, to, goal: Goal::None, limit: Limit::None, loaded: false }
    }

    /// Should be at most `most`.
    pub const fn at_most(self, most: f64) -> Ratio {
        Ratio { goal: Goal::AtMost(most), ..self }
    }

    /// Should be at least `least`.
    pub const fn at_least(self, least: f64) -> Ratio {
        Ratio { goal: Goal::AtLeast(least), ..self }
    }

    /// Should differ from 1 by at most `most`.
    pub const fn equal_within(self, most: f64) -> Ratio {
        Ratio { goal: Goal::EqualWithin(most), ..self }
    }

    /// Bounded by another ratio of the same topic.
    pub const fn limited_by(self, of: &'static str, to: &'static str) -> Ratio {
        Ratio { limit: Limit::Ratio(of, to), ..self }
    }

    /// Bounded by something that a sentence says.
    pub const fn limit(self, words: &'static str) -> Ratio {
        Ratio { limit: Limit::Words(words), ..self }
    }

    /// Measured while other processes keep all cores busy.
    pub const fn loaded(self) -> Ratio {
        Ratio { loaded: true, ..self }
    }
}

/// What a ratio should be.
#[derive(Clone, Copy)]
pub enum Goal {
    /// Whatever it is.
    None,
    /// At most this.
    AtMost(f64),
    /// At least this.
    AtLeast(f64),
    /// 1, give or take this.
    EqualWithin(f64),
}

impl Goal {
    /// Whether a measured ratio reaches it. `None` if there is no goal.
    pub fn reached(self, ratio: f64) -> Option<bool> {
        match self {
            Goal::None => None,
            Goal::AtMost(most) => Some(ratio <= most),
            Goal::AtLeast(least) => Some(ratio >= least),
            Goal::EqualWithin(most) => Some((ratio - 1.0).abs() <= most),
        }
    }

    /// In words for a table; empty if there is none.
    pub fn words(self) -> String {
        match self {
            Goal::None => String::new(),
            Goal::AtMost(most) => format!("at most {most}"),
            Goal::AtLeast(least) => format!("at least {least}"),
            Goal::EqualWithin(most) => format!("1 ± {most}"),
        }
    }
}

/// What bounds a ratio.
#[derive(Clone, Copy)]
pub enum Limit {
    /// Nothing that was measured.
    None,
    /// Another ratio of the same topic: of this case to that one.
    Ratio(&'static str, &'static str),
    /// As the sentence says.
    Words(&'static str),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_goal_is_reached_up_to_its_bound() {
        assert_eq!(Goal::None.reached(3.0), None);
        assert_eq!(Goal::AtMost(0.58).reached(0.58), Some(true));
        assert_eq!(Goal::AtMost(0.58).reached(0.59), Some(false));
        assert_eq!(Goal::AtLeast(30.0).reached(30.0), Some(true));
        assert_eq!(Goal::AtLeast(30.0).reached(29.0), Some(false));
        assert_eq!(Goal::EqualWithin(0.05).reached(0.96), Some(true));
        assert_eq!(Goal::EqualWithin(0.05).reached(1.06), Some(false));
    }
}
