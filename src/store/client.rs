//! The few requests that are made to a store, over HTTP, and what each answer may be instead.
//!
//! Every search asks for all shards or none, because a lost one is silent otherwise, and the count of shards is read in
//! each answer besides. A node that fails is passed over for a while. Redirects are not followed. What is asked is not
//! known here.

use super::address::Address;
use crate::catalogue::StoreFault;
use crate::error::{Error, Result};
use crate::text::sanitise_line;
use base64::Engine as _;
use serde_json::Value;
use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use ureq::http::{Method, Request};
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig};
use ureq::{Agent, Timeout};

/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(10);
/// How long an answer may take, and its text.
const ANSWER: Duration = Duration::from_secs(300);
/// How long a node that failed is passed over.
const PASSED_OVER: Duration = Duration::from_secs(30);
/// Bytes of an answer at most.
const LONGEST: u64 = 1 << 30;
/// Pauses before a request is made again that came at a bad time.
const PAUSES: [Duration; 4] =
    [Duration::from_millis(250), Duration::from_secs(1), Duration::from_secs(4), Duration::from_secs(15)];
/// Letters of what a store says that are repeated.
const REPEATED: usize = 300;

/// Who asks, and whom to trust.
#[derive(Clone, Debug, Default)]
pub struct Access {
    /// `user:password`, or `ApiKey KEY`.
    pub secret: Option<String>,
    /// Certificates in the form of PEM that vouch for the nodes, beside those that everybody knows.
    pub authority: Option<Vec<u8>>,
}

/// A store, asked by requests.
pub struct Client {
    agent: Agent,
    nodes: Vec<Node>,
    authorization: Option<String>,
    shown: String,
    since: Instant,
}

/// A node, and when it failed: seconds after the start, and one; 0 for never.
struct Node {
    base: String,
    failed: AtomicU64,
}

impl Client {
    /// Fails when certificates cannot be read. Nothing is asked yet.
    pub fn new(address: &Address, access: &Access) -> Result<Client> {
        let fault = |fault| Error::Store { name: address.typed.clone(), fault };
        let mut tls = TlsConfig::builder();
        if let Some(pem) = &access.authority {
            let found: std::result::Result<Vec<_>, _> = ureq::tls::parse_pem(pem).collect();
            let found = found.map_err(|error| fault(StoreFault::NoAnswer { why: error.to_string() }))?;
            let certificates: Vec<Certificate<'static>> = found
                .into_iter()
                .filter_map(|item| if let PemItem::Certificate(one) = item { Some(one) } else { None })
                .collect();
            tls = tls.root_certs(RootCerts::Specific(Arc::new(certificates)));
        }
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .user_agent(concat!("oreline/", env!("CARGO_PKG_VERSION")))
            .timeout_connect(Some(CONNECT))
            .timeout_recv_response(Some(ANSWER))
            .timeout_recv_body(Some(ANSWER))
            .tls_config(tls.build())
            .build();
        let authorization = access.secret.as_ref().map(|secret| {
            if secret.starts_with("ApiKey ") {
                secret.clone()
            } else {
                format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(secret))
            }
        });
        let node = |base: &String| Node { base: base.clone(), failed: AtomicU64::new(0) };
        Ok(Client {
            agent: agent.into(),
            nodes: address.nodes.iter().map(node).collect(),
            authorization,
            shown: address.typed.clone(),
            since: Instant::now(),
        })
    }

    /// The store as messages call it.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// An error of this store.
    pub fn fault(&self, fault: StoreFault) -> Error {
        Error::Store { name: self.shown.clone(), fault }
    }

    /// What stands at a path; `None` where there is nothing.
    pub fn get(&self, path: &str) -> Result<Option<Value>> {
        let (status, answer) = self.ask(&Method::GET, path, &[])?;
        if status == 404 { Ok(None) } else { self.good(status, &answer).map(Some) }
    }

    /// Makes what a path names.
    pub fn put(&self, path: &str, body: &Value) -> Result<Value> {
        let (status, answer) = self.ask(&Method::PUT, path, body.to_string().as_bytes())?;
        self.good(status, &answer)
    }

    /// Asks or does what a path names.
    pub fn post(&self, path: &str, body: &Value) -> Result<Value> {
        let (status, answer) = self.ask(&Method::POST, path, body.to_string().as_bytes())?;
        self.good(status, &answer)
    }

    /// Takes away what a path names, if it is there.
    pub fn delete(&self, path: &str) -> Result<()> {
        let (status, answer) = self.ask(&Method::DELETE, path, &[])?;
        if status == 404 { Ok(()) } else { self.good(status, &answer).map(drop) }
    }

    /// Has everything found that was written to an index.
    pub fn refresh(&self, index: &str) -> Result<()> {
        let (status, answer) = self.ask(&Method::POST, &format!("/{index}/_refresh"), &[])?;
        self.good(status, &answer).map(drop)
    }

    /// The answer of all shards to a search, or an error.
    pub fn search(&self, index: &str, body: &Value) -> Result<Value> {
        let answer = self.post(&format!("/{index}/_search?allow_partial_search_results=false"), body)?;
        self.whole(answer)
    }

    /// The answers of all shards to several searches at once, or an error.
    pub fn searches(&self, index: &str, bodies: &[Value]) -> Result<Vec<Value>> {
        // The flag is taken before each search, and not in the address.
        let head = serde_json::json!({"index": index, "allow_partial_search_results": false});
        let mut lines = String::new();
        for body in bodies {
            let _ = writeln!(lines, "{head}\n{body}");
        }
        let (status, answer) = self.ask(&Method::POST, "/_msearch", lines.as_bytes())?;
        let mut answer = self.good(status, &answer)?;
        let Value::Array(answers) = answer["responses"].take() else { return Err(self.unread("no answers")) };
        if answers.len() != bodies.len() {
            return Err(self.unread("not every search has an answer"));
        }
        let whole = |answer: Value| match answer["status"].as_u64().and_then(|status| u16::try_from(status).ok()) {
            Some(200..=299) => self.whole(answer),
            status => Err(self.fault(Client::meaning(status.unwrap_or(0), &answer["error"]))),
        };
        answers.into_iter().map(whole).collect()
    }

    /// Writes lines of the bulk format. What was refused only because too much came is written again, half at a time.
    pub fn bulk(&self, index: &str, lines: &[String]) -> Result<()> {
        let mut pauses = PAUSES.iter();
        let mut waiting: Vec<&String> = lines.iter().collect();
        let mut portion = waiting.len().max(1);
        while !waiting.is_empty() {
            let mut refused = Vec::new();
            for some in waiting.chunks(portion) {
                let body: String = some.iter().map(|line| line.as_str()).collect();
                let (status, answer) = self.ask(&Method::POST, &format!("/{index}/_bulk"), body.as_bytes())?;
                if status == 429 {
                    refused.extend(some.iter().copied());
                    continue;
                }
                let answer = self.good(status, &answer)?;
                let items = answer["items"].as_array().map_or(&[][..], Vec::as_slice);
                if items.len() != some.len() {
                    return Err(self.unread("not every item has an answer"));
                }
                for (line, item) in some.iter().zip(items) {
                    if self.is_refused(item)? {
                        refused.push(*line);
                    }
                }
            }
            if !refused.is_empty() {
                let Some(pause) = pauses.next() else { return Err(self.fault(StoreFault::Busy)) };
                std::thread::sleep(*pause);
                portion = portion.div_ceil(2);
            }
            waiting = refused;
        }
        Ok(())
    }

    /// Whether the answer to one line says that it came at a bad time; an error when it was not taken for another reason.
    fn is_refused(&self, item: &Value) -> Result<bool> {
        let item = item.as_object().and_then(|item| item.values().next()).unwrap_or(&Value::Null);
        match item["status"].as_u64().unwrap_or(0) {
            200..=299 => Ok(false),
            // What is to go away and is not there.
            404 if item["result"] == "not_found" => Ok(false),
            429 => Ok(true),
            _ => {
                let id = sanitise_line(item["_id"].as_str().unwrap_or_default()).into_owned();
                Err(self.fault(StoreFault::NotWritten { id, why: reason(&item["error"]) }))
            }
        }
    }

    /// Status and text of an answer, of the first node that gives one.
    fn ask(&self, method: &Method, path: &str, body: &[u8]) -> Result<(u16, Vec<u8>)> {
        let mut failed = String::new();
        let mut pauses = PAUSES.iter();
        loop {
            for node in self.nodes_in_turn() {
                match self.ask_node(node, method, path, body) {
                    Ok((429, answer)) if !path.ends_with("_bulk") => match pauses.next() {
                        Some(pause) => {
                            std::thread::sleep(*pause);
                            failed.clear();
                        }
                        None => return Ok((429, answer)),
                    },
                    Ok(answer) => {
                        node.failed.store(0, Ordering::Relaxed);
                        return Ok(answer);
                    }
                    Err(why) => {
                        node.failed.store(self.since.elapsed().as_secs() + 1, Ordering::Relaxed);
                        failed = why;
                    }
                }
            }
            if !failed.is_empty() {
                return Err(self.fault(StoreFault::Unreachable { why: failed }));
            }
        }
    }

    /// All nodes, those that failed a moment ago last.
    fn nodes_in_turn(&self) -> Vec<&Node> {
        let now = self.since.elapsed().as_secs() + 1;
        let has_failed = |node: &&Node| {
            let failed = node.failed.load(Ordering::Relaxed);
            failed > 0 && now - failed < PASSED_OVER.as_secs()
        };
        let (failed, good): (Vec<&Node>, Vec<&Node>) = self.nodes.iter().partition(has_failed);
        good.into_iter().chain(failed).collect()
    }

    fn ask_node(
        &self,
        node: &Node,
        method: &Method,
        path: &str,
        body: &[u8],
    ) -> std::result::Result<(u16, Vec<u8>), String> {
        let kind =
            if path.ends_with("_bulk") || path == "/_msearch" { "application/x-ndjson" } else { "application/json" };
        let mut request = Request::builder().method(method).uri(format!("{}{path}", node.base));
        if let Some(authorization) = &self.authorization {
            request = request.header("authorization", authorization);
        }
        let answer = if body.is_empty() {
            request.body(()).map_err(|error| error.to_string()).and_then(|request| self.run(request))
        } else {
            let request = request.header("content-type", kind).body(body);
            request.map_err(|error| error.to_string()).and_then(|request| self.run(request))
        }?;
        let status = answer.status().as_u16();
        let text = answer.into_body().into_with_config().limit(LONGEST).read_to_vec().map_err(|error| said(&error))?;
        Ok((status, text))
    }

    fn run(
        &self,
        request: Request<impl ureq::AsSendBody>,
    ) -> std::result::Result<ureq::http::Response<ureq::Body>, String> {
        self.agent.run(request).map_err(|error| said(&error))
    }

    /// The answer, when its status says that it is one.
    fn good(&self, status: u16, answer: &[u8]) -> Result<Value> {
        let read: std::result::Result<Value, _> = serde_json::from_slice(answer);
        match (status, read) {
            (200..=299, Ok(answer)) => Ok(answer),
            (200..=299, Err(error)) => Err(self.unread(&error.to_string())),
            (_, Ok(answer)) => Err(self.fault(Client::meaning(status, answer.get("error").unwrap_or(&answer)))),
            (_, Err(_)) => {
                let said = Value::String(String::from_utf8_lossy(answer).into_owned());
                Err(self.fault(Client::meaning(status, &said)))
            }
        }
    }

    /// What a status that is none of success means.
    fn meaning(status: u16, error: &Value) -> StoreFault {
        let why = reason(error);
        let text = error.to_string();
        let is_of_shards = ["all shards failed", "Partial shards failure", "no_shard_available", "NoShardAvailable"];
        let is_too_much = text.contains("too_many_buckets") || text.contains("circuit_breaking");
        match status {
            401 => StoreFault::Unauthorised,
            403 => StoreFault::Forbidden,
            429 => StoreFault::Busy,
            503 if !is_too_much && is_of_shards.iter().any(|words| text.contains(words)) => StoreFault::PartLost,
            _ => StoreFault::Otherwise { status: u32::from(status), why },
        }
    }

    /// An answer of all shards; a lost one is silent but for the counts.
    fn whole(&self, answer: Value) -> Result<Value> {
        let shards = &answer["_shards"];
        let is_whole =
            shards["total"].is_u64() && shards["total"] == shards["successful"] && answer["timed_out"] != true;
        if is_whole { Ok(answer) } else { Err(self.fault(StoreFault::PartLost)) }
    }

    /// An answer that is none that was expected.
    pub fn unread(&self, why: &str) -> Error {
        self.fault(StoreFault::NoAnswer { why: why.to_owned() })
    }
}

/// What the network says.
fn said(error: &ureq::Error) -> String {
    let words = match error {
        ureq::Error::Timeout(Timeout::Connect) => format!("no connection after {} s", CONNECT.as_secs()),
        ureq::Error::Timeout(_) => format!("no answer after {} s", ANSWER.as_secs()),
        ureq::Error::Io(error) => error.to_string(),
        other => other.to_string(),
    };
    sanitise_line(&words).into_owned()
}

/// What a store says is wrong, cut.
fn reason(error: &Value) -> String {
    let root = error["root_cause"].get(0).unwrap_or(error);
    let mut words = String::new();
    match (root["type"].as_str(), root["reason"].as_str(), error.as_str()) {
        (Some(kind), Some(why), _) => {
            let _ = write!(words, "{kind}: {why}");
        }
        (_, _, Some(text)) => words.push_str(text),
        _ => words.push_str(&error.to_string()),
    }
    let words: String = words.chars().take(REPEATED).collect();
    sanitise_line(&words).into_owned()
}
