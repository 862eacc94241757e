import type { ServiceArgs } from "@pulumi/aws/ecs";
import type { ClusterArgs, InstanceArgs } from "@pulumi/aws/rds";

import { ecsServicePropagateTags } from "../../policies/tagging/ecs-service-propagate-tags";
import { rdsCopyTagsToSnapshot } from "../../policies/tagging/rds-copy-tags-to-snapshot";
import { describeRule, ruleCases } from "./support/rule-cases";

describeRule<ServiceArgs>(ecsServicePropagateTags, "aws:ecs/service:Service", [
  [
    "reports a service that says nothing",
    {},
    [
      "Tasks get no tags: set propagateTags to SERVICE.",
      "Tasks are not tagged with cluster and service: set enableEcsManagedTags to true.",
    ],
  ],
  [
    "reports NONE",
    { propagateTags: "NONE", enableEcsManagedTags: true },
    ["Tasks get no tags: set propagateTags to SERVICE."],
  ],
  [
    "reports no managed tags",
    { propagateTags: "SERVICE", enableEcsManagedTags: false },
    ["Tasks are not tagged with cluster and service: set enableEcsManagedTags to true."],
  ],
  ["accepts the service's tags", { propagateTags: "SERVICE", enableEcsManagedTags: true }, []],
  ["accepts the task's", { propagateTags: "TASK_DEFINITION", enableEcsManagedTags: true }, []],
]);

const snapshots = "Snapshots get no tags: set copyTagsToSnapshot to true.";
describe(rdsCopyTagsToSnapshot.name, () => {
  ruleCases<InstanceArgs>(rdsCopyTagsToSnapshot, "aws:rds/instance:Instance", [
    ["reports no copy", { copyTagsToSnapshot: false }, [snapshots]],
    ["reports it when nothing is said, which means none", {}, [snapshots]],
    ["accepts a copy", { copyTagsToSnapshot: true }, []],
  ]);
  ruleCases<ClusterArgs>(rdsCopyTagsToSnapshot, "aws:rds/cluster:Cluster", [
    ["reports a cluster's", {}, [snapshots]],
    ["accepts a copy", { copyTagsToSnapshot: true }, []],
  ]);
});
