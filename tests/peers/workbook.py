#!/usr/bin/env python3
"""Every table of evidence as a workbook, opened by programs that are not ours.

    pip install openpyxl
    cargo build --release
    python3 tests/peers/workbook.py target/release/placewell

The demo writes the tables of its term of placements as CSV, XLSX and PDF. None may be empty. openpyxl must open each
workbook, find both sheets and the same rows as in the CSV, and no formula. The PDF must begin as one; `pdf.py` says more of those, and `libreoffice.py` opens the workbooks
with a program that people have.
"""

import csv
import json
import pathlib
import subprocess
import sys
import tempfile

import openpyxl

SAMPLE = str(pathlib.Path("sample").resolve())


def rows_of(file):
    with open(file, newline="", encoding="utf-8-sig") as opened:
        return list(csv.reader(opened))


def same(cell, text):
    """Whether a cell of the workbook says what the CSV says."""
    if hasattr(cell, "date"):
        return cell.date().isoformat() == text
    if isinstance(cell, (int, float)):
        return abs(float(text) - cell) < 0.006
    said = "" if cell is None else str(cell)
    return said == text or "'" + said == text


def looked_at(folder, name):
    written = rows_of(folder / f"{name}.csv")
    book = openpyxl.load_workbook(folder / f"{name}.xlsx")
    assert book.sheetnames == ["Table", "About this table"], book.sheetnames
    found = list(book["Table"].iter_rows(values_only=True))
    assert len(found) == len(written), f"{name}: {len(found)} rows, {len(written)} in the CSV"
    for cells, texts in zip(found[1:], written[1:]):
        for cell, text in zip(cells, texts[:-1]):
            assert same(cell, text), f"{name}: {cell!r} and {text!r}"
    formulas = [cell.value for row in book["Table"].iter_rows() for cell in row if cell.data_type == "f"]
    assert not formulas, formulas
    assert (folder / f"{name}.pdf").read_bytes().startswith(b"%PDF-"), name
    return len(written) - 1


def tables(placewell, folder):
    """Has the demo write every table of its term of placements; the folder of the tables, and their names."""
    subprocess.run([placewell, "demo", "--term", "--data", folder / "data", "--sample", SAMPLE], check=True,
                   stdout=subprocess.DEVNULL)
    written = folder / "data" / "term" / "evidence"
    return written, sorted(file.stem for file in written.glob("*.csv"))


def main():
    placewell = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory(prefix="placewell-peers-") as made:
        folder = pathlib.Path(made)
        written, names = tables(placewell, folder)
        rows = {name: looked_at(written, name) for name in names}
        assert all(rows.values()), f"an empty table: {rows}"
        print(json.dumps({"rows": rows}))


if __name__ == "__main__":
    main()
