#!/usr/bin/env bash
# drift-issue.sh FOLDER RESULT: keeps the one issue with the label drift. Reports in FOLDER (*.md) open or renew it;
# without any, and when RESULT says that every stack was looked at (success), it is closed.
set -euo pipefail
folder=$1 result=$2
run="$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID"

number=$(gh issue list --label drift --state open --limit 1 --json number --jq '.[0].number // empty')
shopt -s nullglob
reports=("$folder"/*.md)
if [ ${#reports[@]} -eq 0 ]; then
  if [ "$result" != success ]; then
    echo "not every stack could be looked at: the issue stays as it is" >&2
  elif [ -n "$number" ]; then
    gh issue close "$number" --comment "Nothing differs any more: $run"
  fi
  exit 0
fi

body=$(mktemp)
trap 'rm -f "$body"' EXIT
{
  printf 'What AWS has is not what main says, or breaks a rule; %s has the log.\n\n' "$run"
  if [ "$result" != success ]; then
    printf 'Not every stack could be looked at.\n\n'
  fi
  cat "${reports[@]}"
} >"$body"
text=$(cat "$body")
printf '%s\n' "${text:0:60000}" >"$body"
if [ -n "$number" ]; then
  gh issue edit "$number" --body-file "$body"
else
  gh label create drift --description "AWS differs from main" --force
  gh issue create --title "AWS differs from main" --label drift --body-file "$body"
fi
