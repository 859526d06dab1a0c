//! What was just done or could not be done, and remarks on it: kept with its values, said where it is shown.

use super::saying::happenings;

happenings! {
    /// Something to say of what was done.
    pub enum Notice {
        /// Beside a command line that is copied.
        CommandNeedsInput = "The data came from standard input: give it to the command again.",
            "Данные пришли со стандартного ввода: команде их нужно передать снова.";
        /// The command has one order only.
        CommandListsMostFirst =
            "The command lists most events first.", "Команда выводит сначала тех, у кого больше событий.";
        /// The view is no list.
        CommandListsEvents = "The command lists the events of this view.", "Команда выводит события этого раздела.";
        /// The command has one order only.
        CommandListsNewestFirst = "The command lists the newest first.", "Команда выводит сначала новые.";
    }
}
