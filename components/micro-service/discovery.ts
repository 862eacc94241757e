import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { Platform } from "../platform";
import { createRegistry } from "../task/registry";

/**
 * A service's name in the system's private DNS (`order-service.order-management-prod.internal`) and
 * its URL in a parameter (`/order-management/services/order-service/url`) for those that call it.
 */
export function createDiscovery(
  name: string,
  { platform, service, port }: { platform: Platform; service: string; port: number },
  opts: pulumi.CustomResourceOptions,
) {
  const { cluster, scope } = platform;
  const registry = createRegistry(name, { cluster, service }, opts);
  const url = `http://${service}.${cluster.namespaceName}:${port}`;
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
  return { registry, url, urlParameterName, parameter };
}
