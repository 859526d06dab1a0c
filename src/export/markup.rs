//! What pages for a browser are made of: their beginning and end, text that is no markup, links, and rows as a table.
//!
//! A page is one file without a script, and loads nothing. Which page it is, is not known here.

use super::rows::{Column, RowWriter};
use crate::model::Lang;
use crate::text::address::host;
use crate::text::sanitise_line;
use std::borrow::Cow;
use std::io::{self, Write};

/// What a page looks like, on dark screens and on paper too.
const STYLE: &str = "body{margin:2rem auto;max-width:46rem;padding:0 1rem;font:17px/1.5 Georgia,serif;color:#1a1c20;\
background:#fff}h1{line-height:1.2}h2{margin-top:3rem;border-bottom:1px solid #8888}h3{margin:2rem 0 0}\
.facts,.sources,footer,.by{color:#62666d;font-size:.85em}blockquote{margin:1rem 0;padding-left:1rem;border-left:4px solid #080}\
.bars{display:flex;align-items:flex-end;height:6rem;gap:1px;margin:2rem 0 0;padding:0;list-style:none}\
.bars li{flex:1;height:100%;display:flex;align-items:flex-end}.bars a{flex:1;background:#27a;min-height:2px}\
.bars a.perhaps{background:#9bd}.axis{display:flex;justify-content:space-between}.words{border-left-color:#080}\
.paraphrase{font-style:italic}table{border-collapse:collapse;width:100%}td,th{padding:.2em .6em;text-align:left;\
vertical-align:top;border-bottom:1px solid #8884}code{background:#8882;padding:0 .3em}a{color:#05a}\
@media(prefers-color-scheme:dark){body{color:#e4e6ea;background:#14161b}a{color:#7bf}.facts,.sources,footer,.by{color:#a4a8b0}}\
@media print{a{color:inherit}.bars{display:none}}";

/// The beginning of a page.
pub(super) fn begin(title: &str, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"generator\" content=\"oreline\">\n\
         <title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>",
        lang.tag(),
        escaped(title)
    )
}

/// The end of a page.
pub(super) const END: &str = "</body>\n</html>\n";

/// A link when the address is one of the web, else both as text.
pub(super) fn link(title: &str, url: Option<&str>) -> String {
    match url.filter(|url| !url.is_empty()) {
        None => escaped(title),
        Some(url) if host(url).is_some() => {
            format!("<a href=\"{}\" rel=\"noopener noreferrer\">{}</a>", escaped(url), escaped(title))
        }
        Some(url) => format!("{} ({})", escaped(title), escaped(url)),
    }
}

/// Text of the data as text of HTML, in an element or in an attribute.
pub(super) fn escaped(text: &str) -> String {
    let text = sanitise_line(text);
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

/// Rows as a table in a page of its own.
pub(super) struct Table<'o> {
    out: &'o mut dyn Write,
}

impl<'o> Table<'o> {
    pub(super) fn new(columns: &[Column], out: &'o mut dyn Write) -> io::Result<Table<'o>> {
        begin("oreline", Lang::En, out)?;
        out.write_all(b"<table>\n<tr>")?;
        for column in columns {
            write!(out, "<th>{}</th>", escaped(column.name))?;
        }
        out.write_all(b"</tr>\n")?;
        Ok(Table { out })
    }
}

impl RowWriter for Table<'_> {
    fn row(&mut self, cells: &[Cow<'_, str>]) -> io::Result<()> {
        self.out.write_all(b"<tr>")?;
        for cell in cells {
            let words = if host(cell).is_some() { link(cell, Some(cell)) } else { escaped(cell) };
            write!(self.out, "<td>{words}</td>")?;
        }
        self.out.write_all(b"</tr>\n")
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.write_all(b"</table>\n")?;
        self.out.write_all(END.as_bytes())?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_no_markup_and_only_addresses_of_the_web_are_links() {
        assert_eq!(escaped("<script>&'\"\u{202e}"), "&lt;script&gt;&amp;&#39;&quot;\u{fffd}");
        assert_eq!(
            link("a <b>", Some("https://x.example/?a=\"1\"&b")),
            "<a href=\"https://x.example/?a=&quot;1&quot;&amp;b\" rel=\"noopener noreferrer\">a &lt;b&gt;</a>"
        );
        assert_eq!(link("a", Some("javascript:alert(1)")), "a (javascript:alert(1))");
        assert_eq!(link("a", None), "a");
    }

    #[test]
    fn rows_are_a_table() {
        let mut out = Vec::new();
        let mut table = Table::new(&[Column { name: "a", weight: 1 }], &mut out).unwrap();
        table.row(&["<i>".into()]).unwrap();
        table.row(&["https://x.example/".into()]).unwrap();
        table.finish().unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.contains("<td>&lt;i&gt;</td>") && text.contains("<a href=\"https://x.example/\""), "{text}");
        assert!(text.ends_with("</html>\n"));
    }
}
