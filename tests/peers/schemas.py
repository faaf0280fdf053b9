#!/usr/bin/env python3
"""`schemas.sh` against a service over either engine, with the demo's data in a temporary place.

    python3 tests/peers/schemas.py PLACEWELL sqlite|postgres [EXAMPLES]

Needs what `schemas.sh` needs, and for `postgres` an installed PostgreSQL. Ends as `schemas.sh` does; also with an error when the
service has ended, or its log has an ERROR.
"""

import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "drills"))

from machine import machine  # noqa: E402


def main():
    examples = sys.argv[3] if len(sys.argv) > 3 else "8"
    with machine(sys.argv[1], sys.argv[2]) as made:
        folder = {"mail.folder": f"{made.data}/mail"}
        service = made.replica(**{"auth.token_minutes": 60, "auth.confirm_minutes": 60}, **folder).start().until_ready()
        base = f"http://127.0.0.1:{service.port}"
        ended = subprocess.run(["bash", str(HERE / "schemas.sh"), base, examples]).returncode
        faults = [line for line in (made.folder / "log").read_text().splitlines() if " ERROR " in line]
        for line in faults[:20]:
            print("log:", line)
        sys.exit(1 if ended or faults or service.process.poll() is not None else 0)


main()
