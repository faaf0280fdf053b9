#!/usr/bin/env python3
"""Every table of evidence as a workbook, opened by LibreOffice and compared with the CSV of the same table, cell by cell.

    apt-get install --no-install-recommends libreoffice-calc-nogui
    pip install openpyxl        (workbook.py, which writes the tables, needs it)
    cargo build --release
    python3 tests/peers/libreoffice.py target/release/placewell

LibreOffice turns each workbook into a flat document, which says of every cell whether it is a number, a date or a text. A
number must be the CSV's number, a date its date, a text its text; the second sheet must be there, and no cell may hold a
formula.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

from workbook import rows_of, tables

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def turned(folder, name):
    """The sheets of a workbook as LibreOffice reads it."""
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "fods",
                    "--outdir", folder / "office", folder / f"{name}.xlsx"], check=True, capture_output=True)
    document = xml.parse(folder / "office" / f"{name}.fods").getroot()
    return {sheet.get(TABLE + "name"): list(rows(sheet)) for sheet in document.iter(TABLE + "table")}


def rows(sheet):
    """The rows of a sheet up to the last that says something, each up to its last cell that does."""
    empty = 0
    for row in sheet.iter(TABLE + "table-row"):
        times = int(row.get(TABLE + "number-rows-repeated", "1"))
        cells = []
        for cell in row:
            if cell.tag in (TABLE + "table-cell", TABLE + "covered-table-cell"):
                cells += [said(cell)] * min(int(cell.get(TABLE + "number-columns-repeated", "1")), 1000)
        while cells and cells[-1] is None:
            cells.pop()
        if not cells:
            empty += times
            continue
        yield from [[]] * empty
        empty = 0
        yield from [cells] * times


def said(cell):
    """What a cell says: its kind and its value; nothing of an empty one."""
    assert cell.get(TABLE + "formula") is None, f"a formula: {cell.get(TABLE + 'formula')}"
    kind = cell.get(OFFICE + "value-type")
    if kind is None:
        return None
    if kind in ("float", "percentage"):
        return "number", float(cell.get(OFFICE + "value"))
    if kind == "date":
        return "date", cell.get(OFFICE + "date-value")[:10]
    return "text", "\n".join(whole(line) for line in cell.findall(TEXT + "p"))


def whole(line):
    """A line of text, with the spaces that stand as elements."""
    text = line.text or ""
    for part in line:
        text += " " * int(part.get(TEXT + "c", "1")) if part.tag == TEXT + "s" else whole(part)
        text += part.tail or ""
    return text


def same(cell, text):
    if cell is None:
        return text == ""
    kind, value = cell
    if kind == "number":
        return abs(float(text) - value) < 0.006
    return value == text or "'" + value == text


def compared(folder, name):
    sheets = turned(folder, name)
    assert list(sheets) == ["Table", "About this table"], list(sheets)
    written, found = rows_of(folder / f"{name}.csv"), sheets["Table"]
    assert len(found) == len(written), f"{name}: {len(found)} rows, {len(written)} in the CSV"
    kinds = {"number": 0, "date": 0, "text": 0, "empty": 0}
    # A CSV has one column more, which says what the table does not tell.
    width = len(written[0]) - 1
    for at, (cells, texts) in enumerate(zip(found, written)):
        cells = cells + [None] * (width - len(cells))
        assert len(cells) == width, f"{name}, row {at + 1}: {len(cells)} cells, {width} in the CSV"
        for cell, text in zip(cells, texts[:width]):
            assert same(cell, text), f"{name}, row {at + 1}: {cell!r} and {text!r}"
            kinds[cell[0] if cell else "empty"] += 1
    return {"rows": len(written) - 1, **kinds}


def main():
    placewell = str(pathlib.Path(sys.argv[1]).resolve())
    version = subprocess.run(["soffice", "--version"], check=True, capture_output=True, text=True).stdout.split()
    with tempfile.TemporaryDirectory(prefix="placewell-office-") as made:
        folder = pathlib.Path(made)
        written, names = tables(placewell, folder)
        print(json.dumps({"LibreOffice": version[1], "tables": {name: compared(written, name) for name in names}}))


if __name__ == "__main__":
    main()
