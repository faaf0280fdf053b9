"""Stop to stop by nigiri: prints the median milliseconds of a question, and how many were answered.

`python nigiri.py YYYY-MM-DD ZONE PAIRS.csv FEED.zip ...`: each row of PAIRS is, twice, the number of a feed and a stop_id of
it. Leaving at 07:30, at most two changes and ninety minutes, no walks. Needs the PyPI package pynigiri.
"""

import csv
import datetime
import io
import os
import statistics
import sys
import tempfile
import time
import zipfile
import zoneinfo

import pynigiri


def plain_copy(feed, folder):
    """The feed without stated transfers and with stop names that nobody can take for one another."""
    keep = {
        "trips.txt": ["route_id", "service_id", "trip_id", "block_id"],
        "stops.txt": ["stop_id", "stop_lat", "stop_lon"],
    }
    with zipfile.ZipFile(feed) as archive:
        for name in archive.namelist():
            if name in ("shapes.txt", "transfers.txt"):
                continue
            with archive.open(name) as source, open(os.path.join(folder, name), "wb") as copy:
                if name not in keep:
                    copy.write(source.read())
                    continue
                rows = csv.DictReader(io.TextIOWrapper(source, "utf-8-sig"), skipinitialspace=True)
                text = io.TextIOWrapper(copy, "utf-8", newline="")
                writer = csv.writer(text)
                named = ["stop_name"] if name == "stops.txt" else []
                columns = [column for column in keep[name] if column in rows.fieldnames]
                writer.writerow(columns + named)
                for number, row in enumerate(rows):
                    writer.writerow([row[column] for column in columns] + [f"S{number}" for _ in named])
                text.flush()


def load(feeds, day, folder):
    sources = []
    for number, feed in enumerate(feeds):
        path = os.path.join(folder, str(number))
        os.mkdir(path)
        plain_copy(feed, path)
        source = pynigiri.TimetableSource()
        source.tag, source.path = f"f{number}", path
        config = source.loader_config
        config.link_stop_distance, config.default_tz = 0, "Europe/London"
        source.loader_config = config
        sources.append(source)
    options = pynigiri.FinalizeOptions()
    options.merge_dupes_intra_src = options.merge_dupes_inter_src = False
    one = datetime.timedelta(days=1)
    return pynigiri.load_timetable(sources, str(day - one), str(day + 2 * one), options)


def find(timetable, feed, stop):
    return timetable.find_location(stop, pynigiri.SourceIdx(int(feed)))


def main():
    date, zone, pairs, *feeds = sys.argv[1:]
    day = datetime.date.fromisoformat(date)
    with tempfile.TemporaryDirectory() as folder:
        timetable = load(feeds, day, folder)
    leave = datetime.datetime(day.year, day.month, day.day, 7, 30, tzinfo=zoneinfo.ZoneInfo(zone))
    taken, reached = [], 0
    for first, start, second, end in csv.reader(open(pairs, encoding="utf-8")):
        query = pynigiri.Query()
        query.start = [pynigiri.Offset(find(timetable, first, start), 0)]
        query.destination = [pynigiri.Offset(find(timetable, second, end), 0)]
        query.start_match_mode = query.dest_match_mode = pynigiri.LocationMatchMode.EXACT
        query.use_start_footpaths = False
        query.max_transfers, query.max_travel_time = 2, 90
        query.start_time = int(leave.timestamp() // 60)
        clock = time.perf_counter()
        journeys = pynigiri.route(timetable, query)
        taken.append(1000 * (time.perf_counter() - clock))
        reached += any(journey.dest_time <= query.start_time + 90 for journey in journeys)
    print(statistics.median(taken), reached)


main()
