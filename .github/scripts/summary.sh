#!/usr/bin/env bash
# summary.sh STACK VERSION: prints how a deployment ended, as Markdown. Takes the outcomes of its steps in $UP,
# $SMOKE and $ROLLBACK.
set -euo pipefail
stack=$1 version=$2

printf '### %s\n\n| step | outcome |\n| --- | --- |\n' "$stack"
printf '| %s | %s |\n' version "$version" up "${UP:-skipped}" smoke "${SMOKE:-skipped}" \
  rollback "${ROLLBACK:-skipped}"
if [ "${UP:-}" = success ] || [ "${UP:-}" = failure ]; then
  # A service that is not well is what the summary is for.
  services=$(npm run -s status -- --stack "$stack" 2>&1) || true
  # shellcheck disable=SC2016 # backticks of Markdown
  printf '\n```\n%s\n```\n' "$services"
fi
