#!/usr/bin/env bash
# resolve-version.sh VERSION: prints the commit of a tag, branch or commit that is in main; what was not merged is not
# deployed. Takes a clone with history.
set -euo pipefail
version=$1

if ! commit=$(git rev-parse --verify --quiet --end-of-options "$version^{commit}"); then
  echo "version is \"$version\"; use a tag or a commit of this repository" >&2
  exit 1
fi
if ! git merge-base --is-ancestor "$commit" origin/main; then
  echo "version is \"$version\", which is not in main; merge it first" >&2
  exit 1
fi
echo "$commit"
