#!/usr/bin/env bash
# scan-image.sh IMAGE SBOM: writes the image's bill of materials (CycloneDX) to SBOM, and fails when the image has
# a critical vulnerability for which there is a fix. Takes trivy, with AWS credentials for an image of ECR.
set -euo pipefail
image=$1 sbom=$2

trivy image --quiet --format cyclonedx --output "$sbom" "$image"
trivy image --scanners vuln --severity CRITICAL --ignore-unfixed --exit-code 1 "$image"
