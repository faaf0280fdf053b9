#!/usr/bin/env bash
# Every operation of the running demo against its own OpenAPI document, once with each role's token.
#
#   pip install schemathesis
#   placewell demo --port 18080 --set auth.token_minutes=60 --set auth.confirm_minutes=60 &
#   tests/peers/schemas.sh http://127.0.0.1:18080
#
# Ends with an error when any check fails, any answer is a 5xx, or more than 43.95 % of what fits the document is
# refused. That share is counted and is no check of its own: rules across fields cannot be said in a schema.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
base=${1:-http://127.0.0.1:8080}
examples=${2:-8}
reports=$(mktemp -d)
export PYTHONPATH=$here SCHEMATHESIS_HOOKS=schemathesis_hooks
failed=0
# Whoever may bar another's users comes after them.
for user in ${DEMO_USERS:-coach safeguarding garden-centre careers hub admin}; do
    token=$(curl -s "$base/api/v1/session" -H 'Content-Type: application/json' \
        -d "{\"email\":\"$user@demo.example\",\"password\":\"only-for-the-demo\"}" |
        grep -o '"access_token":"[^"]*"' | cut -d'"' -f4)
    echo "== $user"
    # The session's own operations would end the token that the rest needs.
    schemathesis --config-file "$here/schemathesis.toml" run "$base/api/v1/openapi.json" \
        -H "Authorization: Bearer $token" --exclude-path-regex session \
        --checks all --exclude-checks positive_data_acceptance --phases examples,coverage,fuzzing \
        --max-examples "$examples" --seed 7 --continue-on-failure --request-timeout 60 \
        --report ndjson --report-ndjson-path "$reports/$user.ndjson" || failed=1
done
python3 "$here/rejected.py" "$reports" || failed=1
exit "$failed"
