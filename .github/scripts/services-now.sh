#!/usr/bin/env bash
# services-now.sh STACK: prints what npm run status tells of a stack as JSON, well or not; nothing of one that is not
# up yet.
set -euo pipefail
stack=$1

if pulumi stack output --stack "$stack" --json | jq -e '.operations != null' >/dev/null; then
  npm run -s status -- --stack "$stack" --json || [ $? -eq 1 ]
fi
