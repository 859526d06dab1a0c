//! Typing mistakes, counted: letters that were changed, added, left out or swapped with their neighbour.
//!
//! Few are allowed, so that most words of a long list are told apart after a look at their length or first letters.
//! Nothing here knows lists, texts or queries.

/// Words with more letters are never taken for mistyped ones; it bounds the work for one word.
const LONGEST: usize = 48;

/// How many mistakes are allowed in a folded word: one in four letters or more, two in eight or more.
pub(crate) fn allowed(folded: &str) -> usize {
    match folded.chars().count() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// A folded word that is compared with many others.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Mistyped {
    letters: Vec<char>,
    allowed: usize,
}

impl Mistyped {
    /// With as many mistakes as are [`allowed`].
    pub(crate) fn new(folded: &str) -> Mistyped {
        Mistyped { letters: folded.chars().collect(), allowed: allowed(folded) }
    }

    /// How many mistakes lie between the two; `None` when more than are allowed.
    pub(crate) fn mistakes(&self, folded: &str) -> Option<usize> {
        let own = &self.letters;
        let mut room = ['\0'; LONGEST];
        let longest = (own.len() + self.allowed).min(LONGEST);
        let mut count = 0;
        for letter in folded.chars() {
            if count == longest {
                return None;
            }
            room[count] = letter;
            count += 1;
        }
        if count + self.allowed < own.len() || own.len() > LONGEST {
            return None;
        }
        let other = &room[..count];
        let same = own.iter().zip(other).take_while(|(a, b)| a == b).count();
        let (own, other) = (&own[same..], &other[same..]);
        let same = own.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
        counted(&own[..own.len() - same], &other[..other.len() - same], self.allowed)
    }
}

/// Optimal string alignment of two words of at most [`LONGEST`] letters; `None` as soon as more than `allowed` are sure.
fn counted(a: &[char], b: &[char], allowed: usize) -> Option<usize> {
    let mut rows = [[0usize; LONGEST + 1]; 3];
    for (at, cell) in rows[0].iter_mut().enumerate() {
        *cell = at;
    }
    let mut fewest_above = 0;
    for (i, letter) in a.iter().enumerate() {
        // Row i + 1 of the table; the two above it are needed.
        let [before, above, row] = [(i + 2) % 3, i % 3, (i + 1) % 3];
        rows[row][0] = i + 1;
        let mut fewest = i + 1;
        for (j, other) in b.iter().enumerate() {
            let changed = rows[above][j] + usize::from(letter != other);
            let mut mistakes = changed.min(rows[above][j + 1] + 1).min(rows[row][j] + 1);
            if i > 0 && j > 0 && *letter == b[j - 1] && a[i - 1] == *other {
                mistakes = mistakes.min(rows[before][j - 1] + 1);
            }
            rows[row][j + 1] = mistakes;
            fewest = fewest.min(mistakes);
        }
        if fewest.min(fewest_above) > allowed {
            return None;
        }
        fewest_above = fewest;
    }
    let mistakes = rows[a.len() % 3][b.len()];
    (mistakes <= allowed).then_some(mistakes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_counted_up_to_those_allowed() {
        for (a, b, mistakes) in [
            ("токаев", "токаев", Some(0)),
            ("токаев", "токоев", Some(1)),
            ("токаев", "токаеев", Some(1)),
            ("токаев", "окаев", Some(1)),
            ("токаев", "тоакев", Some(1)),
            ("rubio", "rybia", None),
            ("токаев", "токаевым", None),
            ("uranium", "uraniumm", Some(1)),
            ("батцэцэг", "бацтэцег", Some(2)),
            ("батцэцэг", "батцг", None),
            ("abc", "abd", None),
            ("abc", "abc", Some(0)),
            ("", "a", None),
        ] {
            assert_eq!(Mistyped::new(a).mistakes(b), mistakes, "{a} {b}");
        }
        let long = "а".repeat(LONGEST + 1);
        assert_eq!(Mistyped::new(&long).mistakes(&long), None);
    }

    #[test]
    fn the_count_is_that_of_the_whole_table() {
        // Without a limit and without short cuts.
        fn plain(a: &[char], b: &[char]) -> usize {
            let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
            for i in 0..=a.len() {
                for j in 0..=b.len() {
                    table[i][j] = if i == 0 || j == 0 {
                        i + j
                    } else {
                        let changed = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                        let one = changed.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                        let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                        if swapped { one.min(table[i - 2][j - 2] + 1) } else { one }
                    };
                }
            }
            table[a.len()][b.len()]
        }
        // All words of up to five letters of which there are two.
        let words: Vec<Vec<char>> = (0..=5)
            .flat_map(|length| {
                (0..1 << length)
                    .map(move |bits: u32| (0..length).map(|at| if bits >> at & 1 == 0 { 'a' } else { 'b' }).collect())
            })
            .collect();
        for a in &words {
            let mistyped = Mistyped { letters: a.clone(), allowed: 2 };
            for b in &words {
                let expected = Some(plain(a, b)).filter(|mistakes| *mistakes <= 2);
                let b: String = b.iter().collect();
                assert_eq!(mistyped.mistakes(&b), expected, "{a:?} {b}");
            }
        }
    }
}
