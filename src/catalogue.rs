//! Every sentence that the program says, in each of its languages side by side.
//!
//! A leaf beside `text`: it knows words, plurals and numbers, nothing of the data or of the screen. One file an area.
//!
//! ```text
//! sentences! {                                             fixed words: `ui.no_filter()` is a `&'static str`
//!     no_filter = "no filter", "без фильтра";
//!     without(part: &str) = "without {part}", "без {part}";       `ui.without(part)` is a `Display`, written where it is used
//!     matching(n: usize) = [n: "{n} event matches" | "{n} events match"],                  by number: one | other,
//!         [n: "подходит {n} событие" | "подходят {n} события" | "подходит {n} событий"];   one | few | many
//!     shown_of(n: usize, all: Count) = "{n} of {all}", "{n} из {all:#}";       `Noun::Event.count(5)`; `:#` after «из», «около»
//! }
//! happenings! { pub enum Notice { Saved { name: String } = "View {name} saved", "Запрос «{name}» сохранён"; } }
//!     what happened, kept with its values (errors, problems, statuses): `ui.say(&notice)` is a `Display`; it is a value of
//!     other sentences too. In a table of constants stands a function: `word: fn(Ui) -> &'static str`, `Ui::no_filter`.
//! ```
//!
//! Values are `&str`, `String`, numbers (grouped from five digits on, where the language does it), [`Count`] and what
//! `happenings!` makes. A sentence that is missing in a language does not compile; one that nobody says is dead code for
//! the compiler, and a test looks for those of `happenings!`. Fixed words have no sign beyond letters and ASCII (arrows go
//! through `keymap::shown`); in sentences with values „“«»–—… become ASCII by themselves where the look is ASCII. A third
//! language is a variant of [`Tongue`] and a column.

mod boxes;
mod dates;
mod expected;
mod failures;
mod fields;
mod findings;
mod forms;
mod frame;
mod inputs;
mod keys;
mod notices;
mod nouns;
mod pages;
mod proposals;
mod records;
mod remedies;
mod rows;
mod saying;
mod stored;
mod stores;
mod terms;
mod unexpected;
mod unparsed;
mod wanted;
mod wanting;

#[cfg(test)]
mod tests;

pub use expected::ExpectedFile;
pub use failures::{NotOpened, Usage};
pub use findings::{Finding, Remark, Remarks, SystemFault, Unmapped};
pub use inputs::InputName;
pub use notices::Notice;
pub use nouns::{Count, Noun};
pub use proposals::{Exact, Known, Layout, Undecided};
pub use remedies::Remedy;
pub use saying::{Fixed, Tongue, Ui, Value, Words, typewritten};
pub use stored::Stored;
#[cfg(any(test, feature = "store"))]
pub use stores::PushState;
pub use stores::StoreFault;
pub use unparsed::Unparsed;
pub use wanted::{DateWanted, Expectation, Near, Wanted};
