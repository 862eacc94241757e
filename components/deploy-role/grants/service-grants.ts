import { Scope } from "../../plan/scope";
import { Grant, names } from "./grant";

/** Clusters, services, images, scaling, discovery and CodeDeploy. */
export function serviceGrants(scope: Scope): Grant[] {
  const clusters = names(scope);
  return [
    {
      role: "Services",
      service: "ecs",
      anywhere: `DeregisterTaskDefinition DescribeTaskDefinition ListTaskDefinitions ListServices`,
      create: `CreateCluster CreateService RegisterTaskDefinition TagResource`,
      owned: `DeleteCluster DeleteService DescribeClusters DescribeServiceDeployments DescribeServiceRevisions
        DescribeServices DescribeTasks ListServiceDeployments ListTagsForResource PutClusterCapacityProviders
        RunTask StopTask UntagResource UpdateCluster UpdateClusterSettings UpdateService`,
      // What a migration started bears no tags of its own, and is found by its cluster; on Fargate too, lists of
      // tasks are asked of a cluster's instances.
      named: {
        actions: "DescribeTasks ListTasks StopTask",
        resources: ["task", "container-instance"].flatMap(kind =>
          clusters.map(name => scope.arn("ecs", `${kind}/${name}/*`)),
        ),
      },
    },
    {
      role: "Images",
      service: "ecr",
      anywhere: "GetAuthorizationToken",
      named: {
        actions: `BatchCheckLayerAvailability BatchGetImage CompleteLayerUpload CreateRepository
          DeleteLifecyclePolicy DeleteRepository DescribeImages DescribeRepositories GetDownloadUrlForLayer
          GetLifecyclePolicy InitiateLayerUpload ListTagsForResource PutImage PutImageScanningConfiguration
          PutImageTagMutability PutLifecyclePolicy TagResource UntagResource UploadLayerPart`,
        resources: [scope.arn("ecr", `repository/${scope.repository("*")}`)],
      },
    },
    {
      role: "Scaling",
      service: "application-autoscaling",
      anywhere: `DescribeScalableTargets DescribeScalingPolicies DescribeScheduledActions`,
      create: `RegisterScalableTarget TagResource`,
      owned: `DeleteScalingPolicy DeleteScheduledAction DeregisterScalableTarget ListTagsForResource
        PutScalingPolicy PutScheduledAction UntagResource`,
    },
    {
      role: "Discovery",
      service: "servicediscovery",
      anywhere: `ListNamespaces ListServices`,
      create: `CreatePrivateDnsNamespace CreateService TagResource`,
      owned: `DeleteNamespace DeleteService GetNamespace GetOperation GetService ListTagsForResource UntagResource
        UpdatePrivateDnsNamespace UpdateService`,
    },
    {
      role: "Rollouts",
      service: "codedeploy",
      create: "CreateApplication CreateDeploymentGroup TagResource",
      owned: `DeleteApplication DeleteDeploymentGroup GetApplication GetDeploymentGroup
        ListTagsForResource UntagResource UpdateDeploymentGroup`,
      named: {
        actions: "GetDeploymentConfig",
        resources: [scope.arn("codedeploy", "deploymentconfig:CodeDeployDefault.*")],
      },
    },
  ];
}
