#!/usr/bin/env bash
# look.sh STACK REPORT: writes to REPORT what of a stack in AWS differs from the program or breaks a rule, and whether
# anything does, differs=true or false, to $GITHUB_OUTPUT where that is set. Fails when it could not be looked at.
set -euo pipefail
stack=$1 report=$2

code=0
"$(dirname "$0")/plan.sh" "$stack" "$report" --refresh || code=$?
case $code in
  0) differs=false ;;
  4 | 5) differs=true ;;
  *) exit "$code" ;;
esac
echo "differs=$differs" | tee -a "${GITHUB_OUTPUT:-/dev/null}"
