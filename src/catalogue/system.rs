//! What the system says when it cannot read or write.

use std::error::Error;
use std::fmt::{self, Formatter};
use std::io::{self, ErrorKind};

use super::findings::Finding;
use super::keeping::{Kept, kept_happenings};
use super::saying::{Tongue, Ui, Value};

kept_happenings! {
    /// Why the system could not read or write. In English it is what the system says.
    pub enum SystemFault {
        NotFound { system: System } = "{system}", "такого файла или папки нет{system}";
        PermissionDenied { system: System } = "{system}", "нет прав доступа{system}";
        AlreadyExists { system: System } = "{system}", "такой файл уже есть{system}";
        IsADirectory { system: System } = "{system}", "это папка{system}";
        NotADirectory { system: System } = "{system}", "это не папка{system}";
        StorageFull { system: System } = "{system}", "на диске нет места{system}";
        QuotaExceeded { system: System } = "{system}", "место, отведённое на диске, исчерпано{system}";
        FileTooLarge { system: System } = "{system}", "файл слишком велик{system}";
        ReadOnly { system: System } = "{system}", "сюда нельзя писать{system}";
        BadName { system: System } = "{system}", "файл так называться не может{system}";
        BrokenPipe { system: System } = "{system}", "читать больше некому{system}";
        NoMemory { system: System } = "{system}", "не хватает памяти{system}";
        Ends { system: System } = "{system}", "данные обрываются{system}";
        Damaged { system: System } = "{system}", "данные повреждены{system}";
        Other { system: System } = "{system}", "ошибка системы{system}";
        /// What the program itself found.
        Own { finding: Box<Finding> } = "{finding}", "{finding}";
    }
}

impl SystemFault {
    /// What an error of the system is.
    pub fn of(error: &io::Error) -> SystemFault {
        if let Some(finding) = error.get_ref().and_then(finding_in) {
            return SystemFault::Own { finding: Box::new(finding.clone()) };
        }
        let system = System { message: error.to_string(), code: error.raw_os_error().unwrap_or_default() };
        match error.kind() {
            ErrorKind::NotFound => SystemFault::NotFound { system },
            ErrorKind::PermissionDenied => SystemFault::PermissionDenied { system },
            ErrorKind::AlreadyExists => SystemFault::AlreadyExists { system },
            ErrorKind::IsADirectory => SystemFault::IsADirectory { system },
            ErrorKind::NotADirectory => SystemFault::NotADirectory { system },
            ErrorKind::StorageFull => SystemFault::StorageFull { system },
            ErrorKind::QuotaExceeded => SystemFault::QuotaExceeded { system },
            ErrorKind::FileTooLarge => SystemFault::FileTooLarge { system },
            ErrorKind::ReadOnlyFilesystem => SystemFault::ReadOnly { system },
            ErrorKind::InvalidFilename => SystemFault::BadName { system },
            ErrorKind::BrokenPipe => SystemFault::BrokenPipe { system },
            ErrorKind::OutOfMemory => SystemFault::NoMemory { system },
            ErrorKind::UnexpectedEof => SystemFault::Ends { system },
            ErrorKind::InvalidData | ErrorKind::InvalidInput if system.code == 0 => SystemFault::Damaged { system },
            _ => SystemFault::Other { system },
        }
    }

    /// The same with its words made safe and short.
    #[must_use]
    pub fn with_words(self, of: impl Fn(&str) -> String) -> SystemFault {
        macro_rules! each {
            ($($variant:ident)*) => {
                match self {
                    $(SystemFault::$variant { system } => SystemFault::$variant {
                        system: System { message: of(&system.message), ..system },
                    },)*
                    own @ SystemFault::Own { .. } => own,
                }
            };
        }
        each!(NotFound PermissionDenied AlreadyExists IsADirectory NotADirectory StorageFull QuotaExceeded FileTooLarge
            ReadOnly BadName BrokenPipe NoMemory Ends Damaged Other)
    }
}

/// What the program found, when an error is that, or was made of it.
fn finding_in<'e>(error: &'e (dyn Error + Send + Sync + 'static)) -> Option<&'e Finding> {
    error.downcast_ref::<Finding>()
}

/// The words of the system; where these are not spoken, the number of the error alone.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct System {
    message: String,
    /// 0 for none.
    code: i32,
}

impl Value for System {
    fn say(&self, ui: Ui, f: &mut Formatter<'_>) -> fmt::Result {
        match (ui.tongue, self.code) {
            (Tongue::En, _) => f.write_str(&self.message),
            (Tongue::Ru, 0) => Ok(()),
            (Tongue::Ru, code) => write!(f, " (код {code})"),
        }
    }
}

impl Kept for System {
    fn keep(&self, to: &mut Vec<String>) {
        self.message.keep(to);
        self.code.keep(to);
    }

    fn kept(from: &mut dyn Iterator<Item = String>) -> Option<System> {
        Some(System { message: Kept::kept(from)?, code: Kept::kept(from)? })
    }
}
