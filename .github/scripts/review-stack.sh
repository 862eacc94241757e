#!/usr/bin/env bash
# review-stack.sh up|down|expire SYSTEM [NUMBER]: the stack <system>-pr-<number> of a pull request, which is one of
# dev in the network $REVIEW_NETWORK (JSON, as the setting network takes it). expire takes those down that had no
# update for $REVIEW_DAYS days (3). Its settings are those of Pulumi.dev.yaml that are not dev's own, and no file to keep.
set -euo pipefail
what=$1 system=$2 number=${3:-}
here=$(dirname "$0")
# The settings that are made here do not say how secrets are encrypted; the state does.
export PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER=true

# Writes the settings of a stack, and makes the stack where there is none.
prepare() {
  local stack=$1 key=microservices-on-aws
  npx ts-node --transpile-only "$here/review-settings.ts" Pulumi.dev.yaml >"Pulumi.$stack.yaml"
  pulumi stack select --create --stack "$stack" --secrets-provider "${PULUMI_SECRETS_PROVIDER:-default}" \
    --non-interactive
  pulumi config set --stack "$stack" "$key:system" "$system"
  pulumi config set --stack "$stack" "$key:review" "pr-${stack##*-pr-}"
  pulumi config set --stack "$stack" "$key:network" "${REVIEW_NETWORK:?the variable REVIEW_NETWORK names no network}"
}

down() {
  prepare "$1"
  pulumi destroy --yes --non-interactive --remove --stack "$1"
}

# Names of this system's stacks of pull requests; with a number of days those without an update for as long.
stacks() {
  pulumi stack ls --json | jq -r --arg prefix "$system-pr-" --argjson days "${1:-0}" '
    .[] | select(.name | startswith($prefix) and (ltrimstr($prefix) | test("^[0-9]+$")))
    | select((.lastUpdate // "1970-01-01T00:00:00Z" | sub("\\.[0-9]+Z$"; "Z") | fromdate) <= now - $days * 86400)
    | .name'
}

if [[ "$what" != expire && ! "$number" =~ ^[1-9][0-9]{0,5}$ ]]; then
  echo "the pull request is \"$number\"; use its number" >&2
  exit 1
fi
stack=$system-pr-$number
case $what in
  up)
    prepare "$stack"
    policies=$(mktemp)
    trap 'rm -f "$policies"' EXIT
    "$here/policies-config.sh" dev >"$policies"
    pulumi up --yes --non-interactive --stack "$stack" \
      --policy-pack policies/all --policy-pack-config "$policies"
    ;;
  down)
    there=$(stacks)
    if grep -qx "$stack" <<<"$there"; then
      down "$stack"
    else
      echo "there is no $stack"
    fi
    ;;
  expire)
    failed=()
    old=$(stacks "${REVIEW_DAYS:-3}")
    for stack in $old; do
      echo "$stack is old"
      "$0" down "$system" "${stack##*-pr-}" || failed+=("$stack")
    done
    if [ ${#failed[@]} -gt 0 ]; then
      echo "not taken down: ${failed[*]}" >&2
      exit 1
    fi
    ;;
  *)
    echo "got \"$what\"; use up, down or expire" >&2
    exit 1
    ;;
esac
