//! Binary relations over the few events of a litmus program.

/// Which events are related to which: row `a` has bit `b` set when `a` comes before `b`.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Relation {
    rows: Vec<u32>,
}

impl Relation {
    /// The relation of `size` events (at most 32) that holds where `related` says so.
    pub(crate) fn new(size: usize, related: impl Fn(usize, usize) -> bool) -> Relation {
        let row = |a| (0..size).filter(|b| related(a, *b)).fold(0, |row, b| row | 1 << b);
        Relation { rows: (0..size).map(row).collect() }
    }

    pub(crate) fn has(&self, a: usize, b: usize) -> bool {
        self.rows[a] >> b & 1 == 1
    }

    pub(crate) fn or(&self, other: &Relation) -> Relation {
        let rows = self.rows.iter().zip(&other.rows).map(|(a, b)| a | b).collect();
        Relation { rows }
    }

    /// First this, then `next`.
    pub(crate) fn then(&self, next: &Relation) -> Relation {
        let through = |row: &u32| {
            let mut reached = 0;
            let mut rest = *row;
            while rest != 0 {
                reached |= next.rows[rest.trailing_zeros() as usize];
                rest &= rest - 1;
            }
            reached
        };
        Relation { rows: self.rows.iter().map(through).collect() }
    }

    /// This relation, or none: related to itself as well.
    pub(crate) fn maybe(&self) -> Relation {
        let rows = self.rows.iter().enumerate().map(|(a, row)| row | 1 << a).collect();
        Relation { rows }
    }

    /// This relation once or several times.
    pub(crate) fn closure(mut self) -> Relation {
        for middle in 0..self.rows.len() {
            let onward = self.rows[middle];
            for row in &mut self.rows {
                if *row >> middle & 1 == 1 {
                    *row |= onward;
                }
            }
        }
        self
    }

    pub(crate) fn only(&self, keep: impl Fn(usize, usize) -> bool) -> Relation {
        Relation::new(self.rows.len(), |a, b| self.has(a, b) && keep(a, b))
    }

    pub(crate) fn inverse(&self) -> Relation {
        Relation::new(self.rows.len(), |a, b| self.has(b, a))
    }

    /// Whether no event is related to itself.
    pub(crate) fn irreflexive(&self) -> bool {
        self.rows.iter().enumerate().all(|(a, row)| row >> a & 1 == 0)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.iter().all(|row| *row == 0)
    }
}
