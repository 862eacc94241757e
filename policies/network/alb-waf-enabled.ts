import type { StackValidationPolicy } from "@pulumi/policy";

import { facesInternet, isApplicationLoadBalancer, LOAD_BALANCERS } from "../attachments";
import { ofTypes, targetsOf } from "../references";

/** Off until a stack asks for it: a web ACL is a cost that not every system bears. */
export const albWafEnabled: StackValidationPolicy = {
  name: "alb-waf-enabled",
  description: "Load balancers that face the internet are behind a web ACL.",
  enforcementLevel: "disabled",
  severity: "medium",
  tags: ["network"],
  remediationSteps: "Add a wafv2.WebAclAssociation whose resourceArn is the load balancer's ARN.",
  url: "https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-associating-aws-resource.html",
  validateStack: ({ resources }, report) => {
    const balancers = ofTypes(resources, ...LOAD_BALANCERS).filter(
      // The others take no web ACL.
      balancer => facesInternet(balancer) && isApplicationLoadBalancer(balancer.props),
    );
    const covered = new Set(
      ofTypes(resources, "aws:wafv2/webAclAssociation:WebAclAssociation").flatMap(association =>
        targetsOf(association, "resourceArn", balancers),
      ),
    );
    for (const { urn } of balancers.filter(balancer => !covered.has(balancer))) {
      report("No web ACL is before the load balancer: add a WebAclAssociation with its ARN.", urn);
    }
  },
};
