#!/usr/bin/env python3
"""Every table of evidence as a workbook, opened by programs that are not ours.

    pip install openpyxl        and, if it is there, LibreOffice
    cargo build --release
    python3 tests/peers/workbook.py target/release/placewell

The demo's tables are written as CSV, XLSX and PDF. openpyxl must open each workbook, find both sheets and the same rows as
in the CSV, and no formula. LibreOffice, where it is installed, must turn each into CSV with as many rows. The PDF must begin
as one; `pdf.py` says more of those.
"""

import csv
import json
import pathlib
import shutil
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


def looked_at(folder, name, office):
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
    if office:
        turned = folder / "office"
        subprocess.run([office, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "csv",
                        "--outdir", turned, folder / f"{name}.xlsx"], check=True, capture_output=True)
        rows = rows_of(turned / f"{name}.csv")
        assert len(rows) == len(written), f"{name}: LibreOffice finds {len(rows)} rows"
    return len(written) - 1


def main():
    placewell = str(pathlib.Path(sys.argv[1]).resolve())
    office = shutil.which("soffice") or shutil.which("libreoffice")
    with tempfile.TemporaryDirectory(prefix="placewell-peers-") as made:
        folder = pathlib.Path(made)
        settings = {"database.url": f"sqlite:{folder}/data/placewell.db", "keys.file": f"{folder}/data/placewell.keys"}
        (folder / "data").mkdir()
        subprocess.run([placewell, "demo", "--exit", "--data", folder / "data", "--sample", SAMPLE, "--database",
                        settings["database.url"]], check=True, stdout=subprocess.DEVNULL)
        words = [word for key, value in settings.items() for word in ("--set", f"{key}={value}")]
        store = sqlite3.connect(folder / "data" / "placewell.db")
        ids = dict(store.execute("SELECT kind, MIN(id) FROM organisations GROUP BY kind"))
        store.close()
        counts = {}
        for name in TABLES + OF_HUB:
            whose = ["--hub", ids["hub"]] if name in OF_HUB else ["--provider", ids["provider"]]
            for form in ("csv", "xlsx", "pdf"):
                subprocess.run([placewell, "evidence", name, *whose, "--format", form, "--out", folder / f"{name}.{form}",
                                *words], check=True, stdout=subprocess.DEVNULL)
            counts[name] = looked_at(folder, name, office)
        print(json.dumps({"rows": counts, "LibreOffice": bool(office)}))


if __name__ == "__main__":
    main()
