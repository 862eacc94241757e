import type { DistributionArgs } from "@pulumi/aws/cloudfront";
import type { LogDeliveryDestinationArgs } from "@pulumi/aws/cloudwatch";
import type { LoadBalancerArgs } from "@pulumi/aws/lb";
import type {
  BucketArgs,
  BucketLoggingArgs,
  BucketReplicationConfigArgs,
  BucketV2Args,
  BucketVersioningArgs,
} from "@pulumi/aws/s3";
import { expect } from "chai";

import { s3BucketReplication } from "../../../policies/resilience/s3-bucket-replication";
import { s3BucketVersioningEnabled } from "../../../policies/resilience/s3-bucket-versioning-enabled";
import { Member, stackViolations, unknownValue } from "../support/engine";
import { Props } from "../support/rule-cases";

const BUCKET = "aws:s3/bucket:Bucket";

const bucket = (props: Props<BucketArgs> = {}, name = "files"): Member => ({
  type: BUCKET,
  name,
  props: { bucket: `orders-${name}`, ...props },
});

/** What sends logs to a bucket named `orders-files`, each in its own way. */
const senders: Record<string, Member> = {
  "a load balancer": {
    type: "aws:lb/loadBalancer:LoadBalancer",
    name: "web",
    props: {
      accessLogs: { bucket: "orders-files", enabled: true },
    } satisfies Props<LoadBalancerArgs>,
  },
  "another bucket": {
    type: "aws:s3/bucketLogging:BucketLogging",
    name: "logging",
    props: {
      bucket: "other",
      targetBucket: "orders-files",
      targetPrefix: "s3/",
    } satisfies Props<BucketLoggingArgs>,
  },
  "a distribution": {
    type: "aws:cloudfront/distribution:Distribution",
    name: "shop",
    props: {
      loggingConfig: { bucket: "orders-files.s3.amazonaws.com" },
    } satisfies Props<DistributionArgs>,
  },
  "CloudWatch's delivery": {
    type: "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination",
    name: "logs",
    props: {
      deliveryDestinationConfiguration: { destinationResourceArn: "arn:aws:s3:::orders-files/cdn" },
    } satisfies Props<LogDeliveryDestinationArgs>,
  },
};

describe(s3BucketVersioningEnabled.name, () => {
  const gone =
    "files: What is overwritten or deleted is gone: add a BucketVersioning with status Enabled.";
  const versioning = (status: string, type = "bucketVersioning:BucketVersioning"): Member => ({
    type: `aws:s3/${type}`,
    name: "versioning",
    props: {
      bucket: "orders-files",
      versioningConfiguration: { status },
    } satisfies Props<BucketVersioningArgs>,
  });
  const on = (...members: Member[]) => stackViolations(s3BucketVersioningEnabled, members);

  it("reports a bucket that does not say, which means one version", async () => {
    expect(await on(bucket())).to.deep.equal([gone]);
  });

  it("reports versions that are suspended, off, or another bucket's", async () => {
    expect(await on(bucket(), versioning("Suspended"))).to.deep.equal([gone]);
    expect(await on(bucket({ versioning: { enabled: false } }))).to.deep.equal([gone]);
    expect(await on(bucket(), versioning("Enabled"), bucket({}, "other"))).to.deep.equal([
      gone.replace("files:", "other:"),
    ]);
  });

  it("accepts versions, by either resource", async () => {
    for (const type of [
      "bucketVersioning:BucketVersioning",
      "bucketVersioningV2:BucketVersioningV2",
    ]) {
      expect(await on(bucket(), versioning("Enabled", type))).to.deep.equal([]);
    }
  });

  it("accepts versions in the bucket itself, and those that object lock brings", async () => {
    const old: Props<BucketV2Args> = { versionings: [{ enabled: true }] };
    expect(await on(bucket({ versioning: { enabled: true } }))).to.deep.equal([]);
    expect(await on({ ...bucket(), type: "aws:s3/bucketV2:BucketV2", props: old })).to.deep.equal(
      [],
    );
    expect(await on(bucket({ objectLockEnabled: true }))).to.deep.equal([]);
  });

  it("accepts versions of a bucket whose name is not known yet", async () => {
    const unnamed = bucket({ bucket: unknownValue });
    const own = { ...versioning("Enabled"), from: { bucket: unnamed } };
    expect(await on(unnamed, own)).to.deep.equal([]);
  });

  for (const [who, sender] of Object.entries(senders)) {
    it(`asks for none of a bucket for the logs of ${who}`, async () => {
      expect(await on(bucket(), sender)).to.deep.equal([]);
    });
  }

  it("asks for none of a bucket for logs whose name is not known yet", async () => {
    const unnamed = bucket({ bucket: unknownValue });
    const [property] = Object.keys(senders["a load balancer"].props);
    const sender = { ...senders["a load balancer"], from: { [property]: unnamed } };
    expect(await on(unnamed, sender)).to.deep.equal([]);
  });

  it("asks it of a bucket beside two that take logs", async () => {
    const [one, two, three] = ["one", "two", "three"].map(name =>
      bucket({ bucket: unknownValue }, name),
    );
    const sender = {
      ...senders["a load balancer"],
      from: { accessLogs: [one, two], connectionLogs: [] },
    };
    expect(await on(one, two, three, sender)).to.deep.equal([gone.replace("files:", "three:")]);
  });

  it("asks it of a bucket whose name begins like that of one for logs", async () => {
    const longer = bucket({ bucket: "orders-files-2" });
    for (const sender of Object.values(senders)) {
      expect(await on(longer, sender)).to.deep.equal([gone]);
    }
  });

  it("waits for a status that is not known yet, and judges the other buckets", async () => {
    expect(await on(bucket(), versioning(unknownValue), bucket({}, "other"))).to.deep.equal([
      gone.replace("files:", "other:"),
      "string value at .versioningConfiguration.status can't be known during preview",
    ]);
  });

  it("says nothing about other types", async () => {
    expect(await on({ ...bucket(), type: "aws:s3/directoryBucket:DirectoryBucket" })).to.deep.equal(
      [],
    );
  });
});

describe(s3BucketReplication.name, () => {
  const alone =
    "files: The bucket is nowhere else: add a BucketReplicationConfig with an Enabled rule.";
  const replication = (status = "Enabled"): Member => ({
    type: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    name: "replication",
    props: {
      bucket: "orders-files",
      role: "arn:aws:iam::123456789012:role/copy",
      rules: [{ status, destination: { bucket: "arn:aws:s3:::orders-copy" } }],
    } satisfies Props<BucketReplicationConfigArgs>,
  });
  const on = (...members: Member[]) => stackViolations(s3BucketReplication, members);

  it("is off until a stack gives it a level", () => {
    expect(s3BucketReplication.enforcementLevel).to.equal("disabled");
  });

  it("reports a bucket without a copy", async () => {
    expect(await on(bucket())).to.deep.equal([alone]);
  });

  it("reports a bucket whose rules are off", async () => {
    expect(await on(bucket(), replication("Disabled"))).to.deep.equal([alone]);
  });

  it("accepts a bucket with one rule of two that is on", async () => {
    const rules = ["Disabled", "Enabled"].map(status => ({
      status,
      destination: { bucket: "arn:aws:s3:::orders-copy" },
    }));
    const props: Props<BucketReplicationConfigArgs> = { bucket: "orders-files", rules };
    expect(await on(bucket(), { ...replication(), props })).to.deep.equal([]);
  });

  it("accepts a bucket with a copy, and the copy itself", async () => {
    expect(await on(bucket(), bucket({}, "copy"), replication())).to.deep.equal([]);
  });

  it("accepts a copy whose name is not known yet", async () => {
    const copy = bucket({ bucket: unknownValue }, "copy");
    const from = { rules: copy };
    expect(await on(bucket(), copy, { ...replication(), from })).to.deep.equal([]);
  });

  it("asks for none of a bucket for logs", async () => {
    expect(await on(bucket(), senders["a load balancer"])).to.deep.equal([]);
  });

  it("waits for a status that is not known yet, and judges the other buckets", async () => {
    expect(await on(bucket(), replication(unknownValue), bucket({}, "other"))).to.deep.equal([
      alone.replace("files:", "other:"),
      "string value at .rules.0.status can't be known during preview",
    ]);
  });

  it("says nothing about other types", async () => {
    expect(await on({ ...bucket(), type: "other:index:Thing" })).to.deep.equal([]);
  });
});
