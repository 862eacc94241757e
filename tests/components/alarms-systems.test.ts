import * as aws from "@pulumi/aws";
import { expect } from "chai";

import { systems } from "../../services";
import { recordedSystem } from "../support/systems";

/** What the alarms of a namespace watch: the values of the dimension. */
const DATABASES = ["AWS/RDS", "DBInstanceIdentifier"] as const;
const CACHES = ["AWS/ElastiCache", "CacheClusterId"] as const;

for (const system of Object.keys(systems)) {
  describe(`alarms of ${system} in prod`, function () {
    this.timeout(60_000);

    const watched = async ([namespace, dimension]: readonly [string, string]) => {
      const alarms = (await recordedSystem(system))
        .all(aws.cloudwatch.MetricAlarm)
        .filter(({ inputs }) => inputs.namespace === namespace);
      for (const { inputs } of alarms) {
        expect(inputs.alarmActions).to.have.length(1);
      }
      return new Set(alarms.map(({ inputs }) => inputs.dimensions[dimension] as string));
    };

    it("watch its database, and its replica where it has one", async () => {
      const servers = (await recordedSystem(system))
        .all(aws.rds.Instance)
        .map(({ inputs }) => inputs.identifier as string);
      expect([...(await watched(DATABASES))]).to.have.members(servers);
    });

    it("watch each node of its cache, where it has one", async () => {
      const groups = (await recordedSystem(system)).all(aws.elasticache.ReplicationGroup);
      const nodes = groups.map(
        ({ inputs: { numCacheClusters = 0, numNodeGroups = 0, replicasPerNodeGroup = 0 } }) =>
          numCacheClusters + numNodeGroups * (1 + replicasPerNodeGroup),
      );
      const names = [...(await watched(CACHES))];
      expect(names).to.have.length(nodes.reduce((sum, count) => sum + count, 0));
      for (const { inputs } of groups) {
        expect(names.filter(name => !name.startsWith(inputs.replicationGroupId))).to.be.empty;
      }
    });
  });
}
