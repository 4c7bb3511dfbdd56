//! Reads the words back out of a written page, without markup, spaces or line ends, so that formats can be compared.

/// Words alone: signs that some format draws with are left out of all of them.
fn squeeze(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace() && !"-|+=#>~".contains(*letter)).collect()
}

/// A page in plain text.
pub(crate) fn from_text(page: &str) -> String {
    squeeze(page)
}

/// A Markdown page, with escapes undone.
pub(crate) fn from_markdown(page: &str) -> String {
    squeeze(&page.lines().map(unescape).collect::<Vec<_>>().join("\n"))
}

fn unescape(line: &str) -> String {
    let mut plain = String::new();
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => plain.extend(letters.next()),
            '*' => {}
            _ => plain.push(letter),
        }
    }
    entities(&plain)
}

fn entities(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&amp;", "&")
}

/// A page of HTML: its body without tags. Fails where tags do not close in order.
pub(crate) fn from_html(page: &str) -> String {
    let body = page.split_once("<main>").unwrap().1.split_once("</main>").unwrap().0;
    let body = &without_pictures(body);
    let mut open: Vec<&str> = Vec::new();
    let mut words = String::new();
    for (number, piece) in body.split('<').enumerate() {
        let Some((tag, text)) = piece.split_once('>').filter(|_| number > 0) else {
            words.push_str(piece);
            continue;
        };
        let name = tag.split_whitespace().next().unwrap();
        match name.strip_prefix('/') {
            Some(closed) => assert_eq!(open.pop(), Some(closed), "tags close in order"),
            None => open.push(name),
        }
        words.push_str(text);
    }
    assert_eq!(open, Vec::<&str>::new(), "every tag is closed");
    squeeze(&entities(&words))
}

/// Without pictures: the table beside each carries its words.
fn without_pictures(body: &str) -> String {
    let mut pieces = body.split("<svg");
    let first = pieces.next().unwrap().to_owned();
    pieces.fold(first, |text, piece| text + piece.split_once("</svg>").unwrap().1)
}

/// The `page` of the first result in a JSON array.
pub(crate) fn from_json(text: &str) -> String {
    let all: serde_json::Value = serde_json::from_str(text).unwrap();
    let mut words = String::new();
    for section in all[0]["page"].as_array().unwrap() {
        words.push_str(section["heading"].as_str().unwrap());
        for line in section["lines"].as_array().unwrap() {
            words.push_str(line.as_str().unwrap());
        }
    }
    squeeze(&words)
}
