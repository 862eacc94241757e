#!/usr/bin/env bash
# sticky-comment.sh NUMBER FILE: puts FILE into the one comment of ours on a pull request of $GITHUB_REPOSITORY.
set -euo pipefail
number=$1 file=$2
marker='<!-- microservices-on-aws: plan -->'
# GitHub takes 65,536 characters.
most=60000

text=$(cat "$file")
if [ ${#text} -gt $most ]; then
  text="${text:0:$most}"$'\n\n</details>\n\nThe rest is in the summaries of the jobs.'
fi
ids=$(gh api --paginate "repos/$GITHUB_REPOSITORY/issues/$number/comments" --jq \
  ".[] | select(.user.login == \"github-actions[bot]\" and (.body | startswith(\"$marker\"))) | .id")
id=${ids%%$'\n'*}
if [ -n "$id" ]; then
  target=(--method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id")
else
  target=(--method POST "repos/$GITHUB_REPOSITORY/issues/$number/comments")
fi
jq -n --arg body "$marker"$'\n'"$text" '{$body}' | gh api "${target[@]}" --input - --jq .html_url
