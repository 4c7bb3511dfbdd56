//! Finding, reading and writing files.
//!
//! Order is the order of names, never the disk's. Links are not followed, devices are not opened.

use std::fs;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use super::ProjectError;

/// The most rule files under one folder.
pub(super) const MOST_FILES: usize = 200;

/// The largest case file that is read whole; JSON lines and CSV are streamed.
pub const LARGEST_CASE_FILE: u64 = 20 * 1024 * 1024;

/// The largest table of an extract that is imported: 256 MiB.
pub const LARGEST_TABLE: u64 = 256 * 1024 * 1024;

/// The bytes of an ordinary file, no larger than `limit`.
///
/// # Errors
/// When it is missing, not an ordinary file, too large or unreadable.
pub fn read_bytes(path: &Path, limit: u64) -> Result<Vec<u8>, ProjectError> {
    let about = fs::metadata(path).map_err(|why| missing_or(path, why))?;
    if !about.is_file() {
        return Err(ProjectError::NotAFile(path.to_owned()));
    }
    if about.len() > limit {
        return Err(ProjectError::TooLarge { path: path.to_owned(), limit });
    }
    let mut bytes = Vec::new();
    let unreadable = |why| ProjectError::Unreadable { path: path.to_owned(), why };
    fs::File::open(path).map_err(unreadable)?.take(limit + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

/// An ordinary file, to be read piece by piece, however large.
///
/// # Errors
/// When it is not an ordinary file, or cannot be opened.
pub fn open_to_stream(path: &Path) -> std::io::Result<BufReader<fs::File>> {
    if !fs::metadata(path)?.is_file() {
        return Err(std::io::Error::other("it is not an ordinary file"));
    }
    fs::File::open(path).map(BufReader::new)
}

/// The text of an ordinary file; bytes that are not UTF-8 stay visible to the caller as an error of the text.
///
/// # Errors
/// As [`read_bytes`].
pub fn read_text(path: &Path, limit: u64) -> Result<Result<String, usize>, ProjectError> {
    let bytes = read_bytes(path, limit)?;
    Ok(String::from_utf8(bytes).map_err(|error| error.utf8_error().valid_up_to()))
}

/// All rule files (`.facts`, `.rules`, `.board`) at or below a path, by name.
///
/// # Errors
/// When the path is missing or a folder cannot be listed, or there are more than [`MOST_FILES`].
pub fn rule_files_in(path: &Path) -> Result<Vec<PathBuf>, ProjectError> {
    let found = files_in(path, &|file| has_extension(file, &["facts", "rules", "board"]), &|_| false)?;
    if found.len() > MOST_FILES {
        return Err(ProjectError::TooMany(path.to_owned(), MOST_FILES));
    }
    Ok(found)
}

/// All case files at or below a path, by name. List companions (`NAME.LIST.csv`) are left out. A folder whose name
/// ends in `.case` is one case, given as the folder; what lies in it is not given.
///
/// # Errors
/// When the path is missing or a folder cannot be listed.
pub fn cases_in(path: &Path) -> Result<Vec<PathBuf>, ProjectError> {
    files_in(path, &|file| is_case_file(file), &is_case_folder)
}

/// Is it the folder of one case (`EX-2015-014.case`), with one file per agency?
#[must_use]
pub fn is_case_folder(path: &Path) -> bool {
    has_extension(path, &["case"]) && path.is_dir()
}

/// The agencies' files in the folder of one case, by name; and the list of agencies asked, where there is one.
///
/// # Errors
/// When the folder cannot be listed.
pub fn agency_files(folder: &Path) -> Result<(Vec<PathBuf>, Option<PathBuf>), ProjectError> {
    let is_list = |path: &Path| path.file_name().is_some_and(|name| name == "agencies.yaml");
    let (lists, files): (Vec<PathBuf>, Vec<PathBuf>) =
        files_in(folder, &|file| is_case_file(file), &|_| false)?.into_iter().partition(|path| is_list(path));
    Ok((files, lists.into_iter().next()))
}

/// Does its name say that it holds cases?
#[must_use]
pub fn is_case_file(path: &Path) -> bool {
    let companion = path.file_stem().is_some_and(|stem| stem.to_string_lossy().contains('.'))
        && has_extension(path, &["csv"]);
    has_extension(path, &["yaml", "yml", "json", "jsonl", "csv"]) && !companion
}

/// The list companions of a CSV file (`NAME.LIST.csv` beside `NAME.csv`), by name.
#[must_use]
pub fn companions(file: &Path) -> Vec<PathBuf> {
    let Some(stem) = file.file_stem().map(|stem| format!("{}.", stem.to_string_lossy())) else {
        return Vec::new();
    };
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut found: Vec<PathBuf> = entries(folder)
        .unwrap_or_default()
        .into_iter()
        .filter(|path| has_extension(path, &["csv"]) && path.file_name() != file.file_name())
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&stem)))
        .collect();
    found.sort();
    found
}

/// Writes a file aside and renames it into place, so that a reader never sees half of it.
///
/// # Errors
/// When it cannot be written.
pub fn write_aside(path: &Path, text: &str) -> Result<(), ProjectError> {
    let mut aside = Aside::create(path)?;
    aside.write(text)?;
    aside.finish()
}

/// A file written aside, piece by piece, and renamed into place at its end.
#[derive(Debug)]
pub struct Aside {
    path: PathBuf,
    beside: PathBuf,
    file: BufWriter<fs::File>,
    in_place: bool,
}

impl Drop for Aside {
    /// What was not finished leaves nothing behind.
    fn drop(&mut self) {
        if !self.in_place {
            let _ = fs::remove_file(&self.beside);
        }
    }
}

impl Aside {
    /// Begins it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn create(path: &Path) -> Result<Self, ProjectError> {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(".part");
        let beside = path.with_file_name(name);
        let file = fs::File::create(&beside)
            .map_err(|why| ProjectError::Unwritable { path: path.to_owned(), why })?;
        Ok(Self { path: path.to_owned(), beside, file: BufWriter::new(file), in_place: false })
    }

    /// Adds a piece.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&mut self, text: &str) -> Result<(), ProjectError> {
        self.file.write_all(text.as_bytes()).map_err(|why| self.unwritable(why))
    }

    /// Puts the whole into its place.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> Result<(), ProjectError> {
        self.file.flush().map_err(|why| self.unwritable(why))?;
        self.file.get_ref().sync_all().map_err(|why| self.unwritable(why))?;
        fs::rename(&self.beside, &self.path).map_err(|why| self.unwritable(why))?;
        self.in_place = true;
        Ok(())
    }

    fn unwritable(&self, why: std::io::Error) -> ProjectError {
        ProjectError::Unwritable { path: self.path.clone(), why }
    }
}

/// The files wanted, at or below a path; a folder that is `whole` is given itself.
fn files_in(
    path: &Path,
    wanted: &dyn Fn(&Path) -> bool,
    whole: &dyn Fn(&Path) -> bool,
) -> Result<Vec<PathBuf>, ProjectError> {
    let about = fs::metadata(path).map_err(|why| missing_or(path, why))?;
    if !about.is_dir() || whole(path) {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in entries(&folder)? {
            let kind = fs::symlink_metadata(&entry).map_err(|why| missing_or(&entry, why))?.file_type();
            if kind.is_dir() && whole(&entry) {
                found.push(entry);
            } else if kind.is_dir() && !is_hidden(&entry) {
                folders.push(entry);
            } else if kind.is_file() && wanted(&entry) {
                found.push(entry);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, ProjectError> {
    let unreadable = |why| ProjectError::Unreadable { path: folder.to_owned(), why };
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        entries.push(entry.map_err(unreadable)?.path());
    }
    Ok(entries)
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.') || name == "target")
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    path.extension().is_some_and(|extension| extensions.iter().any(|wanted| extension == *wanted))
}

fn missing_or(path: &Path, why: std::io::Error) -> ProjectError {
    if why.kind() == std::io::ErrorKind::NotFound {
        ProjectError::Missing(path.to_owned())
    } else {
        ProjectError::Unreadable { path: path.to_owned(), why }
    }
}
