#!/usr/bin/env bash
# services-with-code.sh STACK: prints the services of a stack in AWS whose images are built from code of their own,
# as a JSON list. What is not up yet is left out: pulumi up makes its registry, and builds its first image. What
# this checkout does not have any more is left out too.
set -euo pipefail
stack=$1

known=$(npx ts-node --transpile-only "$(dirname "$0")/services-of.ts" "$stack")
services=$(pulumi stack output --stack "$stack" --json | jq -c --argjson known "$known" '
  [.operations.services // [] | .[]
    | select(.image.build.context != "services/reference" and IN(.name; $known[])) | .name]')
if [ "$services" = "[]" ]; then
  echo "$stack has no service with code that is up: pulumi up builds what is missing" >&2
fi
echo "$services"
