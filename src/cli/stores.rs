//! What arguments and the environment say of a store: its address, who asks, whom to trust.
//!
//! A secret stands in a file of the user alone or in a variable, never on the command line, which others see.

use super::arguments::{Data, StoreAccess};
use crate::catalogue::Usage;
use crate::error::{Error, Result};
use crate::load::Input;
use crate::store::{Access, Address, Browsed, Store};
use crate::text::sanitise_line;
use std::ffi::OsString;
use std::fs;
use std::path::Path;

/// What an address means.
pub(super) fn address(typed: &str, access: &StoreAccess) -> Result<Address> {
    Address::parse(typed, access.insecure_http).map_err(Error::Usage)
}

/// Who asks: a file that is named, else the variables.
pub(super) fn access(typed: &StoreAccess) -> Result<Access> {
    let secret = match &typed.auth_file {
        Some(path) => Some(secret_in(path)?),
        None => secret_of(&|name| std::env::var(name).ok().filter(|word| !word.is_empty())),
    };
    let authority = typed.ca_file.as_ref().map(|path| fs::read(path).map_err(|source| cannot_read(path, source)));
    Ok(Access { secret, authority: authority.transpose()?, patience: None })
}

fn cannot_read(path: &Path, source: std::io::Error) -> Error {
    Error::ReadInput { name: sanitise_line(&path.to_string_lossy()).into_owned(), source }
}

fn secret_of(variable: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    if let Some(key) = variable("ORELINE_API_KEY") {
        return Some(format!("ApiKey {key}"));
    }
    let user = variable("ORELINE_USER")?;
    Some(format!("{user}:{}", variable("ORELINE_PASSWORD").unwrap_or_default()))
}

/// The line of a file that nobody else may read.
fn secret_in(path: &Path) -> Result<String> {
    let name = || sanitise_line(&path.to_string_lossy()).into_owned();
    let text = fs::read_to_string(path).map_err(|source| cannot_read(path, source))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let about = fs::metadata(path).map_err(|source| cannot_read(path, source))?;
        if about.permissions().mode() & 0o077 != 0 {
            return Err(Error::Usage(Usage::SecretFile { name: name() }));
        }
    }
    let line = text.trim_end_matches(['\n', '\r']);
    let is_one = !line.contains(['\n', '\r']) && (line.starts_with("ApiKey ") || line.contains(':'));
    if is_one { Ok(line.to_owned()) } else { Err(Error::Usage(Usage::SecretForm { name: name() })) }
}

impl Data {
    /// The address of a store, where the data are one.
    pub(super) fn address(&self) -> Result<Option<Address>> {
        if !self.names_store() {
            return Ok(None);
        }
        let [only] = &self.inputs[..] else { return Err(Error::Usage(Usage::StoreAlone)) };
        if self.map.is_some() {
            return Err(Error::Usage(Usage::NotOfStore { what: "--map".to_owned() }));
        }
        address(&only.to_string_lossy(), &self.store).map(Some)
    }

    /// The data of a store. It is asked whether they are there.
    pub(super) fn stored(&self) -> Result<Vec<Input>> {
        let Some(address) = self.address()? else { return Ok(Vec::new()) };
        if address.name.is_none() {
            return Err(Error::Usage(Usage::NoNameInStore));
        }
        Ok(vec![Input::Stream(self.opened(&address)?.stream(self.options())?)])
    }

    /// The data of a store, to be browsed.
    pub(super) fn browsed(&self) -> Result<Option<Browsed>> {
        let Some(address) = self.address()? else { return Ok(None) };
        let name = address.name.clone().unwrap_or_default();
        let store = self.opened(&address)?.clone();
        Ok(Some(Browsed::new(store, name)))
    }

    /// The store at the address: one for all who ask, so that a node that failed one of them is passed over by the others.
    fn opened(&self, address: &Address) -> Result<&Store> {
        if let Some(store) = self.opened.get() {
            return Ok(store);
        }
        let store = Store::open(address, &access(&self.store)?)?;
        Ok(self.opened.get_or_init(|| store))
    }

    /// The options by which another command line reads the same data. They name files and hold no secret.
    fn options(&self) -> Vec<OsString> {
        let StoreAccess { auth_file, ca_file, insecure_http } = &self.store;
        let files = [("--auth-file", auth_file), ("--ca-file", ca_file)];
        let files = files.iter().filter_map(|(option, file)| Some([(*option).into(), file.as_ref()?.into()]));
        files.flatten().chain(insecure_http.then(|| "--insecure-http".into())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_goes_before_a_user() {
        let of = |set: Vec<(&str, &str)>| {
            secret_of(&|name| set.iter().find(|(have, _)| *have == name).map(|(_, value)| (*value).to_owned()))
        };
        let user = ("ORELINE_USER", "u");
        assert_eq!(of(vec![user, ("ORELINE_PASSWORD", "p")]), Some("u:p".to_owned()));
        assert_eq!(of(vec![user, ("ORELINE_API_KEY", "k")]), Some("ApiKey k".to_owned()));
        assert_eq!(of(vec![("ORELINE_PASSWORD", "p")]), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_with_a_secret_is_for_its_user_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let file = tempfile::NamedTempFile::new().unwrap();
        let told = |text: &str, mode: u32| {
            fs::write(file.path(), text).unwrap();
            fs::set_permissions(file.path(), fs::Permissions::from_mode(mode)).unwrap();
            secret_in(file.path()).map_err(|error| error.to_string())
        };
        assert_eq!(told("u:geheim\n", 0o600), Ok("u:geheim".to_owned()));
        for (text, mode) in
            [("u:geheim\n", 0o640), ("u:geheim\n", 0o604), ("geheim\n", 0o600), ("u:a\nu:geheim", 0o600)]
        {
            let said = told(text, mode).unwrap_err();
            assert!(!said.contains("geheim"), "{said}");
        }
    }
}
