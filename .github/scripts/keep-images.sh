#!/usr/bin/env bash
# keep-images.sh STACK: has services run the images of the last update, so that a plan made from here tells of
# the program and not of images that this checkout does not know. Changes Pulumi.STACK.yaml in this folder.
set -euo pipefail
stack=$1

pulumi stack history --stack "$stack" --json | jq '
  map(select(.kind == "update" and .result == "succeeded"))[0].config["microservices-on-aws:services"] // {}
  | (.objectValue // ((.value // "{}") | fromjson))
  | to_entries | map(select(.value.image != null) | {service: .key, image: .value.image})
' | "$(dirname "$0")/set-images.sh" "$stack"
