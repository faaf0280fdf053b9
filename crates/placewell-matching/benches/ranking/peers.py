#!/usr/bin/env python3
"""Asks DuckDB and polars what `cargo bench -p placewell-matching --bench ranking -- peers FOLDER COUNT` asked this crate.

    python3 peers.py FOLDER

reads offers.csv, questions.csv and answers.csv there, installs both engines from PyPI into FOLDER/packages, checks that every
engine gives the same lists, and prints the milliseconds of a question at the median and the 95th percentile, one
thread, tables in memory. Metres are a great circle on a sphere of 6,371,008.8 m, rounded.
"""
import csv
import math
import subprocess
import sys
import time
from pathlib import Path

FOLDER = Path(sys.argv[1])
RADIUS = 6_371_008.8
ROUNDS = 5


def install():
    packages = FOLDER / "packages"
    if not packages.exists():
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--target", packages, "duckdb", "polars"], check=True)
    sys.path.insert(0, str(packages))


def table(name):
    with open(FOLDER / name, newline="") as file:
        return list(csv.DictReader(file))


def timed(ask):
    best, found = math.inf, None
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        found = ask()
        best = min(best, time.perf_counter() - begun)
    return best * 1_000, found


def duckdb_of():
    import duckdb

    base = duckdb.connect(config={"threads": 1})
    base.execute(f"""create table offers as select id::integer id, radians(lat / 1e6) lat, radians(lon / 1e6) lon, age_from::utinyint age_from,
        age_to::utinyint age_to, interns = 1 interns, missing::ubigint missing, present::ubigint present
        from read_csv('{FOLDER}/offers.csv', types={{'missing': 'UBIGINT', 'present': 'UBIGINT'}})""")
    query = f"""select id from (select id, round(2 * {RADIUS} * asin(sqrt(least(1, sin((lat - $lat) / 2) ** 2
            + cos(lat) * cos($lat) * sin((lon - $lon) / 2) ** 2)))) metres from offers
        where $age between age_from and age_to and (not interns or $intern)
            and missing & $essential::ubigint = 0 and present & $avoid::ubigint = 0)
        where metres <= $metres order by metres, id limit 50"""
    return lambda question: [row[0] for row in base.execute(query, question).fetchall()]


def polars_of():
    import polars as pl

    kinds = {"missing": pl.UInt64, "present": pl.UInt64}
    offers = pl.read_csv(FOLDER / "offers.csv", schema_overrides=kinds).with_columns(
        (pl.col("lat") / 1e6).radians(), (pl.col("lon") / 1e6).radians(), pl.col("interns") == 1
    )

    def ask(question):
        lat, lon = question["lat"], question["lon"]
        kept = offers.lazy().filter(
            (pl.col("age_from") <= question["age"]) & (pl.col("age_to") >= question["age"])
            & (~pl.col("interns") | question["intern"])
            & ((pl.col("missing") & pl.lit(question["essential"], pl.UInt64)) == 0)
            & ((pl.col("present") & pl.lit(question["avoid"], pl.UInt64)) == 0)
        )
        line = ((pl.col("lat") - lat) / 2).sin() ** 2 + pl.col("lat").cos() * math.cos(lat) * ((pl.col("lon") - lon) / 2).sin() ** 2
        metres = (2 * RADIUS * line.sqrt().arcsin()).round().alias("metres")
        near = kept.select("id", metres).filter(pl.col("metres") <= question["metres"])
        return near.sort("metres", "id").head(50).collect()["id"].to_list()

    return ask


def spread(some):
    some = sorted(some)
    return f"median {some[len(some) // 2]:.2f} ms, p95 {some[len(some) * 95 // 100]:.2f}"


def main():
    import os

    os.environ["POLARS_MAX_THREADS"] = "1"
    install()
    answers = table("answers.csv")
    ours = [[int(one) for one in answer["ids"].split()] for answer in answers]
    questions = []
    for row in table("questions.csv"):
        question = {name: int(value) for name, value in row.items()}
        question["lat"], question["lon"] = math.radians(question["lat"] / 1e6), math.radians(question["lon"] / 1e6)
        question["intern"] = question["intern"] == 1
        questions.append(question)
    micros = [float(answer["micros"]) / 1_000 for answer in answers]
    print(f"{len(table('offers.csv'))} offers, {len(questions)} questions")
    print(f"placewell-matching: {spread(micros)}")
    for name, engine in (("DuckDB", duckdb_of()), ("polars", polars_of())):
        spent = []
        for nth, question in enumerate(questions):
            took, found = timed(lambda: engine(question))
            spent.append(took)
            assert found == ours[nth], f"{name}, question {nth}: {found} and not {ours[nth]}"
        ratio = sorted(spent)[len(spent) // 2] / max(sorted(micros)[len(micros) // 2], 0.001)
        print(f"{name}: {spread(spent)}; the same lists; {ratio:.1f} times as long at the median")


main()
