#!/usr/bin/env bash
# touches-program.sh BASE: prints true when what is deployed, or how it is judged, may differ from the commit BASE;
# false when only documents and tests do.
set -euo pipefail
base=$1

files=$(git diff --name-only "$base...HEAD")
if grep -qvE '^(docs|tests)/|\.md$|^LICENSE$' <<<"$files"; then
  echo true
else
  echo false
fi
