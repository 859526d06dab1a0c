//! A small server of the tests' own: it says what a test has it say, or misbehaves.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::thread;

/// The first answer of a store.
pub const ABOUT: &str = r#"{"cluster_uuid":"u","version":{"distribution":"opensearch","number":"2.19.6"}}"#;

/// A request as it came.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Method, path and version.
    pub first: String,
    /// The headers in small letters.
    pub headers: String,
    /// The headers as they came.
    pub sent: String,
    pub body: String,
}

impl Asked {
    /// The next request on a connection; `None` when there is none.
    pub fn read(reader: &mut impl BufRead) -> Option<Asked> {
        let (mut asked, mut length) = (Asked::default(), 0);
        reader.read_line(&mut asked.first).ok().filter(|read| *read > 0)?;
        asked.first.truncate(asked.first.trim_end().len());
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line).ok()? == 0 || line.trim().is_empty() {
                break;
            }
            asked.sent.push_str(&line);
            let line = line.to_lowercase();
            if let Some(number) = line.strip_prefix("content-length:") {
                length = number.trim().parse().unwrap();
            }
            asked.headers.push_str(&line);
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).ok()?;
        asked.body = String::from_utf8(body).unwrap();
        Some(asked)
    }
}

/// A server that has each connection answered by `answer`, once. It lasts as long as the test.
pub fn serve(answer: impl Fn(&Asked, &mut dyn Write) + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let answer = Arc::new(answer);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let answer = Arc::clone(&answer);
            // One that never ends keeps no other from being answered.
            thread::spawn(move || {
                let mut stream = stream.unwrap();
                if let Some(asked) = Asked::read(&mut BufReader::new(stream.try_clone().unwrap())) {
                    answer(&asked, &mut stream);
                }
            });
        }
    });
    format!("http://{address}")
}

/// A server that answers each request by `answer`, which is given its first line and its headers.
pub fn server(answer: impl Fn(&str, &str) -> Vec<u8> + Send + Sync + 'static) -> String {
    serve(move |asked, stream| {
        let _ = stream.write_all(&answer(&asked.first, &asked.headers));
    })
}

pub fn response(status: &str, body: &str) -> Vec<u8> {
    with_headers(status, "content-type: application/json", body)
}

pub fn with_headers(status: &str, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\n{headers}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}")
        .into_bytes()
}

/// What is there until records are asked for, as this version of the program has made it.
pub fn until_records(first: &str) -> Option<Vec<u8>> {
    let language = oreline::door::store::language();
    if first.starts_with("GET / ") {
        return Some(response("200 OK", ABOUT));
    }
    let index = format!("oreline-x-v{}-1-events", oreline::door::store::VERSION);
    if first.starts_with("GET /_alias/oreline-x ") {
        return Some(response("200 OK", &format!(r#"{{"{index}":{{"aliases":{{"oreline-x":{{}}}}}}}}"#)));
    }
    first.contains("/_mapping").then(|| {
        response("200 OK", &format!(r#"{{"{index}":{{"mappings":{{"_meta":{{"language":"{language}"}}}}}}}}"#))
    })
}
