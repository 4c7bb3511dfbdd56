//! Which text are we talking about, and where in it?
//!
//! Holds every text by a small id, and turns byte offsets into lines and columns. Reads no files.

mod place;
mod span;

pub use place::Place;
pub use span::{SourceId, Span};

/// One text, with the name people know it by (a path as written, or a shipped title).
#[derive(Debug, Clone)]
pub struct SourceFile {
    name: String,
    text: String,
    line_starts: Vec<usize>,
}

impl SourceFile {
    /// The name shown in messages: the path as the user wrote it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column (both from 1; the column counts characters) of a byte offset.
    #[must_use]
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let line = self.line_starts.partition_point(|start| *start <= offset);
        let start = self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let column = self.text.get(start..offset).map_or(1, |before| before.chars().count() + 1);
        (line.max(1), column)
    }
}

/// Every text of a run. Ids are handed out in the order of adding.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Adds a text under the name people know it by.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        let text = text.into();
        let mut line_starts = vec![0];
        line_starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
        self.files.push(SourceFile { name: name.into(), text, line_starts });
        SourceId::new(self.files.len() - 1)
    }

    /// The file of an id. Ids come only from [`Sources::add`], so an unknown id is answered with `None` by
    /// another collection's id alone.
    #[must_use]
    pub fn get(&self, id: SourceId) -> Option<&SourceFile> {
        self.files.get(id.index())
    }

    /// The files alone, in the order of adding.
    #[must_use]
    pub fn into_files(self) -> Vec<SourceFile> {
        self.files
    }

    /// The text under a span, or nothing when it lies outside its file.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        self.get(span.source).and_then(|file| file.text.get(span.start..span.end)).unwrap_or("")
    }

    /// `name:line` of a span's start, as printed in explanations.
    #[must_use]
    pub fn place(&self, span: Span) -> String {
        self.get(span.source).map_or_else(String::new, |file| {
            let (line, _) = file.line_column(span.start);
            format!("{}:{line}", file.name)
        })
    }

    /// All files, in the order of adding.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &SourceFile)> {
        self.files.iter().enumerate().map(|(index, file)| (SourceId::new(index), file))
    }
}
