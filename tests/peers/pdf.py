#!/usr/bin/env python3
"""Every PDF of a folder, read by programs that are not ours.

  pip install pikepdf pdfminer.six        and qpdf, from the system
  cargo build --release
  tests/peers/pdf.py packs target/release/placewell

With a program, the four copies of every pair of the sample that suits are written to the folder first.

qpdf --check, and the checker that pikepdf carries, must find nothing wrong. The structure tree must be there, in British
English, with a title that is shown; every figure has an alternative text, every page is reached by the tree, and no cell
of a table stands on two pages. No page is filled less than a quarter. The smallest type on the wall page of a week is 9.5
points or more: that of an extended pattern is printed only.
"""
import json
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pikepdf
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar

LEAST_TYPE, LEAST_FILL, WEEK, FOOT = 9.5, 0.25, 5, 45
MONDAY = "2026-11-02"
SAMPLE = Path(__file__).resolve().parents[2] / "sample"


def pages_of(node):
    """The pages on which what a node holds stands."""
    found, todo = set(), [node]
    while todo:
        one = todo.pop()
        if isinstance(one, pikepdf.Array):
            todo.extend(one)
        elif isinstance(one, pikepdf.Dictionary):
            if "/Pg" in one:
                found.add(one.Pg.objgen)
            if "/K" in one:
                todo.append(one.K)
    return found


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
            if kind in ("/TD", "/TH") and len(pages_of(node)) > 1:
                faults.append("a cell on two pages")
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


def looks(path):
    """How far down each page is filled, and the smallest type on pages wider than high, both without their foot."""
    fills, sizes = [], []
    for page in extract_pages(str(path)):
        above = [one for one in characters(page) if one.get_text().strip() and one.y0 > FOOT]
        fills.append(1 - min((one.y0 for one in above), default=page.height) / page.height)
        if page.width > page.height:
            sizes.extend(one.size for one in above)
    return fills, min(sizes, default=None)


def write(program, folder):
    """The copies of each pair of the sample that suits, at its first start."""
    written, stopped = 0, {}
    for learner in sorted(SAMPLE.glob("learners/*.json")):
        for offer in sorted(SAMPLE.glob("offers/*.json")):
            start = MONDAY
            for _ in range(2):
                done = subprocess.run(
                    [program, "brief", "--offer", offer, "--learner", learner, "--start", start,
                     "--reference", "PW-7K3M9QTX", "--out", folder / f"{learner.stem}-{offer.stem}"],
                    capture_output=True, text=True, check=False,
                )
                later = re.search(r"The first start after it is \w+ (\d+ \w+ \d+)\.", done.stderr)
                if done.returncode == 0 or not later:
                    break
                start = datetime.strptime(later.group(1), "%d %B %Y").date().isoformat()
            written += done.returncode == 0
            if done.returncode:
                why = done.stderr.splitlines()[0].removeprefix("placewell: ")
                why = "No start" if why.startswith("No placement can start") else why
                stopped[why] = stopped.get(why, 0) + 1
    print(f"{written} pairs written; not the others: {stopped}")


def main(folder, program=None):
    if program:
        write(program, folder)
    files, bad, walls, pages = sorted(folder.rglob("*.pdf")), 0, [], 0
    for path in files:
        checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
        with pikepdf.open(path) as pdf:
            faults, kinds = structure(pdf)
            count = len(pdf.pages)
            faults.extend(f"pikepdf: {problem}" for problem in pdf.check_pdf_syntax())
        if checked.returncode:
            faults.append(f"qpdf: {(checked.stderr or checked.stdout).strip()}")
        pages += count
        fills, wall = looks(path)
        faults.extend(f"page {at}: {fill:.0%} full" for at, fill in enumerate(fills, 1) if fill < LEAST_FILL)
        told = ""
        if path.name == "pack.pdf" and wall is None:
            faults.append("no wall page")
        if path.name == "pack.pdf" and wall is not None:
            days = len(json.loads((path.parent / "briefing.json").read_text())["week"]["days"])
            told = f", wall type {wall:.1f} pt for {days} days"
            if days <= WEEK:
                walls.append(wall)
                if round(wall, 2) < LEAST_TYPE:
                    faults.append(f"under {LEAST_TYPE} pt")
        print(f"{path}: {count} pages, {sum(kinds.values())} tags{told}{'; ' + '; '.join(faults) if faults else ''}")
        bad += bool(faults)
    smallest = f"; the smallest wall type of {len(walls)} weeks is {min(walls):.1f} pt" if walls else ""
    print(f"{len(files)} files of {pages} pages, {bad} with faults{smallest}")
    return bool(bad) or not files


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
