#!/usr/bin/env bash
# destroy.sh STACK CONFIRMATION: takes a stack down. Refuses unless CONFIRMATION is the stack's name, refuses a
# stack of prod, and one in which anything is protected, before anything is removed.
set -euo pipefail
stack=$1 confirmation=$2

if [ "$confirmation" != "$stack" ]; then
  echo "the confirmation is \"$confirmation\"; type the stack's name, \"$stack\"" >&2
  exit 1
fi
environment=$(pulumi config get microservices-on-aws:environment --stack "$stack")
if [ "$environment" = prod ]; then
  echo "$stack is of prod: an administrator takes it down by hand, see docs/production.md" >&2
  exit 1
fi
protected=$(pulumi stack export --stack "$stack" |
  jq -r '.deployment.resources // [] | .[] | select(.protect) | .urn')
if [ -n "$protected" ]; then
  printf '%s has protected resources:\n%s\n' "$stack" "$protected" >&2
  exit 1
fi
pulumi destroy --yes --non-interactive --stack "$stack"
