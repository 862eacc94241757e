#!/usr/bin/env bash
# promote.sh STACK ENVIRONMENT VERSION: copies the images of a version from the registries of another environment of
# the system to those of STACK, digest for digest, and prints them as set-images.sh takes them. Both environments'
# registries are in one account and region.
set -euo pipefail
stack=$1 environment=$2 version=$3

# The digest of a repository's image with the version as tag; nothing where there is none.
digest_of() {
  aws ecr batch-get-image --repository-name "$1" --image-ids "imageTag=$version" \
    --query 'images[0].imageId.imageDigest' --output text | sed '/^None$/d'
}

images=()
outputs=$(pulumi stack output --stack "$stack" --json)
services=$("$(dirname "$0")/services-with-code.sh" "$stack" | jq -r '.[]')
for service in $services; do
  repository=$(jq -r --arg service "$service" \
    '.operations.services[] | select(.name == $service) | .image.repository' <<<"$outputs")
  uri=$(aws ecr describe-repositories --repository-names "$repository" \
    --query 'repositories[0].repositoryUri' --output text)
  registry=${uri%%/*}
  # Outside prod the environment stands before the service's name.
  source=${repository%/*}/$environment/${repository##*/}
  digest=$(digest_of "$source")
  if [ -z "$digest" ]; then
    echo "$source has no image $version: deploy this version to $environment first" >&2
    exit 1
  fi
  if [ "$(digest_of "$repository")" != "$digest" ]; then
    aws ecr get-login-password | docker login --username AWS --password-stdin "$registry" >&2
    docker buildx imagetools create --prefer-index=false --tag "$uri:$version" \
      "$registry/$source@$digest" >&2
  fi
  if [ "$(digest_of "$repository")" != "$digest" ]; then
    echo "$repository:$version is not $digest, which $environment has of this version" >&2
    exit 1
  fi
  images+=("$(jq -nc --arg service "$service" --arg image "$uri@$digest" '{$service, $image}')")
done
printf '%s' "${images[@]}" | jq -s .
