import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { Cluster } from "../cluster";

/** A service's name in the system's private DNS: `<service>.<namespace>` leads to each of its tasks. */
export function createRegistry(
  name: string,
  { cluster, service }: { cluster: Cluster; service: string },
  opts: pulumi.CustomResourceOptions,
): aws.servicediscovery.Service {
  return new aws.servicediscovery.Service(
    name,
    {
      name: service,
      description: `Tasks of ${service}`,
      dnsConfig: {
        namespaceId: cluster.namespaceId,
        routingPolicy: "MULTIVALUE",
        dnsRecords: [{ type: "A", ttl: 10 }],
      },
    },
    opts,
  );
}
