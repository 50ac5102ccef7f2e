//! What `src/grid.rs` promises. One thread is enough for it; `check` also notices a panic and memory that is lost.

use aliasing::grid::Grid;
use interleave::{check, require};

// The functions as the exercise gives them. If a line here does not compile, one of them has lost its signature.
const _: fn(usize, usize) -> Grid = Grid::new;
const _: fn(&Grid, usize, usize) -> i32 = Grid::get;
const _: fn(&mut Grid, usize, usize, i32) = Grid::set;
const _: fn(&mut Grid, usize, usize) = Grid::link;
const _: fn(&mut Grid, usize) = Grid::unlink;
const _: fn(&Grid, usize, usize) -> bool = Grid::linked;
const _: fn(&mut Grid, usize, usize) = Grid::add;
const _: fn(&Grid) -> Grid = Grid::copy;

/// The numbers of a row of three.
fn row(grid: &Grid, row: usize) -> [i32; 3] {
    [0, 1, 2].map(|column| grid.get(row, column))
}

/// So many rows of three. Row 0 holds 1 2 3, row 1 holds 11 12 13, and so on; no two are linked.
fn filled(rows: usize) -> Grid {
    let mut grid = Grid::new(rows, 3);
    for row in 0..rows {
        for column in 0..3 {
            grid.set(row, column, (10 * row + column + 1) as i32);
        }
    }
    grid
}

#[track_caller]
fn shows(grid: &Grid, number: usize, expected: [i32; 3], story: &str) {
    let found = row(grid, number);
    require!(
        found == expected,
        WrongResult,
        "{story}: row {number} should show {expected:?}, and shows {found:?}"
    );
}

#[test]
fn a_number_is_seen_in_its_own_row_only() {
    check(|| {
        let mut grid = Grid::new(5, 3);
        for number in 0..5 {
            shows(&grid, number, [0, 0, 0], "a new grid");
        }
        grid.set(1, 2, 7);
        shows(&grid, 1, [0, 0, 7], "`set(1, 2, 7)` in a new grid");
        for number in [0, 2, 3, 4] {
            shows(
                &grid,
                number,
                [0, 0, 0],
                "`set(1, 2, 7)` in a new grid (how many rows did `new` make?)",
            );
        }
        grid.set(1, 2, -8);
        shows(&grid, 1, [0, 0, -8], "`set(1, 2, -8)` after `set(1, 2, 7)`");
        for (a, b) in [(0, 1), (2, 4), (3, 2)] {
            let linked = grid.linked(a, b);
            require!(
                !linked,
                WrongResult,
                "`linked({a}, {b})` in a grid where nobody linked anything says {linked}"
            );
        }
    });
}

#[test]
fn what_is_written_by_one_name_is_read_by_the_other() {
    check(|| {
        let mut grid = filled(4);
        grid.link(2, 0);
        shows(&grid, 2, [1, 2, 3], "`link(2, 0)`, and row 0 holds 1, 2, 3");
        grid.set(0, 1, 70);
        shows(&grid, 2, [1, 70, 3], "rows 0 and 2 are linked, then `set(0, 1, 70)`");
        grid.set(2, 2, 80);
        shows(&grid, 0, [1, 70, 80], "rows 0 and 2 are linked, then `set(2, 2, 80)`");
        shows(&grid, 1, [11, 12, 13], "rows 0 and 2 are linked, and row 1 is not");
        let linked = [grid.linked(0, 2), grid.linked(2, 0), grid.linked(2, 2)];
        require!(
            linked == [true; 3],
            WrongResult,
            "after `link(2, 0)`, `linked` says of 0 and 2, 2 and 0, 2 and 2: {linked:?}"
        );
        let linked = [grid.linked(0, 1), grid.linked(1, 2), grid.linked(1, 3)];
        require!(
            linked == [false; 3],
            WrongResult,
            "after `link(2, 0)`, `linked` says of 0 and 1, 1 and 2, 1 and 3: {linked:?}"
        );
    });
}

#[test]
fn a_row_can_have_three_names() {
    check(|| {
        let mut grid = filled(4);
        grid.link(1, 0);
        grid.link(2, 1);
        grid.set(2, 0, 99);
        for number in [0, 1, 2] {
            shows(&grid, number, [99, 2, 3], "`link(1, 0)`, `link(2, 1)`, `set(2, 0, 99)`");
        }
        shows(&grid, 3, [31, 32, 33], "row 3 was not linked to anything");
        let linked = grid.linked(0, 2);
        require!(
            linked,
            WrongResult,
            "`link(1, 0)`, `link(2, 1)`, and `linked(0, 2)` says {linked}"
        );
    });
}

#[test]
fn a_name_moves_alone() {
    check(|| {
        let mut grid = filled(4);
        grid.link(1, 0);
        grid.link(2, 0);
        // Three names for one row. One of them goes elsewhere.
        grid.link(0, 3);
        let story = "rows 0, 1, 2 were linked, then `link(0, 3)`";
        shows(&grid, 0, [31, 32, 33], story);
        shows(&grid, 1, [1, 2, 3], story);
        shows(&grid, 2, [1, 2, 3], story);
        let linked = [grid.linked(0, 3), grid.linked(1, 2), grid.linked(0, 1), grid.linked(2, 0)];
        require!(
            linked == [true, true, false, false],
            WrongResult,
            "{story}: `linked` says of 0 and 3, 1 and 2, 0 and 1, 2 and 0: {linked:?}"
        );
        grid.set(1, 0, 50);
        grid.set(3, 0, 60);
        let story = "rows 0, 1, 2 were linked, then `link(0, 3)`, `set(1, 0, 50)`, `set(3, 0, 60)`";
        shows(&grid, 0, [60, 32, 33], story);
        shows(&grid, 1, [50, 2, 3], story);
        shows(&grid, 2, [50, 2, 3], story);
        shows(&grid, 3, [60, 32, 33], story);
    });
}

#[test]
fn a_row_linked_to_itself_is_what_it_was() {
    check(|| {
        let mut grid = filled(3);
        grid.link(1, 1);
        grid.link(2, 0);
        grid.link(0, 2);
        grid.set(0, 0, 40);
        for number in [0, 2] {
            shows(&grid, number, [40, 2, 3], "`link(2, 0)`, `link(0, 2)`, `set(0, 0, 40)`");
        }
        shows(&grid, 1, [11, 12, 13], "`link(1, 1)`");
    });
}

#[test]
fn rows_with_the_same_numbers_are_not_linked() {
    check(|| {
        let mut grid = Grid::new(3, 3);
        for row in [0, 1] {
            grid.set(row, 1, 5);
        }
        let linked = grid.linked(0, 1);
        require!(
            !linked,
            WrongResult,
            "rows 0 and 1 hold the same numbers and were never linked, and `linked(0, 1)` says {linked}: what does it \
             compare?"
        );
        grid.link(0, 2);
        grid.link(1, 0);
        grid.unlink(1);
        let linked = [grid.linked(0, 1), grid.linked(0, 2)];
        require!(
            linked == [false, true],
            WrongResult,
            "rows 0, 1, 2 were linked, then `unlink(1)`: `linked` says of 0 and 1, 0 and 2: {linked:?}"
        );
    });
}

#[test]
fn an_unlinked_row_keeps_its_numbers_and_goes_its_own_way() {
    check(|| {
        let mut grid = filled(4);
        grid.link(1, 0);
        grid.link(2, 0);
        grid.unlink(0);
        let story = "rows 0, 1, 2 were linked, then `unlink(0)`";
        for number in [0, 1, 2] {
            shows(&grid, number, [1, 2, 3], story);
        }
        grid.set(0, 0, 50);
        grid.set(1, 1, 60);
        let story = "rows 0, 1, 2 were linked, then `unlink(0)`, `set(0, 0, 50)`, `set(1, 1, 60)`";
        shows(&grid, 0, [50, 2, 3], story);
        shows(&grid, 1, [1, 60, 3], story);
        shows(&grid, 2, [1, 60, 3], story);
        grid.unlink(3);
        shows(&grid, 3, [31, 32, 33], "`unlink(3)`, and row 3 was not linked to anything");
    });
}

#[test]
fn nobody_else_shows_the_row_that_an_unlinked_name_gets() {
    check(|| {
        let mut grid = filled(3);
        grid.link(2, 1);
        grid.link(1, 0);
        grid.unlink(1);
        let story = "`link(2, 1)`, `link(1, 0)`, `unlink(1)`";
        shows(&grid, 1, [1, 2, 3], story);
        shows(&grid, 2, [11, 12, 13], story);
        grid.set(1, 0, 50);
        let story = "`link(2, 1)`, `link(1, 0)`, `unlink(1)`, `set(1, 0, 50)`";
        shows(&grid, 0, [1, 2, 3], story);
        shows(&grid, 2, [11, 12, 13], story);
        for number in [0, 1, 2, 1] {
            grid.unlink(number);
        }
        for (a, b) in [(0, 1), (0, 2), (1, 2)] {
            let linked = grid.linked(a, b);
            require!(
                !linked,
                WrongResult,
                "each row was unlinked, and `linked({a}, {b})` says {linked}"
            );
        }
    });
}

#[test]
fn adding_changes_one_row_only() {
    check(|| {
        let mut grid = filled(3);
        grid.add(0, 1);
        shows(&grid, 1, [12, 14, 16], "1, 2, 3 added to 11, 12, 13");
        shows(&grid, 0, [1, 2, 3], "row 0 was added to row 1");
        grid.link(0, 2);
        grid.add(1, 0);
        shows(&grid, 2, [33, 36, 39], "12, 14, 16 added to 21, 22, 23 by another name of that row");
        shows(&grid, 1, [12, 14, 16], "row 1 was added to row 0");
    });
}

#[test]
fn a_row_can_be_added_to_itself() {
    check(|| {
        let mut grid = filled(3);
        grid.add(1, 1);
        shows(&grid, 1, [22, 24, 26], "11, 12, 13 added to itself");
        grid.link(2, 0);
        grid.add(0, 2);
        for number in [0, 2] {
            shows(&grid, number, [2, 4, 6], "1, 2, 3 added to itself, by two names");
        }
    });
}

#[test]
fn a_copy_has_no_row_in_common_with_the_first() {
    check(|| {
        let mut grid = filled(3);
        grid.link(2, 0);
        let mut copy = grid.copy();
        shows(&copy, 1, [11, 12, 13], "a copy");
        grid.set(1, 0, 50);
        grid.set(2, 0, 60);
        shows(
            &copy,
            1,
            [11, 12, 13],
            "something was written into the first grid, after the copy was made",
        );
        shows(
            &copy,
            2,
            [1, 2, 3],
            "something was written into the first grid, after the copy was made",
        );
        copy.set(1, 2, 70);
        copy.set(0, 2, 80);
        shows(&grid, 1, [50, 12, 13], "something was written into the copy");
        shows(&grid, 2, [60, 2, 3], "something was written into the copy");
    });
}

#[test]
fn what_is_linked_is_linked_in_the_copy() {
    check(|| {
        let mut grid = Grid::new(6, 3);
        grid.link(2, 0);
        grid.link(5, 2);
        grid.link(3, 1);
        let mut copy = grid.copy();
        let groups = [0, 1, 0, 1, 4, 0];
        for a in 0..6 {
            for b in 0..6 {
                let (first, second) = (grid.linked(a, b), copy.linked(a, b));
                require!(
                    first == (groups[a] == groups[b]),
                    WrongResult,
                    "0, 2, 5 are linked, and 1, 3, and `linked({a}, {b})` says {first}"
                );
                require!(
                    first == second,
                    WrongResult,
                    "`linked({a}, {b})` says {first} of the grid and {second} of its copy: how often is a row copied \
                     that has two names?"
                );
            }
        }
        copy.set(5, 0, 50);
        copy.set(1, 0, 60);
        for (number, expected) in [50, 60, 50, 60, 0, 50].into_iter().enumerate() {
            shows(
                &copy,
                number,
                [expected, 0, 0],
                "0, 2, 5 and 1, 3 are linked; 50 was written into 5 and 60 into 1",
            );
        }
    });
}

#[test]
fn links_of_earlier_are_not_in_the_copy() {
    check(|| {
        let mut grid = filled(4);
        grid.link(1, 0);
        grid.link(0, 3);
        grid.link(2, 1);
        grid.unlink(2);
        let mut copy = grid.copy();
        let story = "a copy after `link(1, 0)`, `link(0, 3)`, `link(2, 1)`, `unlink(2)`";
        for (number, expected) in
            [[31, 32, 33], [1, 2, 3], [1, 2, 3], [31, 32, 33]].into_iter().enumerate()
        {
            shows(&copy, number, expected, story);
        }
        copy.unlink(0);
        for a in 0..4 {
            for b in a + 1..4 {
                let (first, second) = (grid.linked(a, b), copy.linked(a, b));
                require!(
                    first == ((a, b) == (0, 3)),
                    WrongResult,
                    "{story}: 0 and 3 are linked, and `linked({a}, {b})` of the first grid says {first}"
                );
                require!(
                    !second,
                    WrongResult,
                    "{story}, and then `unlink(0)` in the copy: nothing is linked there, and `linked({a}, {b})` says \
                     {second}"
                );
            }
        }
    });
}

#[test]
fn a_link_made_later_is_made_in_one_grid() {
    check(|| {
        // Nothing can be asked of a grid without rows, but it can be copied.
        Grid::new(0, 3).copy();
        let mut grid = filled(3);
        let mut copy = grid.copy();
        grid.link(1, 0);
        copy.link(2, 1);
        let linked = [grid.linked(0, 1), grid.linked(1, 2), copy.linked(0, 1), copy.linked(1, 2)];
        require!(
            linked == [true, false, false, true],
            WrongResult,
            "0 and 1 were linked in the grid, 1 and 2 in its copy; `linked` says of these pairs {linked:?}, first in \
             the grid"
        );
        shows(&grid, 2, [21, 22, 23], "1 and 2 were linked in the copy");
        shows(&copy, 1, [11, 12, 13], "0 and 1 were linked in the first grid");
    });
}
