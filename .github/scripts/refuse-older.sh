#!/usr/bin/env bash
# refuse-older.sh STACK VERSION: fails when the last update of a stack was of a commit that comes after VERSION, and
# that VERSION would take back. What this clone does not know refuses nothing. Takes a clone with history.
set -euo pipefail
stack=$1 version=$2

history=$(pulumi stack history --stack "$stack" --json)
deployed=$(jq -r 'map(select(.kind == "update" or .kind == "destroy"))[0]
  | select(.kind == "update") | .environment["git.head"] // empty' <<<"$history")
if [ -z "$deployed" ]; then
  echo "$stack has no update of a commit"
elif ! git cat-file -e "$deployed^{commit}" 2>/dev/null; then
  echo "$stack has $deployed, which is not in this repository"
elif [ "$deployed" != "$version" ] && git merge-base --is-ancestor "$version" "$deployed"; then
  echo "$stack has $deployed, which comes after $version: to go back, run this workflow by hand" >&2
  exit 1
else
  echo "$stack has $deployed"
fi
