#!/usr/bin/env bash
# policies-config.sh STACK: prints the policies' configuration of a stack, its own changes before those of its
# environment, which is the last word of its name.
set -euo pipefail
stack=$1
environment=${stack##*-}

settings=
for file in "Pulumi.$stack.policies.json" "Pulumi.$environment.policies.json"; do
  if [ -e "$file" ]; then
    settings=$file
    break
  fi
done
npx ts-node --transpile-only policies/write-config.ts "$environment" ${settings:+"$settings"}
