//! VERDICT: WRONG RESULT
//! An unlinked row goes back to the list of its number, which others may still show.

pub struct Grid {
    shows: Vec<usize>,
    lists: Vec<Vec<i32>>,
}

impl Grid {
    pub fn new(rows: usize, columns: usize) -> Grid {
        Grid { shows: (0..rows).collect(), lists: vec![vec![0; columns]; rows] }
    }

    pub fn get(&self, row: usize, column: usize) -> i32 {
        self.lists[self.shows[row]][column]
    }

    pub fn set(&mut self, row: usize, column: usize, number: i32) {
        self.lists[self.shows[row]][column] = number;
    }

    pub fn link(&mut self, name: usize, of: usize) {
        self.shows[name] = self.shows[of];
    }

    pub fn unlink(&mut self, row: usize) {
        let numbers = self.lists[self.shows[row]].clone();
        if self.shows[row] == row {
            self.shows[row] = self.lists.len();
            self.lists.push(numbers);
        } else {
            self.shows[row] = row;
            self.lists[row] = numbers;
        }
    }

    pub fn linked(&self, a: usize, b: usize) -> bool {
        self.shows[a] == self.shows[b]
    }

    pub fn add(&mut self, from: usize, to: usize) {
        for column in 0..self.lists[self.shows[to]].len() {
            self.lists[self.shows[to]][column] += self.lists[self.shows[from]][column];
        }
    }

    pub fn copy(&self) -> Grid {
        Grid { shows: self.shows.clone(), lists: self.lists.clone() }
    }
}
