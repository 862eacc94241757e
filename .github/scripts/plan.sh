#!/usr/bin/env bash
# plan.sh STACK REPORT [FLAG…]: plans an update of a stack in AWS under every policy, changes nothing, and writes
# the plan to REPORT as Markdown. FLAGs go to pulumi preview: with --refresh it tells what differs from the program
# in AWS. Exit codes: 0 nothing changes, 3 the plan was not finished, 4 something changes, 5 a rule is broken.
set -euo pipefail
stack=$1 report=$2
shift 2
here=$(dirname "$0")
log=$(mktemp)
policies=$(mktemp)
trap 'rm -f "$log" "$policies"' EXIT

"$here/keep-images.sh" "$stack"
"$here/policies-config.sh" "$stack" >"$policies"
# A mandatory violation ends the command with an error, which the report tells.
pulumi preview --stack "$stack" --non-interactive --event-log "$log" \
  --policy-pack policies/all --policy-pack-config "$policies" "$@" || echo "pulumi preview ended with $?"
npx ts-node --transpile-only "$here/report/main.ts" --title "$stack" --events "$log" >"$report"
