#!/usr/bin/env python3
"""Every table of evidence as a workbook, opened by programs that are not ours.

    pip install openpyxl
    cargo build --release
    python3 tests/peers/workbook.py target/release/placewell

The demo's tables are written as CSV, XLSX and PDF. openpyxl must open each workbook, find both sheets and the same rows as
in the CSV, and no formula. The PDF must begin as one; `pdf.py` says more of those, and `libreoffice.py` opens the workbooks
with a program that people have.
"""

import csv
import json
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

import openpyxl

SAMPLE = str(pathlib.Path("sample").resolve())
TABLES = ["register", "meaningful", "two_weeks", "attendance", "employers", "views", "destinations", "internships",
          "siqaf", "experience"]
OF_HUB = ["hub_gaps", "hub_outcomes", "hub_views"]


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


def tables(placewell, folder, forms):
    """Writes every table of the demo in some formats; the names of the tables."""
    settings = {"database.url": f"sqlite:{folder}/data/placewell.db", "keys.file": f"{folder}/data/placewell.keys"}
    (folder / "data").mkdir()
    subprocess.run([placewell, "demo", "--exit", "--data", folder / "data", "--sample", SAMPLE, "--database",
                    settings["database.url"]], check=True, stdout=subprocess.DEVNULL)
    words = [word for key, value in settings.items() for word in ("--set", f"{key}={value}")]
    store = sqlite3.connect(folder / "data" / "placewell.db")
    ids = dict(store.execute("SELECT kind, MIN(id) FROM organisations GROUP BY kind"))
    store.close()
    for name in TABLES + OF_HUB:
        whose = ["--hub", ids["hub"]] if name in OF_HUB else ["--provider", ids["provider"]]
        for form in forms:
            subprocess.run([placewell, "evidence", name, *whose, "--format", form, "--out", folder / f"{name}.{form}",
                            *words], check=True, stdout=subprocess.DEVNULL)
    return TABLES + OF_HUB


def main():
    placewell = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory(prefix="placewell-peers-") as made:
        folder = pathlib.Path(made)
        names = tables(placewell, folder, ("csv", "xlsx", "pdf"))
        print(json.dumps({"rows": {name: looked_at(folder, name) for name in names}}))


if __name__ == "__main__":
    main()
