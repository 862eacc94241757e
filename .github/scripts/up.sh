#!/usr/bin/env bash
# up.sh STACK VERSION: pulumi up under every policy; services that CodeDeploy deploys follow. Migrations run within
# it, before the services.
set -euo pipefail
# An interrupted Pulumi ends with 0 once it has let go of the stack: what follows must not begin.
trap 'exit 130' INT
stack=$1 version=$2
here=$(dirname "$0")
policies=$(mktemp)
trap 'rm -f "$policies"' EXIT

"$here/policies-config.sh" "$stack" >"$policies"
# --refresh: a service that was rolled back outside of Pulumi, by hand or by ECS, is seen as it runs, so that it is
# brought out and checked again. Without it there is no change, which is green with the version before.
pulumi up --yes --non-interactive --refresh --stack "$stack" --message "$version" \
  --policy-pack policies/all --policy-pack-config "$policies"
# Of services that CodeDeploy deploys pulumi up only registers the revision.
npm run -s deploy-all -- --registered --stack "$stack"
