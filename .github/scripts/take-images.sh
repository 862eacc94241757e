#!/usr/bin/env bash
# take-images.sh STACK VERSION FOLDER [ENVIRONMENT]: has the stack's services with code run the images of VERSION:
# those that build jobs described in FOLDER (image-*.json, of npm run build-push), or with ENVIRONMENT that one's,
# promoted. What is in neither is built by pulumi up.
set -euo pipefail
stack=$1 version=$2 folder=$3 environment=${4:-}
here=$(dirname "$0")

if [ -n "$environment" ]; then
  images=$("$here/promote.sh" "$stack" "$environment" "$version")
else
  shopt -s nullglob
  files=("$folder"/image-*.json)
  images=$(if [ ${#files[@]} -gt 0 ]; then jq -s . "${files[@]}"; else echo '[]'; fi)
fi
"$here/set-images.sh" "$stack" <<<"$images"
