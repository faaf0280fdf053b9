//! The drawing: what lies around first, then areas, then marks with their numbers.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::Map;
use super::frame::{Frame, WIDTH};
use crate::words::maps as words;
use crate::words::markup::escaped;

/// The most lines that are drawn; where more would fit in, those of each spot are drawn once on a coarser raster.
const MOST_LINES: usize = 4_000;

/// How high a label is.
const HIGH: i32 = 22;

/// How many numbers a label holds.
const NUMBERS: usize = 3;

/// The map as a whole `svg` element; `None` when there is nothing to show.
#[must_use]
pub fn draw(map: &Map<'_>) -> Option<String> {
    let frame = Frame::around(map)?;
    let mut svg = String::new();
    // Writing to a text in memory does not fail.
    let _ = write!(
        svg,
        "<svg class=\"map\" role=\"img\" viewBox=\"0 0 {WIDTH} {:.0}\" aria-labelledby=\"map\" aria-describedby=\"map-says\">\
         <title id=\"map\">{}</title><desc id=\"map-says\">{}</desc>",
        frame.height,
        escaped(map.title),
        escaped(&words::says(map.marks.len(), map.areas.iter().map(|area| area.learners).sum())),
    );
    backdrop(&mut svg, map, &frame);
    areas(&mut svg, map, &frame);
    marks(&mut svg, map, &frame);
    scale(&mut svg, &frame);
    svg.push_str("</svg>");
    Some(svg)
}

type Point = (i32, i32);

fn backdrop(svg: &mut String, map: &Map<'_>, frame: &Frame) {
    let seen = map.backdrop.lines.iter().filter_map(|(from, to)| {
        let ends = [from, to].map(|at| frame.point((at.lat_udeg, at.lon_udeg)));
        let inside = ends.iter().any(|end| frame.holds(*end));
        (inside && ends[0] != ends[1]).then_some(ends)
    });
    let lines: Vec<[Point; 2]> = seen.collect::<BTreeSet<_>>().into_iter().collect();
    let lines = thinned(lines);
    if !lines.is_empty() {
        svg.push_str("<path class=\"line\" d=\"");
        for [from, to] in &lines {
            let _ = write!(svg, "M{} {}L{} {}", from.0, from.1, to.0, to.1);
        }
        svg.push_str("\"/>");
    }
    let stops = map.backdrop.stops.iter().map(|at| frame.point((at.lat_udeg, at.lon_udeg)));
    let stops: BTreeSet<Point> = stops.filter(|at| frame.holds(*at)).collect();
    // Where they would run into each other, the lines tell where they are.
    if !stops.is_empty() && stops.len() <= MOST_LINES / 4 {
        svg.push_str("<path class=\"stop\" d=\"");
        for (x, y) in stops {
            let _ = write!(svg, "M{x} {y}h0");
        }
        svg.push_str("\"/>");
    }
}

/// Lines on a raster so coarse that not too many are left.
fn thinned(mut lines: Vec<[Point; 2]>) -> Vec<[Point; 2]> {
    let mut raster = 2;
    while lines.len() > MOST_LINES && raster <= 64 {
        let snap = |(x, y): Point| (x.div_euclid(raster) * raster, y.div_euclid(raster) * raster);
        let coarse = lines.iter().map(|ends| ends.map(snap)).filter(|[from, to]| from != to);
        lines = coarse.collect::<BTreeSet<_>>().into_iter().collect();
        raster *= 2;
    }
    lines.truncate(MOST_LINES);
    lines
}

fn areas(svg: &mut String, map: &Map<'_>, frame: &Frame) {
    for area in map.areas {
        let [south_west, north_east] = area.square.corners().map(|corner| frame.point(corner));
        let (width, height) = (north_east.0 - south_west.0, south_west.1 - north_east.1);
        let _ = write!(
            svg,
            "<rect class=\"area\" x=\"{}\" y=\"{}\" width=\"{width}\" height=\"{height}\"/>",
            south_west.0, north_east.1
        );
        label(svg, "count", (south_west.0 + 6, north_east.1 + 15), "", &words::learners(area.learners));
    }
}

/// Marks that share a label, and where its middle is.
struct Group {
    at: Point,
    numbers: Vec<usize>,
}

impl Group {
    fn said(&self) -> String {
        words::numbers(&self.numbers, NUMBERS)
    }

    fn width(&self) -> i32 {
        14 + 7 * i32::try_from(self.said().chars().count()).unwrap_or_default()
    }

    /// Whether two labels would run into each other.
    fn touches(&self, other: &Self) -> bool {
        let apart = (self.width() + other.width()) / 2;
        (self.at.0 - other.at.0).abs() < apart && (self.at.1 - other.at.1).abs() < HIGH
    }
}

/// The marks by label: those whose labels would run into each other share one.
fn grouped(map: &Map<'_>, frame: &Frame) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for mark in map.marks {
        let at = frame.point((mark.at.lat_udeg, mark.at.lon_udeg));
        let mut group = Group { at, numbers: vec![mark.number] };
        // A label that has grown may run into another.
        while let Some(near) = groups.iter().position(|other| other.touches(&group)) {
            let known = groups.remove(near);
            group = Group { at: known.at, numbers: known.numbers.into_iter().chain(group.numbers).collect() };
        }
        group.numbers.sort_unstable();
        groups.push(group);
    }
    groups
}

fn marks(svg: &mut String, map: &Map<'_>, frame: &Frame) {
    let names: BTreeMap<usize, &str> =
        map.marks.iter().map(|mark| (mark.number, mark.name.as_str())).collect();
    for group in grouped(map, frame) {
        let ((x, y), width) = (group.at, group.width());
        let named: Vec<String> = group
            .numbers
            .iter()
            .filter_map(|number| names.get(number).map(|name| format!("{number}. {name}")))
            .collect();
        let _ = write!(
            svg,
            "<g class=\"mark\"><title>{}</title><rect x=\"{}\" y=\"{}\" width=\"{width}\" height=\"{HIGH}\" rx=\"11\"/>",
            escaped(&named.join("; ")),
            x - width / 2,
            y - HIGH / 2,
        );
        label(svg, "number", (x, y + 5), " text-anchor=\"middle\"", &group.said());
        svg.push_str("</g>");
    }
}

fn scale(svg: &mut String, frame: &Frame) {
    let (length, words) = frame.scale();
    #[expect(clippy::cast_possible_truncation, reason = "the height of a drawing")]
    let y = frame.height as i32 - 8;
    let _ = write!(svg, "<path class=\"scale\" d=\"M12 {}v6h{length}v-6\"/>", y - 6);
    label(svg, "", (18 + length, y), "", words);
}

fn label(svg: &mut String, class: &str, (x, y): Point, more: &str, words: &str) {
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    let _ = write!(svg, "<text{class} x=\"{x}\" y=\"{y}\"{more}>{}</text>", escaped(words));
}
