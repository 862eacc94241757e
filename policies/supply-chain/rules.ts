import type { Policies } from "@pulumi/policy";

import { dockerBuildNoSecretArgs } from "./docker-build-no-secret-args";
import { dockerBuildPushNoLatest } from "./docker-build-push-no-latest";
import { ecrImageScanOnPush } from "./ecr-image-scan-on-push";
import { ecrImmutableTags } from "./ecr-immutable-tags";
import { ecrLifecyclePolicy } from "./ecr-lifecycle-policy";
import { ecrRegistryScanning } from "./ecr-registry-scanning";
import { ecsContainerDropCapabilities } from "./ecs-container-drop-capabilities";
import { ecsContainerNoHostMount } from "./ecs-container-no-host-mount";
import { ecsContainerNonprivileged } from "./ecs-container-nonprivileged";
import { ecsContainerNonrootUser } from "./ecs-container-nonroot-user";
import { ecsContainerReadonlyRootFilesystem } from "./ecs-container-readonly-root-filesystem";
import { ecsFargateLatestPlatformVersion } from "./ecs-fargate-latest-platform-version";
import { ecsImageApprovedRegistry } from "./ecs-image-approved-registry";
import { ecsImageArchitecture } from "./ecs-image-architecture";
import { ecsImagePinned } from "./ecs-image-pinned";
import { ecsNoHostNamespaces } from "./ecs-no-host-namespaces";
import { ecsVersionConsistency } from "./ecs-version-consistency";
import { elasticacheEngineVersionSupported } from "./elasticache-engine-version-supported";
import { lambdaRuntimeSupported } from "./lambda-runtime-supported";
import { rdsEngineVersionSupported } from "./rds-engine-version-supported";

/** The rules of the supply-chain pack, in the order of the catalogue. */
export const supplyChainRules: Policies = [
  ecrImageScanOnPush,
  ecrRegistryScanning,
  ecrImmutableTags,
  ecrLifecyclePolicy,
  ecsImagePinned,
  ecsImageApprovedRegistry,
  ecsImageArchitecture,
  dockerBuildNoSecretArgs,
  dockerBuildPushNoLatest,
  ecsContainerNonprivileged,
  ecsContainerReadonlyRootFilesystem,
  ecsContainerNonrootUser,
  ecsContainerDropCapabilities,
  ecsContainerNoHostMount,
  ecsNoHostNamespaces,
  ecsFargateLatestPlatformVersion,
  ecsVersionConsistency,
  rdsEngineVersionSupported,
  elasticacheEngineVersionSupported,
  lambdaRuntimeSupported,
];
