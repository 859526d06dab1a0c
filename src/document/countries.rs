//! Countries in few columns: their codes, with one sign for a group that is wholly there.
//!
//! It knows the groups of the country filter, and nothing of colours or panes.

use crate::model::country::Group;
use crate::text;

/// A code, or a group all of whose members are there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sign<'a> {
    /// What is shown.
    pub code: &'a str,
    /// The group, when it is one.
    pub group: Option<Group>,
    /// For how many of the countries it stands.
    pub count: usize,
}

impl Sign<'_> {
    /// Whether it is, or has among its members, one of these codes.
    pub fn holds(&self, codes: &[&str]) -> bool {
        codes.iter().any(|code| *code == self.code || self.group.is_some_and(|group| group.members().contains(code)))
    }
}

/// The signs of some countries, in their order; a group stands where the first of its members does.
pub fn signs<'a>(codes: &[&'a str]) -> Vec<Sign<'a>> {
    let is_whole = |group: &Group| {
        let members = group.members();
        members.len() <= codes.len() && members.iter().all(|member| codes.contains(member))
    };
    let groups: Vec<Group> = Group::all().filter(is_whole).collect();
    let mut signs: Vec<Sign<'a>> = Vec::new();
    for &code in codes {
        match groups.iter().find(|group| group.members().contains(&code)) {
            None => signs.push(Sign { code, group: None, count: 1 }),
            Some(group) => match signs.iter_mut().find(|sign| sign.group.is_some_and(|of| of == *group)) {
                Some(sign) => sign.count += 1,
                None => signs.push(Sign { code: group.code(), group: Some(*group), count: 1 }),
            },
        }
    }
    signs
}

/// How many signs fit into so many columns with a blank between them, and for how many countries those stand that do not:
/// their number, `+3`, fits too. Nothing where not even one does.
pub fn fitting(signs: &[Sign<'_>], columns: usize) -> (usize, usize) {
    let mut rest: usize = signs.iter().map(|sign| sign.count).sum();
    let (mut used, mut shown, mut more) = (0, 0, rest);
    for (at, sign) in signs.iter().enumerate() {
        used += usize::from(at > 0) + text::width(sign.code);
        rest -= sign.count;
        if used > columns {
            break;
        }
        let number = if rest > 0 { 2 + digits(rest) } else { 0 };
        if used + number <= columns {
            (shown, more) = (at + 1, rest);
        }
    }
    (shown, if shown > 0 { more } else { 0 })
}

fn digits(number: usize) -> usize {
    number.checked_ilog10().map_or(1, |tens| tens as usize + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_fitting(codes: &[&str], columns: usize, expected: &str) {
        let signs = signs(codes);
        let (shown, more) = fitting(&signs, columns);
        let mut words: Vec<String> = signs[..shown].iter().map(|sign| sign.code.to_owned()).collect();
        if more > 0 {
            words.push(format!("+{more}"));
        }
        assert_eq!(words.join(" "), expected, "{codes:?} in {columns}");
    }

    #[test]
    fn a_group_that_is_wholly_there_is_one_sign() {
        assert_fitting(&["US", "KZ", "KG", "TJ", "TM", "UZ"], 8, "US C5");
        assert_fitting(&["KG", "KZ", "TJ", "TM", "UZ", "JP"], 8, "C5 JP");
        assert_fitting(&["US", "KZ", "KG", "TJ", "TM"], 8, "US KZ +3");
        assert_fitting(&["US", "CA", "DE", "FR", "GB", "IT", "JP", "AU"], 8, "G7 AU");
    }

    #[test]
    fn codes_that_do_not_fit_are_counted() {
        assert_fitting(&["US", "EU", "JP"], 8, "US EU JP");
        assert_fitting(&["US", "EU", "JP", "AU"], 8, "US EU +2");
        assert_fitting(&["US", "CA", "AU", "NO"], 7, "US +3");
        assert_fitting(&["US", "KZ"], 4, "");
        assert_fitting(&["A place of the data", "KZ"], 8, "");
        assert_fitting(&[], 8, "");
    }

    #[test]
    fn a_group_holds_what_is_asked_for() {
        let signs = signs(&["US", "KZ", "KG", "TJ", "TM", "UZ"]);
        assert_eq!(signs.iter().map(|sign| sign.holds(&["KZ"])).collect::<Vec<_>>(), [false, true]);
        assert_eq!(signs.iter().map(|sign| sign.count).collect::<Vec<_>>(), [1, 5]);
    }
}
