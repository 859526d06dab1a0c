//! A store that is asked over TLS: who vouches for it is named with `--ca-file`, and whoever shows another certificate is not told
//! anything.

use super::server::{ABOUT, Asked, response};
use super::{Files, command};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::io::{BufReader, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/store/tls").join(name)
}

/// A server that shows a certificate; the port, and how many requests it could read.
fn server(certificate: &str) -> (u16, Arc<AtomicUsize>) {
    let pem = file(certificate);
    let chain = vec![CertificateDer::from_pem_file(&pem).unwrap()];
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, PrivateKeyDer::from_pem_file(&pem).unwrap())
        .unwrap();
    let (config, read) = (Arc::new(config), Arc::new(AtomicUsize::new(0)));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let counted = Arc::clone(&read);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut stream = StreamOwned::new(connection, stream.unwrap());
            let asked = Asked::read(&mut BufReader::new(&mut stream));
            if let Some(asked) = asked {
                assert!(asked.headers.contains("authorization: apikey geheim"), "{}", asked.headers);
                counted.fetch_add(1, Ordering::Relaxed);
                let body = if asked.first.starts_with("GET / ") {
                    ABOUT
                } else {
                    r#"{"oreline-b-v1-1-events":{"aliases":{"oreline-b":{}}}}"#
                };
                stream.write_all(&response("200 OK", body)).unwrap();
                stream.conn.send_close_notify();
                let _ = stream.flush();
            }
        }
    });
    (port, read)
}

/// Asks for the names of all data, trusting the certificates of a file.
fn names(url: &str, authority: Option<&Path>) -> (Option<i32>, String, String) {
    let mut asked = command(&[url]);
    asked.env("ORELINE_API_KEY", "geheim");
    if let Some(authority) = authority {
        asked.arg("--ca-file").arg(authority);
    }
    let output = asked.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn who_vouches_for_a_store_is_named() {
    let (port, read) = server("node.pem");
    for host in ["127.0.0.1", "localhost"] {
        let (status, printed, said) = names(&format!("https://{host}:{port}"), Some(&file("authority.pem")));
        assert_eq!((status, &printed[..]), (Some(0), "b\n"), "{said}");
    }
    assert_eq!(read.load(Ordering::Relaxed), 4);
}

#[test]
fn a_wrong_certificate_is_refused_before_anything_is_said() {
    for (shown, trusted) in [
        // Nobody vouches for it; somebody else would; it is another host's; its time is over.
        ("node.pem", None),
        ("node.pem", Some("another-authority.pem")),
        ("elsewhere.pem", Some("authority.pem")),
        ("expired.pem", Some("authority.pem")),
    ] {
        let (port, read) = server(shown);
        let trusted = trusted.map(file);
        let (status, printed, said) = names(&format!("https://127.0.0.1:{port}"), trusted.as_deref());
        assert_eq!((status, &printed[..]), (Some(1), ""), "{shown}, {trusted:?}: {said}");
        assert!(said.contains("--ca-file") && said.contains("certificate"), "{shown}, {trusted:?}: {said}");
        assert_eq!(read.load(Ordering::Relaxed), 0, "no secret was sent");
    }
}

#[test]
fn a_file_without_a_certificate_is_told() {
    let files = Files::new();
    let empty = files.file("empty.pem", "no certificate\n");
    let broken = files.file("broken.pem", "-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n");
    for (authority, says) in
        [(&empty, "no certificate"), (&broken, "https://127.0.0.1:1"), (&files.0.path().join("gone"), "gone")]
    {
        let (status, printed, said) = names("https://127.0.0.1:1", Some(authority));
        assert_eq!((status, &printed[..]), (Some(1), ""), "{said}");
        assert!(said.contains(says), "{said}");
    }
}
