#!/usr/bin/env bash
# up.sh STACK VERSION: pulumi up under every policy; services that CodeDeploy deploys follow. Migrations run within
# it, before the services.
set -euo pipefail
stack=$1 version=$2
here=$(dirname "$0")
policies=$(mktemp)
trap 'rm -f "$policies"' EXIT

"$here/policies-config.sh" "$stack" >"$policies"
pulumi up --yes --non-interactive --stack "$stack" --message "$version" \
  --policy-pack policies/all --policy-pack-config "$policies"
"$here/release-codedeploy.sh" "$stack"
