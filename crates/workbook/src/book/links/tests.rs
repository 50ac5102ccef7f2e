use std::fs;

use super::check_links;

/// The broken links of a site with these files, as they are printed.
fn broken(files: &[(&str, &str)]) -> Vec<String> {
    let site = tempfile::tempdir().expect("a folder for the test");
    for (path, text) in files {
        let path = site.path().join(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).unwrap();
        fs::write(path, text).unwrap();
    }
    let found = check_links(site.path()).expect("the site can be read");
    found.iter().map(ToString::to_string).collect()
}

#[test]
fn a_whole_site_has_no_broken_links() {
    let index = "<a href=\"a/b.html#%E6%AD%BB%E9%94%81\">x</a><a href=\"a/\">y</a>\
                 <link href=\"s.css\"><a href=\"https://example.org\">z</a>";
    let page = "<h2 id=\"死锁\">x</h2><a href=\"../index.html\">up</a><a href=\"#死锁\">x</a>";
    let sheet = "p { background: url(\"a/p.png\") }";
    let files = [
        ("index.html", index),
        ("a/b.html", page),
        ("a/index.html", ""),
        ("a/p.png", ""),
        ("s.css", sheet),
    ];
    assert_eq!(broken(&files), [""; 0]);
}

#[test]
fn a_missing_file_is_found_also_in_raw_html() {
    let page = "<p><a href='none.html'>x</a><img src=none.png></p>";
    let missing = |link| format!("a.html: {link}: there is no such file in the site");
    assert_eq!(broken(&[("a.html", page)]), [missing("none.html"), missing("none.png")]);
}

#[test]
fn a_missing_fragment_is_found_in_this_page_and_in_another() {
    let page = "<a href=\"#none\">x</a><a href=\"b.html#%E9%94%81\">y</a>";
    assert_eq!(
        broken(&[("a.html", page), ("b.html", "<p id=\"锁子\">")]),
        [
            "a.html: #none: a.html has no element with the id `none`",
            "a.html: b.html#%E9%94%81: b.html has no element with the id `锁`"
        ]
    );
}

#[test]
fn a_resource_of_another_site_is_found() {
    let page = "<script src=\"https://example.org/x.js\"></script><link rel=stylesheet href=\"//example.org/y.css\">";
    let sheet = "@import \"https://example.org/z.css\";";
    let found = broken(&[("a.html", page), ("s.css", sheet)]);
    assert_eq!(found.len(), 3, "two in the page and one in the style sheet, not {found:?}");
    assert!(found.iter().all(|fault| fault.contains("must work offline")), "{found:?}");
}

#[test]
fn a_link_out_of_the_site_is_found() {
    assert!(broken(&[("a.html", "<a href=\"../x.html\">")])[0].contains("leads out of the site"));
    assert!(broken(&[("a.html", "<a href=\"/x.html\">")])[0].contains("root of the server"));
}

#[test]
fn a_page_with_a_base_is_resolved_from_the_root() {
    let page = "<base href=\"/\"><a href=\"index.html\">x</a>";
    assert_eq!(broken(&[("deep/404.html", page), ("index.html", "")]), [""; 0]);
}

#[test]
fn a_folder_without_pages_is_an_error() {
    let site = tempfile::tempdir().expect("a folder for the test");
    let error = check_links(site.path()).expect_err("there is nothing to check").to_string();
    assert!(error.contains("holds no HTML page"), "{error}");
}
