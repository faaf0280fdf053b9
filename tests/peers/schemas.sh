#!/usr/bin/env bash
# Every operation of the running demo against its own OpenAPI document, once with each role's token.
#
#   pip install schemathesis
#   placewell demo --port 18080 &
#   tests/peers/schemas.sh http://127.0.0.1:18080
#
# Ends with an error when any check fails or any answer is a 5xx, and counts how much of what fits the document is
# refused.
set -euo pipefail
base=${1:-http://127.0.0.1:8080}
examples=${2:-8}
reports=$(mktemp -d)
failed=0
for user in careers hub garden-centre coach ${EXTRA_USERS:-}; do
    token=$(curl -s "$base/api/v1/session" -H 'Content-Type: application/json' \
        -d "{\"email\":\"$user@demo.example\",\"password\":\"only-for-the-demo\"}" |
        grep -o '"access_token":"[^"]*"' | cut -d'"' -f4)
    echo "== $user"
    # The session's own operations would end the token that the rest needs.
    schemathesis run "$base/api/v1/openapi.json" -H "Authorization: Bearer $token" --exclude-path-regex session \
        --checks all --phases examples,coverage,fuzzing --max-examples "$examples" --seed 7 --continue-on-failure \
        --report ndjson --report-ndjson-path "$reports/$user.ndjson" || failed=1
done
python3 "$(dirname "$0")/rejected.py" "$reports" || failed=1
exit "$failed"
