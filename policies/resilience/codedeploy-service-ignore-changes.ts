import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import { Service, servicesOf } from "../ecs-services";
import { eachKnown } from "../known";
import { mentions } from "../mentions";

const TARGET_GROUPS = ["aws:lb/targetGroup:TargetGroup", "aws:alb/targetGroup:TargetGroup"];

/** What forwards requests to target groups, with the input that says so. */
const FORWARDS: Readonly<Record<string, string>> = {
  "aws:lb/listener:Listener": "defaultActions",
  "aws:alb/listener:Listener": "defaultActions",
  "aws:lb/listenerRule:ListenerRule": "actions",
  "aws:alb/listenerRule:ListenerRule": "actions",
};

/**
 * CodeDeploy changes the service's task definition and the listener's target group by itself: an update
 * that does not ignore them puts back what was there before the last deployment.
 */
export const codedeployServiceIgnoreChanges: StackValidationPolicy = {
  name: "codedeploy-service-ignore-changes",
  description: "An update leaves to CodeDeploy what CodeDeploy has changed.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["resilience"],
  remediationSteps:
    "Add taskDefinition and loadBalancers to ignoreChanges of the service, and actions or defaultActions to those of what forwards to it.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-bluegreen.html",
  validateStack: ({ resources }, report) => {
    const require = (resource: PolicyResource, property: string) => {
      if (!ignores(resource, property)) {
        report(
          `An update undoes the last deployment: add ${property} to ignoreChanges.`,
          resource.urn,
        );
      }
    };
    eachKnown(servicesOf(resources), service => {
      if ((service.props as Service).deploymentController?.type === "CODE_DEPLOY") {
        require(service, "taskDefinition");
        require(service, "loadBalancers");
      }
    });
    const switched = switchedTargetGroups(resources);
    const forwarding = resources.filter(({ type }) => type in FORWARDS);
    eachKnown(forwarding, resource => {
      const property = FORWARDS[resource.type];
      if (switched.some(group => mentions(resource, property, group))) {
        require(resource, property);
      }
    });
  },
};

/** The target groups that CodeDeploy chooses between. */
function switchedTargetGroups(resources: readonly PolicyResource[]): PolicyResource[] {
  const deployments = resources.filter(
    ({ type }) => type === "aws:codedeploy/deploymentGroup:DeploymentGroup",
  );
  return resources.filter(
    group =>
      TARGET_GROUPS.includes(group.type) &&
      deployments.some(deployment => mentions(deployment, "loadBalancerInfo", group)),
  );
}

/** All of an input, or of an item of it what CodeDeploy changes there: where requests go. */
function ignores({ opts }: PolicyResource, property: string): boolean {
  return opts.ignoreChanges.some(
    path =>
      path === "*" ||
      (path.startsWith(property) &&
        /^(\[[^\]]*\](\.(targetGroupArn|forward(\W.*)?))?)?$/.test(path.slice(property.length))),
  );
}
