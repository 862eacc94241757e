import type { ClusterArgs, ClusterInstanceArgs } from "@pulumi/aws/rds";

import { resource } from "../../example";

const cluster = resource<ClusterArgs>("aws:rds/cluster:Cluster", "orders", {
  engine: "aurora-postgresql",
});

const instance = (name: string) =>
  resource<ClusterInstanceArgs>(
    "aws:rds/clusterInstance:ClusterInstance",
    name,
    { engine: "aurora-postgresql", instanceClass: "db.t4g.medium" },
    { from: { clusterIdentifier: "orders.id" } },
  );

export const bad = [cluster, instance("orders-writer")];

export const good = [cluster, instance("orders-writer"), instance("orders-reader")];
