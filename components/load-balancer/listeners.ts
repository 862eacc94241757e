import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { toListenerAttributes } from "./response-headers";

/** What {@link createListeners} needs. */
export interface ListenersArgs {
  balancer: aws.lb.LoadBalancer;
  certificateArn?: pulumi.Input<string>;
  /** The listener's attributes for headers on its answers. */
  attributes: ReturnType<typeof toListenerAttributes>;
}

/** What the load balancer answers itself where no rule matches. */
const NOT_FOUND = JSON.stringify({
  error: { code: "not_found", message: "No service answers this path." },
});

/** The listeners; returns the one that carries the services' rules. */
export function createListeners(
  name: string,
  { balancer, certificateArn, attributes }: ListenersArgs,
  opts: pulumi.CustomResourceOptions,
): aws.lb.Listener {
  const notFound = {
    type: "fixed-response",
    fixedResponse: { statusCode: "404", contentType: "application/json", messageBody: NOT_FOUND },
  };
  if (certificateArn === undefined) {
    return new aws.lb.Listener(
      `${name}-http`,
      {
        loadBalancerArn: balancer.arn,
        port: 80,
        protocol: "HTTP",
        defaultActions: [notFound],
        ...attributes,
      },
      opts,
    );
  }
  new aws.lb.Listener(
    `${name}-http`,
    {
      loadBalancerArn: balancer.arn,
      port: 80,
      protocol: "HTTP",
      defaultActions: [
        { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } },
      ],
    },
    opts,
  );
  return new aws.lb.Listener(
    `${name}-https`,
    {
      loadBalancerArn: balancer.arn,
      port: 443,
      protocol: "HTTPS",
      certificateArn,
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      defaultActions: [notFound],
      ...attributes,
    },
    opts,
  );
}
