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
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use ureq::config::Config;
use ureq::http::{Method, Request};
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig};
use ureq::{Agent, Timeout};

/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(10);
/// How long an answer may take, and its text.
const ANSWER: Duration = Duration::from_secs(300);
/// How long a node that failed is passed over.
const PASSED_OVER: Duration = Duration::from_secs(30);
/// Bytes of an answer at most: what is asked for comes in pages far below that.
const LONGEST: u64 = 256 << 20;
/// Pauses before a request is made again that came at a bad time.
const PAUSES: [Duration; 4] =
    [Duration::from_millis(250), Duration::from_secs(1), Duration::from_secs(4), Duration::from_secs(15)];
/// How long a store may have its own pause kept at most.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// Letters of what a store says that are repeated.
const REPEATED: usize = 300;

/// Who asks, and whom to trust.
#[derive(Clone, Debug, Default)]
pub struct Access {
    /// `user:password`, or `ApiKey KEY`.
    pub secret: Option<String>,
    /// Certificates in the form of PEM that vouch for the nodes, in the place of those that everybody knows.
    pub authority: Option<Vec<u8>>,
    /// How long an answer may take, where it is not five minutes.
    pub patience: Option<Duration>,
}

/// How often it is looked whether a search is to be given up.
pub(super) const LOOK: Duration = Duration::from_millis(20);

/// What long searches ask and tell meanwhile.
#[derive(Clone, Copy)]
pub struct Wait<'a> {
    /// Whether to give up.
    pub stop: &'a dyn Fn() -> bool,
    /// Takes each full second that an answer takes.
    pub tell: &'a dyn Fn(u64),
}

/// A store, asked by requests.
pub struct Client {
    agent: Agent,
    /// For searches that may be given up, which closes its connections; with what another is made of.
    stoppable: Mutex<Agent>,
    config: Config,
    nodes: Vec<Node>,
    authorization: Option<String>,
    /// What is never repeated, though a store may say it.
    secrets: Vec<String>,
    patience: Duration,
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
            if certificates.is_empty() {
                return Err(fault(StoreFault::NoCertificate));
            }
            tls = tls.root_certs(RootCerts::Specific(Arc::new(certificates)));
        }
        let patience = access.patience.unwrap_or(ANSWER);
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .user_agent(concat!("oreline/", env!("CARGO_PKG_VERSION")))
            .timeout_connect(Some(CONNECT))
            .timeout_recv_response(Some(patience))
            .timeout_recv_body(Some(patience))
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
            agent: config.clone().into(),
            stoppable: Mutex::new(config.clone().into()),
            config,
            nodes: address.nodes.iter().map(node).collect(),
            secrets: secrets_of(access.secret.as_deref(), authorization.as_deref()),
            authorization,
            patience,
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
        let (status, answer) = self.ask(&Method::POST, "/_msearch", lines_of(index, bodies).as_bytes())?;
        self.of_each(bodies.len(), status, &answer)
    }

    /// The same; `None` when told to stop, which closes the connection, and by that the searches.
    pub fn searches_while(&self, index: &str, bodies: &[Value], wait: &Wait<'_>) -> Result<Option<Vec<Value>>> {
        match self.ask_while(&Method::POST, "/_msearch", lines_of(index, bodies).as_bytes(), wait)? {
            Some((status, answer)) => self.of_each(bodies.len(), status, &answer).map(Some),
            None => Ok(None),
        }
    }

    /// What stands at a path; `None` where there is nothing, or when told to stop.
    pub fn get_while(&self, path: &str, wait: &Wait<'_>) -> Result<Option<Value>> {
        match self.ask_while(&Method::GET, path, &[], wait)? {
            Some((404, _)) | None => Ok(None),
            Some((status, answer)) => self.good(status, &answer).map(Some),
        }
    }

    /// The answers to so many searches.
    fn of_each(&self, count: usize, status: u16, answer: &[u8]) -> Result<Vec<Value>> {
        let mut answer = self.good(status, answer)?;
        let Value::Array(answers) = answer["responses"].take() else { return Err(self.unread("no answers")) };
        if answers.len() != count {
            return Err(self.unread("not every search has an answer"));
        }
        let whole = |answer: Value| match answer["status"].as_u64().and_then(|status| u16::try_from(status).ok()) {
            Some(200..=299) => self.whole(answer),
            status => Err(self.fault(self.meaning(status.unwrap_or(0), &answer["error"]))),
        };
        answers.into_iter().map(whole).collect()
    }

    /// Writes lines of the bulk format. What was refused only because too much came is written again, half at a time.
    pub fn bulk(&self, index: &str, lines: &[String]) -> Result<()> {
        let mut pauses = PAUSES.iter();
        let mut waiting: Vec<&String> = lines.iter().collect();
        let mut portion = waiting.len().max(1);
        while !waiting.is_empty() {
            let (mut refused, mut failed) = (Vec::new(), None);
            for some in waiting.chunks(portion) {
                let body: String = some.iter().map(|line| line.as_str()).collect();
                let (status, answer) = self.ask(&Method::POST, &format!("/{index}/_bulk"), body.as_bytes())?;
                // Too much came, or who leads the nodes is not settled: one has just been lost.
                if matches!(status, 429 | 503) || tells_of_a_lost_node(status, &answer) {
                    failed = self.good(status, &answer).err();
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
                let Some(pause) = pauses.next() else {
                    return Err(failed.unwrap_or_else(|| self.fault(StoreFault::Busy)));
                };
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
            // Too much came, or the shard has lost its node and another takes over.
            429 | 503 => Ok(true),
            500.. if has_any(&item["error"].to_string(), OF_NODES) => Ok(true),
            _ => {
                let id = sanitise_line(item["_id"].as_str().unwrap_or_default()).into_owned();
                Err(self.fault(StoreFault::NotWritten { id, why: self.reason(&item["error"]) }))
            }
        }
    }

    /// Status and text of an answer, unless it is given up before it is there.
    fn ask_while(&self, method: &Method, path: &str, body: &[u8], wait: &Wait<'_>) -> Result<Option<(u16, Vec<u8>)>> {
        let agent = self.stoppable.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let is_stopped = AtomicBool::new(false);
        let (sender, receiver) = sync_channel(1);
        std::thread::scope(|scope| {
            let (agent, is_stopped) = (&agent, &is_stopped);
            scope.spawn(move || {
                // Nobody waits for what was given up.
                let _ = sender.send(self.ask_by((agent, is_stopped), method, path, body));
            });
            let (begun, mut told) = (Instant::now(), 0);
            loop {
                match receiver.recv_timeout(LOOK) {
                    Ok(answer) => return answer.map(Some),
                    Err(RecvTimeoutError::Disconnected) => return Err(self.unread("a thread has failed")),
                    Err(RecvTimeoutError::Timeout) => {}
                }
                if (wait.stop)() {
                    is_stopped.store(true, Ordering::SeqCst);
                    let mut newest = self.stoppable.lock().unwrap_or_else(PoisonError::into_inner);
                    std::mem::replace(&mut *newest, self.config.clone().into()).shutdown();
                    return Ok(None);
                }
                let seconds = begun.elapsed().as_secs();
                if seconds > told {
                    told = seconds;
                    (wait.tell)(seconds);
                }
            }
        })
    }

    /// Status and text of an answer, of the first node that gives one.
    fn ask(&self, method: &Method, path: &str, body: &[u8]) -> Result<(u16, Vec<u8>)> {
        self.ask_by((&self.agent, &AtomicBool::new(false)), method, path, body)
    }

    /// The same by an agent, unless it was stopped.
    fn ask_by(
        &self,
        (agent, is_stopped): (&Agent, &AtomicBool),
        method: &Method,
        path: &str,
        body: &[u8],
    ) -> Result<(u16, Vec<u8>)> {
        let mut pauses = PAUSES.iter();
        // What a lost node has spoilt is asked once more: those that are left know of it by then.
        let mut once_more = Some(PAUSES[0]);
        loop {
            let mut failed = Failed::Silent(String::new());
            let (mut pause, mut is_spoilt) = (None, false);
            for node in self.nodes_in_turn() {
                match self.ask_node((agent, node), method, path, body) {
                    // A bulk request is made again by who knows its parts.
                    Ok(Answer { status: 429, after, text }) if !path.ends_with("_bulk") => {
                        failed = Failed::Said(429, text);
                        pause = pauses.next().map(|pause| after.map_or(*pause, |after| after.min(LONGEST_PAUSE)));
                        break;
                    }
                    // The node is alive, and another has gone while it was asked for its part.
                    Ok(Answer { status, text, .. }) if tells_of_a_lost_node(status, &text) => {
                        is_spoilt = true;
                        failed = Failed::Said(status, text);
                    }
                    // The node is alive and has lost the others, or what stands before it has lost the node.
                    Ok(Answer { status, text, .. }) if matches!(status, 502..=504) && !is_of_question(&text) => {
                        node.has_failed(self.since);
                        failed = Failed::Said(status, text);
                    }
                    Ok(Answer { status, text, .. }) => {
                        node.failed.store(0, Ordering::Relaxed);
                        return Ok((status, text));
                    }
                    Err(ureq::Error::BodyExceedsLimit(_)) => {
                        return Err(self.fault(StoreFault::TooLong { megabytes: (LONGEST >> 20) as u32 }));
                    }
                    Err(error) if is_stopped.load(Ordering::SeqCst) => {
                        return Err(self.fault(StoreFault::Unreachable { why: self.said(&error) }));
                    }
                    Err(error) => {
                        node.has_failed(self.since);
                        // What a node has said tells more than that another is silent.
                        if let Failed::Silent(why) = &mut failed {
                            *why = self.said(&error);
                        }
                    }
                }
            }
            match (pause.or_else(|| once_more.take_if(|_| is_spoilt)), failed) {
                (Some(pause), _) => {
                    let begun = Instant::now();
                    while begun.elapsed() < pause && !is_stopped.load(Ordering::SeqCst) {
                        std::thread::sleep(LOOK.min(pause));
                    }
                }
                (None, Failed::Said(status, text)) => return Ok((status, text)),
                (None, Failed::Silent(why)) if why.contains("certificate") => {
                    return Err(self.fault(StoreFault::Untrusted { why }));
                }
                (None, Failed::Silent(why)) => return Err(self.fault(StoreFault::Unreachable { why })),
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
        (agent, node): (&Agent, &Node),
        method: &Method,
        path: &str,
        body: &[u8],
    ) -> std::result::Result<Answer, ureq::Error> {
        let kind =
            if path.ends_with("_bulk") || path == "/_msearch" { "application/x-ndjson" } else { "application/json" };
        let mut request = Request::builder().method(method).uri(format!("{}{path}", node.base));
        if let Some(authorization) = &self.authorization {
            request = request.header("authorization", authorization);
        }
        let answer = if body.is_empty() {
            agent.run(request.body(())?)
        } else {
            agent.run(request.header("content-type", kind).body(body)?)
        }?;
        let status = answer.status().as_u16();
        let after = answer.headers().get("retry-after").and_then(|after| after.to_str().ok()?.trim().parse().ok());
        let text = answer.into_body().into_with_config().limit(LONGEST).read_to_vec()?;
        Ok(Answer { status, after: after.map(Duration::from_secs), text })
    }

    /// The answer, when its status says that it is one.
    fn good(&self, status: u16, answer: &[u8]) -> Result<Value> {
        let read: std::result::Result<Value, _> = serde_json::from_slice(answer);
        match (status, read) {
            (200..=299, Ok(answer)) => Ok(answer),
            (200..=299, Err(error)) => Err(self.unread(&error.to_string())),
            (_, Ok(answer)) => Err(self.fault(self.meaning(status, answer.get("error").unwrap_or(&answer)))),
            (_, Err(_)) => {
                let said = Value::String(String::from_utf8_lossy(answer).into_owned());
                Err(self.fault(self.meaning(status, &said)))
            }
        }
    }

    /// What a status that is none of success means.
    fn meaning(&self, status: u16, error: &Value) -> StoreFault {
        let why = self.reason(error);
        let text = error.to_string();
        match status {
            401 => StoreFault::Unauthorised,
            403 => StoreFault::Forbidden,
            404 if text.contains("index_not_found") => StoreFault::Gone,
            _ if has_any(&text, TOO_MUCH) => StoreFault::TooMuch,
            429 => StoreFault::Busy,
            503 if has_any(&text, OF_SHARDS) => StoreFault::PartLost,
            500.. if has_any(&text, OF_NODES) => StoreFault::PartLost,
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

    /// What the network says.
    fn said(&self, error: &ureq::Error) -> String {
        let words = match error {
            ureq::Error::Timeout(Timeout::Connect) => format!("no connection after {} s", CONNECT.as_secs()),
            ureq::Error::Timeout(_) => format!("no answer after {} s", self.patience.as_secs()),
            ureq::Error::Io(error) => error.to_string(),
            other => other.to_string(),
        };
        self.repeated(&words)
    }

    /// What a store says is wrong.
    fn reason(&self, error: &Value) -> String {
        let root = error["root_cause"].get(0).unwrap_or(error);
        match (root["type"].as_str(), root["reason"].as_str(), error.as_str()) {
            (Some(kind), Some(why), _) => self.repeated(&format!("{kind}: {why}")),
            (_, _, Some(text)) => self.repeated(text),
            _ => self.repeated(&error.to_string()),
        }
    }

    /// What others say as it may be shown: cut, made safe, and without what is secret, which a store may send back.
    fn repeated(&self, words: &str) -> String {
        let mut words = words.to_owned();
        for secret in &self.secrets {
            words = words.replace(secret, "***");
        }
        let words: String = words.chars().take(REPEATED).collect();
        sanitise_line(&words).into_owned()
    }
}

/// Searches as lines, each behind its flag: it is taken before each search, and not in the address.
fn lines_of(index: &str, bodies: &[Value]) -> String {
    let head = serde_json::json!({"index": index, "allow_partial_search_results": false});
    let mut lines = String::new();
    for body in bodies {
        let _ = writeln!(lines, "{head}\n{body}");
    }
    lines
}

impl Node {
    fn has_failed(&self, since: Instant) {
        self.failed.store(since.elapsed().as_secs() + 1, Ordering::Relaxed);
    }
}

/// What a node answers.
struct Answer {
    status: u16,
    /// How long it wants to be left alone.
    after: Option<Duration>,
    text: Vec<u8>,
}

/// Why no node has answered what was asked.
enum Failed {
    /// The last one has not answered at all.
    Silent(String),
    /// It has said that it cannot.
    Said(u16, Vec<u8>),
}

/// What is said of a question that is too much, whichever node it is put to.
const TOO_MUCH: &[&str] = &["too_many_buckets", "circuit_breaking", "too_many_clauses"];
/// What is said when a part of the data is on no node that is there.
const OF_SHARDS: &[&str] = &[
    "all shards failed",
    "Partial shards failure",
    // With no shard of it left to ask; its reason is empty.
    "missing shards",
    "no_shard_available",
    "NoShardAvailable",
    "unavailable_shards",
];

/// What a node says that has lost another while it waited for its part of an answer.
const OF_NODES: &[&str] = &[
    "node_disconnected",
    "node_not_connected",
    "node_closed",
    "no_node_available",
    "receive_timeout_transport",
    "connect_transport",
    // As they stand in a text of another.
    "NodeDisconnectedException",
    "NodeNotConnectedException",
    "NodeClosedException",
];

/// Whether an answer, or one of several that came together, says that a node has gone in its midst.
fn tells_of_a_lost_node(status: u16, text: &[u8]) -> bool {
    match status {
        500.. => has_any(&String::from_utf8_lossy(&text[..text.len().min(1 << 16)]), OF_NODES),
        // In what was asked for no quotes stand as they are: this is an error of the store's own.
        200 if memchr::memmem::find(text, b"\"error\":{").is_some() => {
            let answer: Value = serde_json::from_slice(text).unwrap_or_default();
            let mut answers = answer["responses"].as_array().into_iter().flatten();
            answers
                .any(|answer| answer["status"].as_u64() >= Some(500) && has_any(&answer["error"].to_string(), OF_NODES))
        }
        _ => false,
    }
}

fn has_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// Whether an answer is about the question or the data, so that no other node would answer otherwise.
fn is_of_question(text: &[u8]) -> bool {
    let text = String::from_utf8_lossy(&text[..text.len().min(1 << 16)]);
    has_any(&text, TOO_MUCH) || has_any(&text, OF_SHARDS)
}

/// All that must not be repeated of what is sent as the secret: the whole, its parts, and how they are written in the header.
fn secrets_of(secret: Option<&str>, header: Option<&str>) -> Vec<String> {
    let parts = |text: &str, between: char| text.split_once(between).map(|(_, rest)| rest.to_owned());
    let all = [
        secret.map(str::to_owned),
        header.and_then(|header| parts(header, ' ')),
        secret.and_then(|secret| parts(secret, if secret.starts_with("ApiKey ") { ' ' } else { ':' })),
    ];
    let mut all: Vec<String> = all.into_iter().flatten().filter(|secret| !secret.is_empty()).collect();
    // The longest first: it may hold another.
    all.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;
    use std::io::Read as _;
    use std::net::TcpListener;
    use std::sync::mpsc::channel;

    #[test]
    fn a_search_that_is_given_up_closes_its_connection() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/x", listener.local_addr().unwrap());
        let (closed, is_closed) = channel();
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            // It is never answered; the end of the stream is that of the connection.
            let mut buffer = [0; 1024];
            while stream.read(&mut buffer).is_ok_and(|length| length > 0) {}
            closed.send(()).unwrap();
        });
        let client = Client::new(&Address::parse(&address, false).unwrap(), &Access::default()).unwrap();
        let (begun, told) = (Instant::now(), RefCell::new(Vec::new()));
        let wait = Wait {
            stop: &|| begun.elapsed() > Duration::from_millis(1_200),
            tell: &|seconds| told.borrow_mut().push(seconds),
        };
        assert!(client.searches_while("index", &[Value::Null], &wait).unwrap().is_none());
        assert_eq!(*told.borrow(), [1], "each second is told");
        is_closed.recv_timeout(Duration::from_secs(10)).unwrap();
    }
}
