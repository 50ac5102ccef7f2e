//! Every row holds its own numbers and a mark; whoever writes, writes to all rows with that mark.

pub struct Grid {
    rows: Vec<(usize, Vec<i32>)>,
    next_mark: usize,
}

impl Grid {
    pub fn new(rows: usize, columns: usize) -> Grid {
        Grid { rows: (0..rows).map(|row| (row, vec![0; columns])).collect(), next_mark: rows }
    }

    pub fn get(&self, row: usize, column: usize) -> i32 {
        self.rows[row].1[column]
    }

    pub fn set(&mut self, row: usize, column: usize, number: i32) {
        let mark = self.rows[row].0;
        for (_, numbers) in self.rows.iter_mut().filter(|row| row.0 == mark) {
            numbers[column] = number;
        }
    }

    pub fn link(&mut self, name: usize, of: usize) {
        self.rows[name] = self.rows[of].clone();
    }

    pub fn unlink(&mut self, row: usize) {
        self.rows[row].0 = self.next_mark;
        self.next_mark += 1;
    }

    pub fn linked(&self, a: usize, b: usize) -> bool {
        self.rows[a].0 == self.rows[b].0
    }

    pub fn add(&mut self, from: usize, to: usize) {
        for column in 0..self.rows[to].1.len() {
            self.set(to, column, self.get(to, column) + self.get(from, column));
        }
    }

    pub fn copy(&self) -> Grid {
        Grid { rows: self.rows.clone(), next_mark: self.next_mark }
    }
}
