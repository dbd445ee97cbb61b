//! A finished page as it is served: with the script that renews it, and above it what stands in the way of a newer one.

use crate::error::{Error, Result};
use crate::language::Language;
use crate::report::escape;
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};
use std::fmt::Write;

const SCRIPT: &str = include_str!("live.js");
const STYLE: &str = include_str!("live.css");

/// What is put into a page.
#[derive(Debug, Clone, Copy)]
pub struct Look<'a> {
    /// The state that is shown.
    pub version: &'a str,
    /// What could not be made, as the command line would say it.
    pub errors: &'a [String],
    /// What the bar says above them.
    pub title: &'a str,
}

/// The page with the live script, which its policy then allows, as it allows to hear from this server; where there are errors,
/// with a bar that says them. Nothing else in it is touched: the file in `out` has none of this.
///
/// # Errors
/// A page that has no policy, head or body as this program writes them.
pub fn served(page: &str, look: &Look<'_>) -> Result<String> {
    let wrong = || Error::system("a page without the policy, head and body that pages of this program have");
    let after = |from: usize, what: &str| page[from..].find(what).map(|at| from + at + what.len()).ok_or_else(wrong);
    let policy = after(0, "http-equiv=\"Content-Security-Policy\" content=\"")?;
    let scripts = after(policy, "; script-src ")?;
    let policy_end = after(scripts, "\">")? - 2;
    let head_end = after(policy_end, "</head>")? - "</head>".len();
    // Values of attributes have their angle brackets escaped: the first one closes the tag.
    let body = after(after(head_end, "<body")?, ">")?;
    let end = page.rfind("</body>").filter(|end| *end >= body).ok_or_else(wrong)?;
    let hash = STANDARD.encode(Sha256::digest(SCRIPT));
    let style = if look.errors.is_empty() { String::new() } else { format!("<style>\n{STYLE}</style>\n") };
    let script = format!("<script data-version=\"{}\">{SCRIPT}</script>\n", escape(look.version));
    Ok([
        &page[..scripts],
        &format!("'sha256-{hash}' "),
        &page[scripts..policy_end],
        "; connect-src 'self'",
        &page[policy_end..head_end],
        &style,
        &page[head_end..body],
        &bar(look),
        &page[body..end],
        &script,
        &page[end..],
    ]
    .concat())
}

fn bar(look: &Look<'_>) -> String {
    if look.errors.is_empty() {
        return String::new();
    }
    let mut bar =
        format!("\n<div class=\"live-error\" role=\"alert\" tabindex=\"0\">\n<p>{}</p>\n", escape(look.title));
    for error in look.errors {
        let _ = writeln!(bar, "<pre>{}</pre>", escape(error));
    }
    bar.push_str("</div>");
    bar
}

/// A page of the server's own: a title, a sentence, and ways to pages, each with its address and name.
pub fn own(language: Language, title: &str, sentence: &str, ways: &[(String, String)]) -> String {
    let sentence = if sentence.is_empty() { String::new() } else { format!("<p>{}</p>\n", escape(sentence)) };
    let ways: String = ways
        .iter()
        .map(|(path, name)| format!("<li><a href=\"{}\">{}</a> <code>{0}</code></li>\n", escape(path), escape(name)))
        .collect();
    let ways = if ways.is_empty() { ways } else { format!("<ul>\n{ways}</ul>\n") };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src ; style-src 'unsafe-inline'; img-src data:\">\n\
         <link rel=\"icon\" href=\"data:,\">\n<title>{1}</title>\n\
         <style>\nbody {{ margin: 0 auto; max-width: 1040px; padding: 24px 40px; font: 16px/1.55 sans-serif; }}\n\
         code {{ color: #55606b; font-size: 13px; }}\n</style>\n</head>\n<body>\n<main>\n<h1>{1}</h1>\n{sentence}{ways}</main>\n</body>\n</html>\n",
        language.tag(),
        escape(title)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<html><head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'sha256-x' ; \
        style-src 'unsafe-inline'\">\n<title>a</title></head>\n<body data-words=\"{&quot;a&quot;: &quot;&gt;&quot;}\">\n<p>&lt;/body&gt;</p>\n\
        <script>var a = \"</head><body></body>\";</script>\n</body>\n</html>";

    fn look<'a>(errors: &'a [String]) -> Look<'a> {
        Look { version: "7-1", errors, title: "No & yes" }
    }

    #[test]
    fn the_script_and_its_hash_go_in_and_nothing_else_changes() {
        let page = served(PAGE, &look(&[])).unwrap();
        let hash = STANDARD.encode(Sha256::digest(SCRIPT));
        let policy = format!(
            "content=\"default-src 'none'; script-src 'sha256-{hash}' 'sha256-x' ; style-src 'unsafe-inline'; connect-src 'self'\">"
        );
        assert!(page.contains(&policy), "{page}");
        let script = format!("<script data-version=\"7-1\">{SCRIPT}</script>\n");
        assert!(page.ends_with(&format!("{script}</body>\n</html>")), "{page}");
        let back = page.replacen(&format!("'sha256-{hash}' "), "", 1).replacen("; connect-src 'self'", "", 1);
        assert_eq!(back.replacen(&script, "", 1), PAGE);
    }

    #[test]
    fn errors_stand_above_the_page_as_text() {
        let errors = ["queries/a.sql:3: no table <b>\n  found: \"x\"".to_owned(), "b".to_owned()];
        let page = served(PAGE, &look(&errors)).unwrap();
        let (head, body) = page.split_once("</head>\n<body data-words=\"{&quot;a&quot;: &quot;&gt;&quot;}\">").unwrap();
        assert!(head.contains(".live-error"));
        assert!(body.starts_with("\n<div class=\"live-error\" role=\"alert\""), "{body}");
        assert!(body.contains("<p>No &amp; yes</p>\n<pre>"), "{body}");
        assert!(body.contains(
            "<pre>queries/a.sql:3: no table &lt;b&gt;\n  found: &quot;x&quot;</pre>\n<pre>b</pre>\n</div>\n<p>"
        ));
    }

    #[test]
    fn the_servers_own_pages_are_served_too_and_others_are_not() {
        let own = own(Language::Vi, "<i>", "&", &[("/a.html".into(), "a<b".into())]);
        assert!(own.contains("<title>&lt;i&gt;</title>"), "{own}");
        assert!(own.contains("<li><a href=\"/a.html\">a&lt;b</a> <code>/a.html</code></li>"), "{own}");
        assert!(served(&own, &look(&[])).unwrap().contains("script-src 'sha256-"));
        for wrong in ["", "<html><head></head><body></body></html>", &PAGE.replace("</body>\n</html>", "")] {
            let served = served(wrong, &look(&[]));
            assert!(served.is_err() || wrong.contains("</body>"), "{wrong}");
        }
    }
}
