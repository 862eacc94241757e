import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { STATUS_CODES } from "http";

import { ArgumentError } from "../errors";
import { describeRoute, PlannedRoute, Route } from "../plan/routes";
import { toConditions } from "./rule-conditions";

/** An answer that the load balancer gives itself, to the requests that a route says. */
export interface FixedResponse extends Omit<Route, "rewrite" | "auth"> {
  /** Status code, 200 to 299 or 400 to 599. */
  status: number;

  /**
   * The answer's body, at most 1024 bytes.
   *
   * @default - none up to 299; above, the status as a JSON error
   */
  body?: string;

  /**
   * What the body is.
   *
   * @default "application/json"
   */
  contentType?:
    "application/json" | "application/javascript" | "text/plain" | "text/css" | "text/html";
}

const MAX_BODY = 1024;

/** Throws, naming the path, for an answer that an ALB does not give. */
export function checkResponses(where: string, responses: readonly FixedResponse[]): void {
  for (const { path, status, body = "" } of responses) {
    const which = `${where}: responses ${[path].flat().join(", ")}`;
    if (!Number.isInteger(status) || ![2, 4, 5].includes(Math.floor(status / 100))) {
      throw new ArgumentError(`${which}: status is ${status}; use 200 to 299 or 400 to 599`);
    }
    if (Buffer.byteLength(body) > MAX_BODY) {
      throw new ArgumentError(
        `${which}: body has ${Buffer.byteLength(body)} bytes; use at most ${MAX_BODY}`,
      );
    }
  }
}

/** The rule of a fixed answer, named by what it answers. */
export function createResponse(
  name: string,
  {
    listenerArn,
    route,
    response: { status, body = status < 300 ? undefined : errorOf(status), contentType },
  }: { listenerArn: pulumi.Input<string>; route: PlannedRoute; response: FixedResponse },
  opts: pulumi.CustomResourceOptions,
): void {
  new aws.lb.ListenerRule(
    `${name}-${describeRoute(route, "|")}`,
    {
      listenerArn,
      priority: route.priority,
      conditions: toConditions(route),
      actions: [
        {
          type: "fixed-response",
          fixedResponse: {
            statusCode: String(status),
            contentType: contentType ?? "application/json",
            messageBody: body,
          },
        },
      ],
    },
    // A rule's priority is taken until the rule is gone.
    { ...opts, deleteBeforeReplace: true },
  );
}

/** `{"error":{"code":"forbidden","message":"Forbidden"}}` for 403. */
function errorOf(status: number): string {
  const message = STATUS_CODES[status] ?? `Status ${status}`;
  const code = message.toLowerCase().replace(/[^a-z0-9]+/g, "_");
  return JSON.stringify({ error: { code, message } });
}
