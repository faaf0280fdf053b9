"""Counts the requests that fit the OpenAPI document and were refused, and the answers that are faults of the service.

  tests/peers/rejected.py FOLDER    a folder with the NDJSON reports of tests/peers/schemas.sh

Refused is any 4xx but 401, 403, 404 and 409, which say nothing of the request's shape.
"""

import json
import pathlib
import sys

sent = refused = faults = 0
for report in sorted(pathlib.Path(sys.argv[1]).glob("*.ndjson")):
    for line in report.open():
        scenario = json.loads(line).get("ScenarioFinished")
        if not scenario:
            continue
        recorder = scenario["recorder"]
        for name, case in recorder.get("cases", {}).items():
            response = recorder.get("interactions", {}).get(name, {}).get("response") or {}
            status = response.get("status_code")
            if status is None:
                continue
            faults += status >= 500
            meta = case.get("value", case).get("meta") or {}
            if (meta.get("generation") or {}).get("mode") == "positive":
                sent += 1
                refused += 400 <= status < 500 and status not in (401, 403, 404, 409)
print(f"{sent} requests that fit, {refused} refused ({100 * refused / max(sent, 1):.1f} %), {faults} answers of 5xx")
sys.exit(1 if faults else 0)
