#!/usr/bin/env python3
"""Every PDF of a folder, read by programs that are not ours.

  pip install pikepdf pdfminer.six
  placewell brief --offer sample/offers/garden-plants.json --learner sample/learners/carys.json \
      --start 2026-11-02 --out packs/carys
  tests/peers/pdf.py packs

The checker of qpdf, which pikepdf carries, must find nothing wrong. The structure tree must be there, in British English, with a title that is shown; every
figure has an alternative text, and every page is reached by the tree. Of each pack the smallest type on the wall page
is printed, in points: 9.5 or more for a week.
"""
import sys
from pathlib import Path

import pikepdf
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar

LEAST = 9.5


def structure(pdf):
    """The faults of the tags, and how many there are of each kind."""
    root, faults, kinds, pages = pdf.Root, [], {}, set()
    if str(root.get("/Lang")) != "en-GB":
        faults.append("no language")
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        faults.append("title not shown")
    if not root.get("/MarkInfo", {}).get("/Marked"):
        faults.append("not marked")
    todo = [root.StructTreeRoot.K] if "/StructTreeRoot" in root else []
    if not todo:
        faults.append("no structure")
    while todo:
        node = todo.pop()
        if isinstance(node, pikepdf.Array):
            todo.extend(node)
        elif isinstance(node, pikepdf.Dictionary):
            if "/Pg" in node:
                pages.add(node.Pg.objgen)
            kind = str(node.get("/S", ""))
            kinds[kind] = kinds.get(kind, 0) + 1
            if kind == "/Figure" and not str(node.get("/Alt", "")).strip():
                faults.append("figure without words")
            if "/K" in node:
                todo.append(node.K)
    bare = [number for number, page in enumerate(pdf.pages, 1) if page.obj.objgen not in pages]
    faults.extend(f"page {number} without tags" for number in bare)
    return faults, kinds


def characters(box):
    """Every character within a box of a page."""
    if isinstance(box, LTChar):
        yield box
    elif hasattr(box, "__iter__"):
        for part in box:
            yield from characters(part)


def wall_type(path):
    """The smallest type, in points, on pages wider than high, their foot apart; nothing where there are none."""
    sizes = [
        character.size
        for page in extract_pages(str(path))
        if page.width > page.height
        for character in characters(page)
        if character.get_text().strip() and character.y0 > 45
    ]
    return min(sizes, default=None)


def main(folder):
    files, bad = sorted(Path(folder).rglob("*.pdf")), 0
    for path in files:
        with pikepdf.open(path) as pdf:
            faults, kinds = structure(pdf)
            pages = len(pdf.pages)
            faults.extend(f"qpdf: {problem}" for problem in pdf.check_pdf_syntax())
        wall = wall_type(path) if path.name == "pack.pdf" else None
        told = "" if wall is None else f", wall type {wall:.1f} pt"
        print(f"{path}: {pages} pages, {sum(kinds.values())} tags{told}{'; ' + '; '.join(faults) if faults else ''}")
        bad += bool(faults)
        if wall is not None and wall < LEAST:
            print(f"  under {LEAST} pt: an extended pattern, or too small")
    print(f"{len(files)} files, {bad} with faults")
    return bool(bad) or not files


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
