#!/usr/bin/env bash
# keep-images.sh STACK: has services run the images of the last update, so that a plan made from here tells of
# the program and not of images that this checkout does not know. Changes Pulumi.STACK.yaml in this folder.
set -euo pipefail
stack=$1
here=$(dirname "$0")

known=$(npx ts-node --transpile-only "$here/services-of.ts" "$stack")
pulumi stack history --stack "$stack" --json | jq --argjson known "$known" '
  map(select(.kind == "update" and .result == "succeeded"))[0]
  .config["microservices-on-aws:services"].objectValue // {}
  | to_entries | map(select(.value.image != null and IN(.key; $known[])) | {service: .key, image: .value.image})
' | "$here/set-images.sh" "$stack"
