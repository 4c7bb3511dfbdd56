//! The two streams: results on standard output, talk on standard error.
//!
//! A closed pipe ends the writing quietly; it is not our reader's mistake.

use std::io::{BufWriter, IsTerminal, Stdout, Write};
use std::path::Path;

use super::{Colour, draw};
use crate::diagnostic::{Diagnostic, Severity};
use crate::project;
use crate::source::Sources;

/// How this run speaks.
#[derive(Debug, Default)]
pub(crate) struct Talk {
    colour: bool,
    plain: bool,
    silent: bool,
}

impl Talk {
    pub(super) fn new(colour: Colour, plain: bool) -> Self {
        let colour = match colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
        };
        Self { colour: colour && !plain, plain, silent: false }
    }

    /// Are results to be listened to?
    pub(crate) fn narrates(&self) -> bool {
        self.plain
    }

    /// The same, saying nothing on standard error where told so.
    #[must_use]
    pub(crate) fn silent_if(&self, silent: bool) -> Self {
        Self { colour: self.colour, plain: self.plain, silent: self.silent || silent }
    }

    /// Results.
    pub(crate) fn result(&self, text: &str) {
        if self.silent {
            return;
        }
        let mut stdout = std::io::stdout().lock();
        let _ = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
    }

    /// Results, to a file where one is named. Says so when it cannot be written.
    pub(crate) fn result_to(&self, text: &str, file: Option<&Path>) -> bool {
        let Some(file) = file else {
            self.result(text);
            return true;
        };
        match project::write_aside(file, text) {
            Ok(()) => true,
            Err(error) => {
                self.error(&error.to_string());
                false
            }
        }
    }

    /// Results that come piece by piece, to a file where one is named. Says so when it cannot be written.
    pub(crate) fn results(&self, file: Option<&Path>) -> Option<Results> {
        let Some(file) = file else {
            return Some(Results { out: Out::Standard(BufWriter::new(std::io::stdout())), closed: false });
        };
        match project::Aside::create(file) {
            Ok(aside) => Some(Results { out: Out::File(Box::new(aside)), closed: false }),
            Err(error) => {
                self.error(&error.to_string());
                None
            }
        }
    }

    /// Everything else.
    pub(crate) fn say(&self, text: &str) {
        if self.silent {
            return;
        }
        let mut stderr = std::io::stderr().lock();
        let _ = stderr.write_all(text.as_bytes()).and_then(|()| stderr.write_all(b"\n"));
    }

    /// Something could not be done.
    pub(crate) fn error(&self, text: &str) {
        self.say(&format!("error: {text}"));
    }

    /// Diagnostics, drawn, most important first.
    pub(crate) fn diagnostics(&self, sources: &Sources, diagnostics: &[Diagnostic]) {
        for diagnostic in diagnostics {
            let text = if self.plain {
                draw::narrate(sources, diagnostic)
            } else {
                draw::draw(sources, diagnostic, self.colour)
            };
            self.say(&text);
            self.say("");
        }
    }

    /// "3 errors, 1 warning" and where to read more.
    pub(crate) fn summary(&self, diagnostics: &[Diagnostic]) {
        let count =
            |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
        let mut parts = Vec::new();
        for (severity, one, many) in [
            (Severity::Error, "error", "errors"),
            (Severity::Warning, "warning", "warnings"),
            (Severity::Note, "note", "notes"),
        ] {
            match count(severity) {
                0 => {}
                1 => parts.push(format!("1 {one}")),
                more => parts.push(format!("{more} {many}")),
            }
        }
        if parts.is_empty() {
            return;
        }
        self.say(&format!("{}.", parts.join(", ")));
        if let Some(first) = diagnostics.iter().find(|diagnostic| diagnostic.is_error()) {
            self.say(&format!("For more on the first error: threshold explain {}", first.code.0));
        }
    }
}

/// Results that come piece by piece.
pub(crate) struct Results {
    out: Out,
    /// Nobody reads on.
    closed: bool,
}

enum Out {
    Standard(BufWriter<Stdout>),
    File(Box<project::Aside>),
}

impl Results {
    /// Adds a piece. Says whether there is any use in more.
    pub(crate) fn write(&mut self, text: &str, talk: &Talk) -> bool {
        self.closed |= match &mut self.out {
            Out::Standard(out) => out.write_all(text.as_bytes()).is_err(),
            Out::File(aside) => aside.write(text).map_err(|error| talk.error(&error.to_string())).is_err(),
        };
        !self.closed
    }

    /// Ends the results. Says whether they came to where they belong; a closed pipe is not our reader's mistake.
    pub(crate) fn finish(self, talk: &Talk) -> bool {
        match self.out {
            Out::Standard(mut out) => {
                let _ = out.flush();
                true
            }
            Out::File(_) if self.closed => false,
            Out::File(aside) => aside.finish().map_err(|error| talk.error(&error.to_string())).is_ok(),
        }
    }
}
