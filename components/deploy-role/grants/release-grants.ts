import { Scope } from "../../plan/scope";
import { Grant, names } from "./grant";

/** What the commands deploy, approve and rollback ask of ECS and CodeDeploy, beyond what `pulumi up` does. */
export function releaseGrants(scope: Scope): Grant[] {
  return [
    {
      role: "Deployments",
      service: "ecs",
      // Deployments, and what they bring out, bear no tags.
      named: {
        actions: `ContinueServiceDeployment DescribeServiceDeployments DescribeServiceRevisions
          StopServiceDeployment`,
        resources: ["service", "service-deployment", "service-revision"].flatMap(kind =>
          names(scope).map(name => scope.arn("ecs", `${kind}/${name}/*`)),
        ),
      },
    },
    {
      role: "Releases",
      service: "codedeploy",
      anywhere: "GetDeploymentTarget StopDeployment",
      owned: `BatchGetDeployments CreateDeployment GetApplicationRevision GetDeployment ListDeployments
        RegisterApplicationRevision`,
    },
  ];
}
