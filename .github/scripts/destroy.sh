#!/usr/bin/env bash
# destroy.sh STACK CONFIRMATION: takes a stack down. Refuses unless CONFIRMATION is the stack's name, refuses a
# stack of prod, and one in which anything is protected, before anything is removed. A stack that made the role that
# deploys it keeps what that role may not remove, with what this stands on, for an administrator.
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
# The role itself, which goes last or never, and what the comment of DeployRole leaves to an administrator.
kept=$(jq -r '
  .deployment.resources // [] | INDEX(.urn) as $all
  | def types: .urn | split("::")[2] | split("$");
  if any(.[]; any(types[]; . == "infra:deploy-role:DeployRole")) then .[] else empty end
  | select(any(types[]; IN("infra:deploy-role:DeployRole", "infra:audit-trail:AuditTrail",
      "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace")))
  | .urn | recurse($all[.] | (.dependencies // [])[], (.parent // empty))
  | select($all[.].type != "pulumi:pulumi:Stack")' <<<"$state" | sort -u)
exclude=()
for urn in $kept; do
  exclude+=(--exclude "$urn")
done
pulumi destroy --yes --non-interactive --stack "$stack" "${exclude[@]}"
if [ -n "$kept" ]; then
  printf 'An administrator removes the rest, pulumi destroy --remove --stack %s:\n%s\n' "$stack" "$kept"
fi
