//! The program run as people run it, and pages of the docs held to what it gives.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The program in a folder, with something on its standard input.
pub(crate) fn told(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_threshold"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut stdin, input) = (child.stdin.take().unwrap(), input.to_owned());
    // Written beside the reading: a long input and a long answer must not wait for each other.
    let teller = std::thread::spawn(move || stdin.write_all(input.as_bytes()).is_ok());
    let output = child.wait_with_output().unwrap();
    teller.join().unwrap();
    output
}

/// Between two marks a page of the docs shows just this; with `INSTA_UPDATE=always` it is written anew.
pub(crate) fn shown_in(page: &str, (begin, end): (&str, &str), now: &str) {
    let text = fs::read_to_string(page).unwrap();
    let (before, rest) = text.split_once(begin).unwrap();
    let (shown, after) = rest.split_once(end).unwrap();
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(page, format!("{before}{begin}{now}{end}{after}")).unwrap();
    } else {
        assert_eq!(shown, now, "run again with INSTA_UPDATE=always, and read what changed");
    }
}
