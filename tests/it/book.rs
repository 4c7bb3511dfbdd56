//! Every example in the docs runs, and every message's page gives exactly its own message.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use threshold::project;
use threshold::vocabulary::Vocabulary;

/// A fenced block: its words after the fence, its text, and where it stands.
struct Fence {
    info: String,
    text: String,
    place: String,
}

fn fences(path: &Path) -> Vec<Fence> {
    let text = fs::read_to_string(path).unwrap();
    let mut found = Vec::new();
    let mut open: Option<Fence> = None;
    for (index, line) in text.lines().enumerate() {
        if let Some(info) = line.strip_prefix("```") {
            if let Some(fence) = open.take() {
                found.push(fence);
            } else {
                let place = format!("{}:{}", path.display(), index + 1);
                open = Some(Fence { info: info.trim().to_owned(), text: String::new(), place });
            }
        } else if let Some(fence) = &mut open {
            fence.text.push_str(line);
            fence.text.push('\n');
        }
    }
    assert!(open.is_none(), "{}: a block is not closed", path.display());
    found
}

fn pages(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "md") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The errors and warnings of a rule text, vocabulary or profile, as `check` gives them.
fn codes(text: &str, ending: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(format!("example.{ending}"));
    fs::write(&path, text).unwrap();
    let loaded = project::load_file(&path).unwrap();
    let on_purpose = |span| project::fails_on_purpose(&loaded.sources, span);
    let proved = loaded.sound.as_ref().map(|sound| {
        let program = threshold::program::lower(sound);
        [
            threshold::analysis::broken(&program, &on_purpose),
            threshold::analysis::never_apply(&program),
            threshold::analysis::unread_presumptions(&program),
        ]
        .concat()
    });
    loaded
        .diagnostics
        .iter()
        .chain(proved.iter().flatten())
        .map(|diagnostic| diagnostic.code.0.to_owned())
        .collect()
}

/// The messages of a record, read with the shipped vocabulary.
fn record_codes(text: &str, ending: &str) -> Vec<String> {
    static VOCABULARY: OnceLock<Vocabulary> = OnceLock::new();
    let vocabulary = VOCABULARY.get_or_init(|| {
        let set = project::load_set("england/working-together-2015", Path::new(".")).unwrap();
        set.into_vocabulary().unwrap()
    });
    let mut sources = threshold::source::Sources::default();
    let id = sources.add(format!("example.{ending}"), text);
    let format = threshold::record::Format::of_name(&format!("example.{ending}")).unwrap();
    let read = threshold::record::read(&sources, id, format, vocabulary);
    let noted = read.records.iter().flat_map(|record| threshold::procedure::applying(vocabulary, record));
    let noted: Vec<_> = noted.collect();
    let found = read.all_diagnostics().into_iter().chain(&noted);
    found.map(|diagnostic| diagnostic.code.0.to_owned()).collect()
}

#[test]
fn every_message_page_gives_exactly_its_own_message() {
    let mut tried = 0;
    for path in pages("docs/errors") {
        let code = path.file_stem().unwrap().to_string_lossy().into_owned();
        if code.len() != 5 {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with(&format!("# {code}")), "{}: begins with its code", path.display());
        let fences = fences(&path);
        let example = fences.iter().find(|fence| {
            ["rules", "facts", "board", "yaml", "json", "jsonl", "csv"].contains(&fence.info.as_str())
        });
        let Some(example) = example else {
            assert!(
                text.contains("no example of its own"),
                "{}: no example, and no word why",
                path.display()
            );
            continue;
        };
        let mut found = match example.info.as_str() {
            "rules" | "facts" | "board" => codes(&example.text, &example.info),
            ending => record_codes(&example.text, ending),
        };
        found.sort();
        found.dedup();
        if code.starts_with('E') {
            found.retain(|found| found.starts_with('E'));
        }
        assert_eq!(found, [code], "{}", example.place);
        tried += 1;
    }
    assert!(tried > 40, "{tried} pages were tried");
}

#[test]
fn every_rule_text_in_the_docs_checks_clean() {
    for path in pages("docs") {
        if path.starts_with("docs/errors") {
            continue;
        }
        for fence in
            fences(&path).iter().filter(|fence| ["rules", "facts", "board"].contains(&fence.info.as_str()))
        {
            let errors: Vec<_> =
                codes(&fence.text, &fence.info).into_iter().filter(|code| code.starts_with('E')).collect();
            assert!(errors.is_empty(), "{}: {errors:?}", fence.place);
        }
    }
}

/// The reference shows every block of a rule set by itself; together, in the order of the page, they are one that works.
#[test]
fn the_blocks_of_the_reference_are_one_rule_set_that_works() {
    let fences = fences(Path::new("docs/write/language.md"));
    let blocks: Vec<&str> =
        fences.iter().filter(|it| it.info == "rules block").map(|it| it.text.as_str()).collect();
    assert!(blocks.len() > 14, "{} blocks are shown", blocks.len());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("blocks.rules");
    fs::write(&path, blocks.join("\n")).unwrap();
    let found = codes(&blocks.join("\n"), "rules");
    assert!(found.is_empty(), "{found:?}");
    let sound = project::load_file(&path).unwrap().sound.unwrap();
    for one in threshold::trial::run(&sound) {
        let failures: Vec<&str> = one.failures.iter().map(|failure| failure.words.as_str()).collect();
        assert!(failures.is_empty(), "{}: {failures:?}", one.name);
    }
}

#[test]
fn every_record_in_the_docs_reads() {
    for path in pages("docs") {
        if path.starts_with("docs/errors") {
            continue;
        }
        for fence in fences(&path)
            .iter()
            .filter(|fence| ["yaml", "json", "jsonl", "csv"].contains(&fence.info.as_str()))
        {
            let codes = record_codes(&fence.text, &fence.info);
            assert!(codes.is_empty(), "{}: {codes:?}", fence.place);
        }
    }
}

/// What the README shows of a page stands so on the page that the docs show whole, `…` marking what is left out.
#[test]
fn the_page_in_the_readme_is_a_page_of_the_program() {
    let whole = fs::read_to_string("docs/run/results.md").unwrap();
    let fences = fences(Path::new("README.md"));
    let shown = fences.iter().find(|it| it.text.starts_with("Which review, if any?")).unwrap();
    let pieces: Vec<&str> = shown.text.split("…\n").filter(|it| !it.is_empty()).collect();
    assert!(pieces.len() > 1);
    for piece in pieces {
        assert!(whole.contains(piece), "the docs show no such page: {piece}");
    }
}

#[test]
fn every_page_is_in_the_summary_and_every_link_leads_somewhere() {
    let summary = fs::read_to_string("docs/SUMMARY.md").unwrap();
    for path in pages("docs") {
        let inside = path.strip_prefix("docs").unwrap().display().to_string();
        let listed = summary.contains(&format!("({inside})"));
        assert!(listed || inside == "SUMMARY.md", "{inside} is not in the summary");
        let text = fs::read_to_string(&path).unwrap();
        for (at, _) in text.match_indices("](") {
            let link: String = text[at + 2..].chars().take_while(|it| *it != ')').collect();
            let link = link.split('#').next().unwrap().to_owned();
            let outside = link.contains("://") || link.is_empty();
            assert!(outside || path.parent().unwrap().join(&link).exists(), "{}: `{link}`", path.display());
        }
    }
}
