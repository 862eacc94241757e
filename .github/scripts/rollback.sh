#!/usr/bin/env bash
# rollback.sh STACK BEFORE: takes the services back that are not what BEFORE says, and verifies. BEFORE is what
# npm run -s status -- --json printed before the deployment; what the deployment left alone is left alone here.
# The last to be deployed goes back first.
set -euo pipefail
stack=$1 before=$2

if [ ! -s "$before" ]; then
  echo "nothing ran before this deployment: there is nothing to go back to" >&2
  exit 1
fi
# 1 says that a service is not well, which is why we are here.
after=$(npm run -s status -- --stack "$stack" --json) || [ $? -eq 1 ]
changed=$(jq -r --argjson after "$after" '.services | reverse | .[] | . as $was
  | select(.taskDefinition != "" and any($after.services[]; .name == $was.name and .taskDefinition != $was.taskDefinition))
  | [.name, .taskDefinition] | @tsv' "$before")
if [ -z "$changed" ]; then
  echo "the deployment changed no service: nothing to take back"
  exit 0
fi

failed=()
while IFS=$'\t' read -r service revision; do
  echo "$service: back to $revision"
  npm run -s rollback -- "$service" --to "$revision" --stack "$stack" </dev/null || failed+=("$service")
done <<<"$changed"
if [ ${#failed[@]} -gt 0 ]; then
  echo "not rolled back: ${failed[*]}" >&2
  exit 1
fi
npm run -s smoke -- --stack "$stack"
