#!/usr/bin/env bash
# rehearse.sh SYSTEM ENVIRONMENT BASE REPORT: the gate for one stack, without credentials. Writes to REPORT what
# changes against the commit BASE, as Markdown. Fails as npm run rehearse does.
set -euo pipefail
system=$1 environment=$2 base=$3 report=$4
work=$(mktemp -d)
trap 'git worktree remove --force "$work/base" 2>/dev/null || true; rm -rf "$work"' EXIT

code=0
npm run rehearse -- --system "$system" --stack "$environment" --json "$work/head.json" || code=$?
if [ ! -s "$work/head.json" ]; then
  printf '### %s in %s\n\n**The rehearsal did not come to an end; its log tells why.**\n\n' \
    "$system" "$environment" >"$report"
  exit "${code/#0/1}"
fi

# A first push, and one that rewrites history, have a base that is not in the clone.
if git cat-file -e "$base^{commit}" 2>/dev/null; then
  git worktree add --quiet --detach "$work/base" "$base"
  # What the base itself breaks is not this change's: its plan is taken as far as it came.
  npm --prefix "$work/base" run rehearse -- --system "$system" --stack "$environment" \
    --json "$work/base.json" >"$work/base.log" 2>&1 || tail -n 5 "$work/base.log"
fi
compared=()
if [ -s "$work/base.json" ]; then
  compared=(--base "$work/base.json")
else
  echo "$base makes no $system in $environment: all of it counts as new"
fi
npx ts-node --transpile-only "$(dirname "$0")/report/main.ts" --title "$system in $environment" \
  --head "$work/head.json" "${compared[@]}" >"$report" || [ $? -ge 4 ]
exit "$code"
