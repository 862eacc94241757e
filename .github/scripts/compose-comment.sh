#!/usr/bin/env bash
# compose-comment.sh FOLDER: prints one comment of the plans in FOLDER: rehearsal-*.md and aws-*.md.
set -euo pipefail
folder=$1

shopt -s nullglob
aws=("$folder"/aws-*.md)
if [ ${#aws[@]} -gt 0 ]; then
  printf '## In AWS\n\n'
  cat "${aws[@]}"
fi
rehearsals=("$folder"/rehearsal-*.md)
if [ ${#rehearsals[@]} -gt 0 ]; then
  printf '## On the stand-ins, against the base\n\n'
  cat "${rehearsals[@]}"
fi
