#!/usr/bin/env bash
# destroy.sh STACK CONFIRMATION: takes a stack down. Refuses unless CONFIRMATION is the stack's name, refuses a
# stack of prod, and one in which anything is protected, before anything is removed. A stack that made the role that
# deploys it keeps, for an administrator, what that role may not remove.
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
state=$(pulumi stack export --stack "$stack")
protected=$(jq -r '.deployment.resources // [] | .[] | select(.protect) | .urn' <<<"$state")
if [ -n "$protected" ]; then
  printf '%s has protected resources:\n%s\n' "$stack" "$protected" >&2
  exit 1
fi
# The role itself, and what the comment of DeployRole leaves to an administrator. Pulumi keeps what these depend on.
kept=$(jq -r '
  .deployment.resources // []
  | def types: .urn | split("::")[2] | split("$");
  if any(.[]; any(types[]; . == "infra:deploy-role:DeployRole")) then .[] else empty end
  | select(any(types[]; IN("infra:deploy-role:DeployRole", "infra:audit-trail:AuditTrail",
      "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace")))
  | .urn' <<<"$state")
exclude=()
for urn in $kept; do
  exclude+=(--exclude "$urn")
done
pulumi destroy --yes --non-interactive --stack "$stack" "${exclude[@]}"
if [ ${#exclude[@]} -gt 0 ]; then
  left=$(pulumi stack export --stack "$stack" |
    jq -r '.deployment.resources // [] | .[] | select(.type | startswith("pulumi:") | not) | .urn')
  printf 'An administrator removes the rest, pulumi destroy --remove --stack %s:\n%s\n' "$stack" "$left"
fi
