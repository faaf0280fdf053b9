//! The postcode reader.

use std::collections::BTreeMap;

use placewell_domain::place::{Coordinates, Postcode};
use placewell_travel::circuity::straight_metres;
use placewell_travel::grid::Grid;
use placewell_travel::postcodes::{ImportReport, PostcodeReader, RowFault};
use proptest::prelude::*;

type Found = BTreeMap<String, Coordinates>;

fn read(bytes: &[u8]) -> (Found, ImportReport) {
    let mut report = ImportReport::default();
    let found = PostcodeReader::new(bytes, Grid::new().unwrap())
        .filter_map(|row| report.count(row))
        .map(|(postcode, at): (Postcode, _)| (postcode.as_str().to_owned(), at))
        .collect();
    (found, report)
}

#[test]
fn the_official_layout_has_no_header_and_ten_columns() {
    let (found, report) = read(
        b"\"NP108XG\",10,328897,185772,\"W92000004\",\"\",\"7A6\",\"\",\"W06000022\",\"W05001664\"\r\n\
          \"NP20 1AA\",10,331005,188347,\"W92000004\",\"\",\"7A6\",\"\",\"W06000022\",\"W05001664\"\r\n",
    );
    assert_eq!((report.taken, report.passed_over.len()), (2, 0));
    assert_eq!(found.keys().collect::<Vec<_>>(), ["NP10 8XG", "NP20 1AA"]);
    let offices = Coordinates::from_degrees(51.566_7, -3.027).unwrap();
    assert!(straight_metres(found["NP10 8XG"], offices) < 150, "{:?}", found["NP10 8XG"]);
}

#[test]
fn bad_rows_are_reported_by_fault_with_their_first_line_and_the_rest_is_taken() {
    let (found, report) = read(
        b"\xEF\xBB\xBFPostcode,Quality,Eastings,Northings\nNP20 1AA,10,331005,188347\nnot a postcode,10,1,1\n\
          NP20 1AB,90,0,0\nNP20 1AD,10,x,1\nNP20 1AE,10,700001,1\nNP20\nNP20 1AF, 10 , 331401 ,187774\n",
    );
    assert_eq!(found.len(), 2);
    let expected = [
        (RowFault::Columns, (1, 7)),
        (RowFault::Postcode, (1, 3)),
        (RowFault::NoPosition, (1, 4)),
        (RowFault::Grid, (2, 5)),
    ];
    assert_eq!(report, ImportReport { taken: 2, passed_over: expected.into() });
}

#[test]
fn a_row_is_on_the_line_that_an_editor_shows() {
    for end in ["\n", "\r\n"] {
        let rows = ["NP20 1AA,10,331005,188347", "", "nowhere,10,1,1", "", "", "NP20 1AB,90,0,0"];
        let (found, report) = read(rows.join(end).as_bytes());
        assert_eq!(found.len(), 1);
        let expected = [(RowFault::Postcode, (1, 3)), (RowFault::NoPosition, (1, 6))];
        assert_eq!(report.passed_over, expected.into(), "{end:?}");
    }
}

#[test]
fn the_sample_is_read_whole_and_lies_in_south_east_wales() {
    let packed =
        std::fs::File::open(concat!(env!("CARGO_MANIFEST_DIR"), "/../../sample/codepoint-open-np.csv.gz"))
            .unwrap();
    let rows = PostcodeReader::new(flate2::read::GzDecoder::new(packed), Grid::new().unwrap());
    let mut report = ImportReport::default();
    let all: Vec<(Postcode, Coordinates)> = rows.filter_map(|row| report.count(row)).collect();
    assert_eq!((all.len(), report.passed_over), (13_889, BTreeMap::new()));
    for (postcode, at) in &all {
        let inside = (51.4..52.1).contains(&at.lat()) && (-3.5..-2.5).contains(&at.lon());
        assert!(inside && postcode.as_str().starts_with("NP"), "{postcode:?} {at:?}");
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_to_their_end(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let rows = PostcodeReader::new(bytes.as_slice(), Grid::new().unwrap()).count();
        prop_assert!(rows <= bytes.len() + 1);
    }
}
