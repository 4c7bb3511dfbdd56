//! A picture of how times grow, drawn by hand, readable without colour and by a screen reader.

use std::fmt::Write;

/// Rules and facts, the median, the worst, in microseconds.
type Point = ((usize, usize), f64, f64);

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 360.0;
const LEFT: f64 = 90.0;
const BOTTOM: f64 = 300.0;
const TOP: f64 = 40.0;

/// Times over sizes, on a scale of powers of ten.
pub(crate) fn growth(points: &[Point]) -> String {
    let powers = powers(points);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
         aria-labelledby=\"title desc\" font-family=\"sans-serif\" font-size=\"14\">\n  \
         <title id=\"title\">How the exact set grows with rules and facts</title>\n  <desc id=\"desc\">{}</desc>\n  \
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#ffffff\"/>\n",
        spoken(points)
    );
    for power in powers.0..=powers.1 {
        let y = height(10_f64.powi(power), powers);
        writeln!(
            svg,
            "  <line x1=\"{LEFT}\" y1=\"{y:.1}\" x2=\"{WIDTH}\" y2=\"{y:.1}\" stroke=\"#b0b0b0\"/>\n  \
             <text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
            LEFT - 8.0,
            y + 5.0,
            time(10_f64.powi(power))
        )
        .unwrap();
    }
    let worst: Vec<(f64, f64)> = places(points, powers, |point| point.2);
    let median: Vec<(f64, f64)> = places(points, powers, |point| point.1);
    drawn(&mut svg, &worst, ("worst", "8 5"));
    drawn(&mut svg, &median, ("median", "none"));
    for (((rules, facts), _, _), (x, _)) in points.iter().zip(&median) {
        writeln!(svg, "  <text x=\"{x:.1}\" y=\"325\" text-anchor=\"middle\">{rules} x {facts}</text>")
            .unwrap();
    }
    svg.push_str(
        "  <text x=\"350\" y=\"350\" text-anchor=\"middle\">rules x facts, every fact open</text>\n</svg>\n",
    );
    svg
}

fn spoken(points: &[Point]) -> String {
    let parts = points.iter().map(|((rules, facts), median, worst)| {
        format!("{rules} rules and {facts} facts: median {}, worst {}.", time(*median), time(*worst))
    });
    parts.collect::<Vec<_>>().join(" ")
}

fn time(microseconds: f64) -> String {
    match microseconds {
        few if few < 1e3 => format!("{few:.0} µs"),
        more if more < 1e6 => format!("{} ms", digits(more / 1e3)),
        long => format!("{} s", digits(long / 1e6)),
    }
}

fn digits(value: f64) -> String {
    if value < 10.0 && value.fract() > 0.05 { format!("{value:.1}") } else { format!("{value:.0}") }
}

/// The powers of ten between which all times lie.
fn powers(points: &[Point]) -> (i32, i32) {
    let mut powers = (0, 1);
    while points.iter().any(|point| point.2 > 10_f64.powi(powers.1)) {
        powers.1 += 1;
    }
    while points.iter().all(|point| point.1 > 10_f64.powi(powers.0 + 1)) {
        powers.0 += 1;
    }
    powers
}

fn height(time: f64, (low, high): (i32, i32)) -> f64 {
    let share = (time.log10() - f64::from(low)) / f64::from(high - low);
    BOTTOM - share * (BOTTOM - TOP)
}

fn places(points: &[Point], powers: (i32, i32), of: impl Fn(&Point) -> f64) -> Vec<(f64, f64)> {
    let step = (WIDTH - LEFT - 140.0) / 2.0;
    let mut x = LEFT + 50.0 - step;
    let mut place = |point: &Point| {
        x += step;
        (x, height(of(point), powers))
    };
    points.iter().map(&mut place).collect()
}

fn drawn(svg: &mut String, places: &[(f64, f64)], (name, dashes): (&str, &str)) {
    let line: Vec<String> = places.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    writeln!(
        svg,
        "  <polyline points=\"{}\" fill=\"none\" stroke=\"#1a1a1a\" stroke-width=\"2\" stroke-dasharray=\"{dashes}\"/>",
        line.join(" ")
    )
    .unwrap();
    for (x, y) in places {
        writeln!(svg, "  <circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\" fill=\"#1a1a1a\"/>").unwrap();
    }
    if let Some((x, y)) = places.last() {
        writeln!(svg, "  <text x=\"{:.1}\" y=\"{:.1}\">{name}</text>", x + 12.0, y + 5.0).unwrap();
    }
}
