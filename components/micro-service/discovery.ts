import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { Linkable } from "../link";
import { Platform } from "../platform";
import { createRegistry } from "../task/registry";
import { Discovery } from "./args";

/** What {@link createDiscovery} needs. */
export interface DiscoveryArgs {
  platform: Platform;
  service: string;
  port: number;
  discovery?: Discovery;
  /** Where the service's containers log. */
  logGroupName: string;
  link?: readonly Linkable[];
}

/** Name of the port to which a Service Connect proxy leads. */
export const PORT_NAME = "http";

/**
 * A service's name in the system's private DNS (`order-service.order-management-prod.internal`), by Cloud
 * Map or by Service Connect, and its URL in a parameter (`/order-management/services/order-service/url`)
 * for those that call it.
 */
export function createDiscovery(
  name: string,
  args: DiscoveryArgs,
  opts: pulumi.CustomResourceOptions,
) {
  const { platform, service, port, discovery } = args;
  const { cluster, scope } = platform;
  const registry =
    discovery === "serviceConnect" ? undefined : createRegistry(name, { cluster, service }, opts);
  const url = `http://${hostOf(args)}:${port}`;
  const urlParameterName = scope.path("services", service, "url");
  const parameter = new aws.ssm.Parameter(
    `${name}-url`,
    {
      name: urlParameterName,
      description: `URL of ${service} inside the network`,
      type: "String",
      value: url,
    },
    opts,
  );
  return { registry, url, urlParameterName, parameter, serviceConnect: connection(args) };
}

/** Whether a service runs a Service Connect proxy: to be reached through it, or to reach others. */
export function usesServiceConnect({
  discovery,
  link = [],
}: Pick<DiscoveryArgs, "discovery" | "link">) {
  return discovery === "serviceConnect" || link.some(linked => linked.link().serviceConnect);
}

function hostOf({ platform, service }: DiscoveryArgs): string {
  return `${service}.${platform.cluster.namespaceName}`;
}

/** The proxy beside the service's tasks; nothing where it has none. Its log goes beside the container's. */
function connection(
  args: DiscoveryArgs,
): aws.types.input.ecs.ServiceServiceConnectConfiguration | undefined {
  if (!usesServiceConnect(args)) {
    return undefined;
  }
  const { platform, service, port, discovery } = args;
  const { cluster, scope } = platform;
  return {
    enabled: true,
    namespace: pulumi.interpolate`${scope.arn("servicediscovery", "namespace")}/${cluster.namespaceId}`,
    logConfiguration: {
      logDriver: "awslogs",
      options: {
        "awslogs-group": args.logGroupName,
        "awslogs-region": scope.region,
        "awslogs-stream-prefix": service,
      },
    },
    services:
      discovery === "serviceConnect"
        ? [
            {
              portName: PORT_NAME,
              // Not the service's own name, which its Cloud Map service may have until it is gone.
              discoveryName: `${service}-connect`,
              clientAlias: [{ port, dnsName: hostOf(args) }],
            },
          ]
        : undefined,
  };
}
