#!/usr/bin/env bash
# set-images.sh STACK < IMAGES: has services run these images instead of building their own. IMAGES is a list
# [{"service": "order-service", "image": "…/order-service@sha256:…"}]. Changes Pulumi.STACK.yaml in this folder.
set -euo pipefail
stack=$1
services=microservices-on-aws:services

jq -r '.[] | [.service, .image] | @tsv' | while IFS=$'\t' read -r service image; do
  # Settings take an image or a tag for one to be built, not both.
  pulumi config rm --stack "$stack" --path "$services.$service.tag"
  pulumi config set --stack "$stack" --plaintext --path "$services.$service.image" "$image"
  echo "$service: $image"
done
