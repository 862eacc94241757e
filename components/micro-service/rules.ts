import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { toConditions } from "../load-balancer/rule-conditions";
import { Auth, Rewrite } from "../plan/route-actions";
import { describeRoute, PlannedRoute } from "../plan/routes";

type Action = aws.types.input.lb.ListenerRuleAction;
type Transform = aws.types.input.lb.ListenerRuleTransform;

/** What {@link createRules} needs. */
export interface RulesArgs {
  listenerArn: pulumi.Input<string>;
  routes: readonly PlannedRoute[];
  /** The action that leads to the service. */
  forward: Action;
  /** Whether deployments move requests by the rules: that for production, then that for test traffic. */
  moved: boolean;
}

/**
 * A rule is its route's: another route is another rule. Those by which deployments move requests are the
 * service's: another route changes them in place, because a rule made anew leads to the first target group,
 * whichever has the tasks. Every route has a slash, so that none is named so. When a service comes to another
 * way of deploying, the first rule takes the place of the one before, and its priority is free for the others.
 */
const MOVED = ["production", "test"];

/** The listener rules that lead to a service. */
export function createRules(
  name: string,
  { listenerArn, routes, forward, moved }: RulesArgs,
  opts: pulumi.CustomResourceOptions,
): aws.lb.ListenerRule[] {
  const rules: aws.lb.ListenerRule[] = [];
  for (const route of routes) {
    const ofRoute = `${name}-${describeRoute(route, "|")}`;
    const ofService = `${name}-${MOVED[rules.length]}`;
    const [own, before] = moved ? [ofService, ofRoute] : [ofRoute, ofService];
    const first = rules.length === 0;
    const rule = new aws.lb.ListenerRule(
      own,
      {
        listenerArn,
        priority: route.priority,
        conditions: toConditions(route),
        actions: [...toChecks(route.auth), forward],
        transforms: toTransforms(route.rewrite),
      },
      {
        ...opts,
        aliases: moved || first ? [{ name: before }] : [],
        dependsOn: first ? [] : [rules[0]],
      },
    );
    rules.push(rule);
  }
  return rules;
}

/** What a request must pass before it is forwarded. */
function toChecks(auth: Auth | undefined): Action[] {
  if (auth === undefined) {
    return [];
  }
  const { issuer, jwksEndpoint, claims } = auth.jwt;
  return [
    {
      type: "jwt-validation",
      jwtValidation: {
        issuer,
        jwksEndpoint,
        additionalClaims: claims?.map(({ name, format = "single-string", values }) => ({
          name,
          format,
          values: [...values],
        })),
      },
    },
  ];
}

function toTransforms(rewrite: Rewrite | undefined): Transform[] | undefined {
  if (rewrite === undefined) {
    return undefined;
  }
  const { path, host } = rewrite;
  return [
    ...(host === undefined
      ? []
      : [{ type: "host-header-rewrite", hostHeaderRewriteConfig: { rewrite: toRewrite(host) } }]),
    ...(path === undefined
      ? []
      : [{ type: "url-rewrite", urlRewriteConfig: { rewrite: toRewrite(path) } }]),
  ];
}

function toRewrite([regex, replace]: readonly [string, string]) {
  return { regex, replace };
}
