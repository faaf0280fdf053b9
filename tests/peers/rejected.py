"""Counts the requests that fit the OpenAPI document and were refused, and the answers that are faults of the service.

  tests/peers/rejected.py FOLDER [MOST]    a folder with the NDJSON reports of tests/peers/schemas.sh; the percentage of
                                           refusals at which it fails (43.95 unless said)

Refused is any 4xx but 401, 403, 404 and 409, which say nothing of the request's shape. The operations that refuse most
are listed with the fields that were wrong.
"""

import base64
import collections
import json
import pathlib
import sys

OF_THE_STATE = (401, 403, 404, 409)
LISTED = 12


def answers(folder):
    """Every positive request that was answered: operation, status, problem."""
    for report in sorted(pathlib.Path(folder).glob("*.ndjson")):
        for line in report.open():
            scenario = json.loads(line).get("ScenarioFinished")
            recorder = scenario["recorder"] if scenario else {}
            for name, case in recorder.get("cases", {}).items():
                response = recorder.get("interactions", {}).get(name, {}).get("response") or {}
                meta = case.get("value", case).get("meta") or {}
                fits = (meta.get("generation") or {}).get("mode") == "positive"
                if response.get("status_code") is not None:
                    yield recorder.get("label"), fits, response


def fields(response):
    """What was wrong, without the numbers of rows."""
    try:
        problem = json.loads(base64.b64decode((response.get("content") or {}).get("$base64", "")))
    except ValueError:
        return []
    errors = problem.get("errors") or [{"field": problem.get("type", "?")}]
    return ["".join(c for c in error["field"] if not c.isdigit()) for error in errors]


def main(folder, most):
    sent, refused, wrong = collections.Counter(), collections.Counter(), collections.defaultdict(collections.Counter)
    faults = reached = 0
    for operation, fits, response in answers(folder):
        status = response["status_code"]
        faults += status >= 500
        if fits:
            sent[operation] += 1
            reached += status not in OF_THE_STATE
            if 400 <= status < 500 and status not in OF_THE_STATE:
                refused[operation] += 1
                wrong[operation].update(fields(response))
    for operation, count in refused.most_common(LISTED):
        named = ", ".join(f"{field} {times}" for field, times in wrong[operation].most_common(4))
        print(f"  {operation}: {count} of {sent[operation]} refused ({named})")
    total = sum(refused.values())
    share = 100 * total / max(sum(sent.values()), 1)
    print(f"{sum(sent.values())} requests that fit, {total} refused ({share:.1f} %; "
          f"{100 * total / max(reached, 1):.1f} % of the {reached} that were not 401, 403, 404 or 409), {faults} answers of 5xx")
    return 1 if faults or share > most else 0


sys.exit(main(sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 43.95))
