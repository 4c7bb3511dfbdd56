//! A sentence or a list of them, as rules, definitions, checks and guarantees hold.

use super::list_heading;
use super::outline::{ItemOutline, ListOutline};
use super::pieces::{Kind, Piece};
use super::reader::Reader;
use super::tree::{Body, Citation, Heading, Item, List};
use super::words::{Words, inner};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// Reads what stands after `when`: a sentence, or a heading and its list.
pub(super) fn body<'a>(
    reader: &mut Reader<'a>,
    words: Words<'_, 'a>,
    list: Option<&ListOutline<'a>>,
) -> Option<Body> {
    match list {
        Some(list) => Some(Body::List(with_list(reader, words, list))),
        None => alone(reader, words),
    }
}

/// As [`body`]; an empty list that is not whole where nothing could be read, which was reported.
pub(super) fn condition<'a>(
    reader: &mut Reader<'a>,
    words: Words<'_, 'a>,
    list: Option<&ListOutline<'a>>,
) -> Body {
    let read = if words.is_empty() && list.is_none() { None } else { body(reader, words, list) };
    read.unwrap_or_else(|| Body::List(unheaded(words.span(), words.span(), Vec::new())))
}

/// A list whose heading is none, read as if all of its items counted.
fn unheaded(heading_span: Span, span: Span, items: Vec<Item>) -> List {
    List { heading: Heading::All, for_which: None, heading_span, items, whole: false, span }
}

/// The citations of a phrase, without their brackets.
pub(super) fn citations<'p, 'a: 'p>(
    reader: &Reader<'a>,
    pieces: impl IntoIterator<Item = &'p Piece<'a>>,
) -> Vec<Citation> {
    let of_this = pieces.into_iter().filter(|piece| piece.kind == Kind::Citation);
    of_this.map(|piece| inner(reader.source, piece)).collect()
}

/// The items of a list, whatever its heading.
pub(super) fn items<'a>(reader: &mut Reader<'a>, list: &ListOutline<'a>) -> Vec<Item> {
    list.items.iter().filter_map(|item| read_item(reader, item)).collect()
}

/// The words of an item as they are, for lists that hold names and not sentences.
pub(super) fn item_words<'p, 'a>(reader: &Reader<'a>, item: &'p ItemOutline<'a>) -> Words<'p, 'a> {
    reader.words(&item.phrase.words)
}

fn read_item<'a>(reader: &mut Reader<'a>, item: &ItemOutline<'a>) -> Option<Item> {
    let words = item_words(reader, item);
    if words.is_empty() {
        report_empty_item(reader, item);
        item.list.as_ref()?;
    }
    Some(Item {
        label: item.marker.raw.to_owned(),
        label_span: reader.place(&item.marker),
        body: body(reader, words, item.list.as_ref())?,
        citations: citations(reader, &item.phrase.citations),
    })
}

/// Says that nothing stands behind a marker.
pub(super) fn report_empty_item(reader: &mut Reader<'_>, item: &ItemOutline<'_>) {
    let place = reader.place(&item.marker);
    let title = format!("Nothing stands behind `{}`", item.marker.raw);
    reader.report(Diagnostic::error("E0120", place, title).help("Write the item, or leave its marker out."));
}

/// A heading that is none, or is missing, was reported; the items are read, so that what is wrong in them is told in
/// the same run.
fn with_list<'a>(reader: &mut Reader<'a>, words: Words<'_, 'a>, list: &ListOutline<'a>) -> List {
    let found = if words.is_empty() { None } else { list_heading::read(reader, words) };
    let items = items(reader, list);
    let Some(found) = found else {
        let span = reader.at(words.span().start, list.end(words.span().end));
        return unheaded(words.span(), span, items);
    };
    let of = [", for which", ", for whom"].into_iter().find_map(|words| found.lead.without_end(words));
    let for_which = of.filter(|of| !of.is_empty()).map(Words::text);
    if for_which.is_none() && !found.lead.is_empty() {
        report_lead(reader, found.lead);
    }
    let start = words.span().start;
    let span = reader.at(start, list.end(words.span().end));
    let whole = items.len() == list.items.len();
    List { heading: found.heading, for_which, heading_span: found.span, items, whole, span }
}

fn report_lead(reader: &mut Reader<'_>, lead: Words<'_, '_>) {
    reader.report(
        Diagnostic::error(
            "E0118",
            lead.span(),
            format!("`{}` stands before the heading of a list", lead.text().text),
        )
        .because("Sentences combine only as items of a list, never by words between them.")
        .help(if lead.text().text.eq_ignore_ascii_case("not") {
            "For *not all*, write `none of these is true:` and as its one item `all of these are true:`, with the sentences \
             below it; for *not any*, write `none of these is true:`."
        } else {
            "Make it an item of its own; before a heading only `…, for which` (of people, `…, for whom`) may stand."
        }),
    );
}

fn alone<'a>(reader: &mut Reader<'a>, words: Words<'_, 'a>) -> Option<Body> {
    let mut words = words;
    if let [only] = words.pieces
        && only.kind == Kind::Quoted
    {
        return Some(Body::Quoted(inner(reader.source, only)));
    }
    if let Some(place) = heading_without_items(words) {
        reader.report(
            Diagnostic::error("E0120", place, format!("No items follow `{}`", reader_text(reader, place)))
                .help("Write the items below it, each with its marker: `(a) …; (b) ….`"),
        );
        return None;
    }
    if words.eat("whether or not") {
        return Some(Body::WhetherOrNot(words.text()));
    }
    Some(Body::Sentence(words.text()))
}

fn reader_text(reader: &Reader<'_>, place: Span) -> String {
    super::words::straight(reader.text.get(place.start..place.end).unwrap_or(""))
}

/// A list heading where a sentence should be: with its colon but no marker, or with neither.
pub(super) fn heading_without_items(words: Words<'_, '_>) -> Option<Span> {
    let before = list_heading::before_colon(words).map_or(words, |(before, _)| before);
    list_heading::find(before).map(|found| found.span)
}
