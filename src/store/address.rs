//! The address of a store: its nodes and the name of the data in it. What may stand in one, and what is never repeated.

use crate::catalogue::Usage;

/// Where data lie beyond this machine.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Address {
    /// Scheme, host and port of each node.
    pub nodes: Vec<String>,
    /// The name of the data; `None` for all that the store has.
    pub name: Option<String>,
    /// As it was typed; there is no secret in it.
    pub typed: String,
}

/// Characters of a name at most.
const LONGEST: usize = 64;

impl Address {
    /// Reads `https://host:9200/NAME`, with commas between several hosts. Plain http is for the machine itself unless
    /// `may_be_plain`.
    pub fn parse(typed: &str, may_be_plain: bool) -> Result<Address, Usage> {
        let (scheme, rest) = typed.split_once("://").ok_or(Usage::StoreWithoutHost)?;
        let scheme = scheme.to_ascii_lowercase();
        let (hosts, name) = rest.split_once('/').unwrap_or((rest, ""));
        // What stands before the @ may be a password, and is not repeated.
        if rest.contains('@') {
            return Err(Usage::SecretInAddress);
        }
        let hosts: Vec<&str> = hosts.split(',').map(str::trim).collect();
        if hosts.iter().any(|host| !is_host(host)) {
            return Err(Usage::StoreWithoutHost);
        }
        if scheme == "http" && !may_be_plain && !hosts.iter().all(|host| is_loopback(host)) {
            return Err(Usage::PlainHttp);
        }
        let name = name.strip_suffix('/').unwrap_or(name);
        let name = if name.is_empty() { None } else { Some(name_of(name)?) };
        let nodes = hosts.iter().map(|host| format!("{scheme}://{host}")).collect();
        Ok(Address { nodes, name, typed: typed.to_owned() })
    }
}

fn name_of(name: &str) -> Result<String, Usage> {
    let is_fit = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-';
    if name.len() > LONGEST || !name.chars().all(is_fit) {
        return Err(Usage::NameInStore);
    }
    Ok(name.to_owned())
}

/// A name or number with a port perhaps, and nothing that could lead elsewhere.
fn is_host(host: &str) -> bool {
    let is_fit = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '[' | ']');
    host.contains(|c: char| c.is_ascii_alphanumeric()) && host.chars().all(is_fit)
}

fn is_loopback(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    name == "localhost"
        || name == "::1"
        || name.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_and_a_name_are_read() {
        let parsed = |typed: &str| Address::parse(typed, false).map(|address| (address.nodes.join(" "), address.name));
        let named = |nodes: &str, name: &str| Ok((nodes.to_owned(), Some(name.to_owned())));
        assert_eq!(parsed("https://a:9200/news"), named("https://a:9200", "news"));
        assert_eq!(
            parsed("https://a:9200,b:9200,[::2]:1/n-1_x/"),
            named("https://a:9200 https://b:9200 https://[::2]:1", "n-1_x")
        );
        assert_eq!(parsed("https://a:9200"), Ok(("https://a:9200".to_owned(), None)));
        assert_eq!(parsed("http://127.0.0.1:9400/x"), named("http://127.0.0.1:9400", "x"));
        assert_eq!(parsed("http://localhost/x"), named("http://localhost", "x"));
    }

    #[test]
    fn what_could_leak_or_lead_elsewhere_is_refused() {
        for (typed, why) in [
            ("https://user:secret@a/x", Usage::SecretInAddress),
            ("http://a:9200/x", Usage::PlainHttp),
            ("http://127.0.0.1:1,b:1/x", Usage::PlainHttp),
            ("http://127.0.0.1.example.org/x", Usage::PlainHttp),
            ("https:///x", Usage::StoreWithoutHost),
            ("https://a?b/x", Usage::StoreWithoutHost),
            ("https://a/X", Usage::NameInStore),
            ("https://a/x/y", Usage::NameInStore),
            ("https://a/x?y", Usage::NameInStore),
            ("https://a/*", Usage::NameInStore),
        ] {
            assert_eq!(Address::parse(typed, false), Err(why), "{typed}");
        }
        let longest = "a".repeat(LONGEST);
        assert!(Address::parse(&format!("https://a/{longest}"), false).is_ok());
        assert_eq!(Address::parse(&format!("https://a/{longest}a"), false), Err(Usage::NameInStore));
        assert!(Address::parse("http://a:9200/x", true).is_ok());
    }
}
