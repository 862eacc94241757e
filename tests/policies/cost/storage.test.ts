import type { LogGroupArgs } from "@pulumi/aws/cloudwatch";
import type { DistributionArgs } from "@pulumi/aws/cloudfront";
import type { VolumeArgs } from "@pulumi/aws/ebs";
import type { InstanceArgs as MachineArgs, LaunchTemplateArgs } from "@pulumi/aws/ec2";
import type { ServiceArgs } from "@pulumi/aws/ecs";
import type { InstanceArgs } from "@pulumi/aws/rds";
import { expect } from "chai";

import { cloudfrontPriceClass } from "../../../policies/cost/cloudfront-price-class";
import { ebsVolumeGp3 } from "../../../policies/cost/ebs-volume-gp3";
import { logGroupRetentionMaximum } from "../../../policies/cost/log-group-retention-maximum";
import { rdsStorageGp3 } from "../../../policies/cost/rds-storage-gp3";
import { DIFFERENCES } from "../../../policies/environments";
import { unknownValue } from "../support/engine";
import { mended } from "../support/mend";
import { describeRule, ruleCases } from "../support/rule-cases";

const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const DATABASE = "aws:rds/instance:Instance";
const VOLUME = "aws:ebs/volume:Volume";
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";

const inDev = (rule: string) => ({ config: DIFFERENCES.dev[rule] });

const kept = (time: string, maximum = 365) => [
  `Logs are kept for ${time}: set retentionInDays to at most ${maximum}.`,
];
describeRule<LogGroupArgs>(logGroupRetentionMaximum, LOG_GROUP, [
  ["accepts a year", { retentionInDays: 365 }, []],
  ["reports more", { retentionInDays: 400 }, kept("400 days")],
  ["reports none, which is for ever", {}, kept("ever")],
  ["reports 0, which is for ever", { retentionInDays: 0 }, kept("ever")],
  [
    "takes less in dev",
    { retentionInDays: 60 },
    kept("60 days", 30),
    inDev("log-group-retention-maximum"),
  ],
  ["accepts a month in dev", { retentionInDays: 30 }, [], inDev("log-group-retention-maximum")],
  ["accepts the class DELIVERY, which is kept two days", { logGroupClass: "DELIVERY" }, []],
  [
    "waits for what is not known yet",
    { retentionInDays: unknownValue },
    ["string value at .retentionInDays can't be known during preview"],
  ],
]);
it("log-group-retention-maximum sets days that CloudWatch takes", async () => {
  const mend = (props: object, maximum: number) =>
    mended(logGroupRetentionMaximum, { type: LOG_GROUP, props, config: { maximum } });
  expect(await mend({}, 30)).to.deep.equal({ retentionInDays: 30 });
  expect(await mend({ retentionInDays: 400 }, 100)).to.deep.equal({ retentionInDays: 90 });
  expect(await mend({ retentionInDays: 30 }, 30)).to.equal(undefined);
});

const storage = (type: string, allowed = "gp3 or io1 or io2") => [
  `Storage is ${type}: set storageType to ${allowed}.`,
];
describeRule<InstanceArgs>(rdsStorageGp3, DATABASE, [
  ["accepts gp3", { storageType: "gp3" }, []],
  ["reports gp2", { storageType: "gp2" }, storage("gp2")],
  ["reports none, for which the provider takes gp2", {}, storage("gp2")],
  ["accepts none with iops, for which the provider takes io1", { iops: 3000 }, []],
  ["reports magnetic disks", { storageType: "standard" }, storage("standard")],
  ["reports io1 in dev", { storageType: "io1" }, storage("io1", "gp3"), inDev("rds-storage-gp3")],
  [
    "waits for what is not known yet",
    { storageType: unknownValue },
    ["string value at .storageType can't be known during preview"],
  ],
]);
it("rds-storage-gp3 mends gp2 alone, and what is large enough", async () => {
  const mend = (props: object) => mended(rdsStorageGp3, { type: DATABASE, props });
  expect(await mend({ allocatedStorage: 20 })).to.deep.equal({
    allocatedStorage: 20,
    storageType: "gp3",
  });
  expect(await mend({ storageType: "gp2", allocatedStorage: 10 })).to.equal(undefined);
  expect(await mend({ storageType: "gp2" })).to.equal(undefined);
  expect(await mend({ storageType: "io1", allocatedStorage: 100 })).to.equal(undefined);
  expect(await mend({ iops: 3000, allocatedStorage: 100 })).to.equal(undefined);
  expect(await mend({ storageType: "gp3", allocatedStorage: 20 })).to.equal(undefined);
});

describe(ebsVolumeGp3.name, () => {
  ruleCases<VolumeArgs>(ebsVolumeGp3, VOLUME, [
    ["accepts gp3", { type: "gp3" }, []],
    ["accepts io2", { type: "io2" }, []],
    ["reports gp2", { type: "gp2" }, ["The volume is gp2: set type to gp3."]],
    ["reports none, which is gp2", {}, ["The volume is gp2: set type to gp3."]],
    ["reports magnetic disks", { type: "standard" }, ["The volume is standard: set type to gp3."]],
    [
      "waits for what is not known yet",
      { type: unknownValue },
      ["string value at .type can't be known during preview"],
    ],
  ]);
  ruleCases<LaunchTemplateArgs>(ebsVolumeGp3, "aws:ec2/launchTemplate:LaunchTemplate", [
    [
      "reports each volume of a launch template",
      { blockDeviceMappings: [{ ebs: { volumeType: "gp3" } }, { ebs: { volumeType: "gp2" } }] },
      ["The volume is gp2: set blockDeviceMappings[1].ebs.volumeType to gp3."],
    ],
    ["accepts a volume that is as its image says", { blockDeviceMappings: [{ ebs: {} }] }, []],
  ]);
  ruleCases<MachineArgs>(ebsVolumeGp3, "aws:ec2/instance:Instance", [
    [
      "reports a machine's own",
      {
        rootBlockDevice: { volumeType: "gp2" },
        ebsBlockDevices: [{ deviceName: "a", volumeType: "gp2" }],
      },
      [
        "The volume is gp2: set rootBlockDevice.volumeType to gp3.",
        "The volume is gp2: set ebsBlockDevices[0].volumeType to gp3.",
      ],
    ],
    ["accepts a machine that says nothing of them", {}, []],
  ]);
  ruleCases<ServiceArgs>(ebsVolumeGp3, "aws:ecs/service:Service", [
    [
      "reports a task's",
      {
        volumeConfiguration: {
          name: "data",
          managedEbsVolume: { roleArn: "r", volumeType: "gp2" },
        },
      },
      ["The volume is gp2: set volumeConfiguration.managedEbsVolume.volumeType to gp3."],
    ],
  ]);
  it("mends gp2 in place, where gp3 is no slower", async () => {
    const mend = (props: object, type = VOLUME) => mended(ebsVolumeGp3, { type, props });
    expect(await mend({ size: 20 })).to.deep.equal({ size: 20, type: "gp3" });
    expect(await mend({ type: "gp2", size: 170 })).to.deep.equal({ size: 170, type: "gp3" });
    for (const props of [{ size: 171 }, {}, { type: "io1", size: 20 }]) {
      expect(await mend(props)).to.equal(undefined);
    }
    expect(await mend({ size: 20 }, "aws:ec2/instance:Instance")).to.equal(undefined);
  });
});

const priced = (name: string) => [`The price class is ${name}: set priceClass to PriceClass_100.`];
describeRule<DistributionArgs>(cloudfrontPriceClass, DISTRIBUTION, [
  [
    "reports all places in dev",
    { priceClass: "PriceClass_All" },
    priced("PriceClass_All"),
    inDev("cloudfront-price-class"),
  ],
  [
    "reports none, which is all places",
    {},
    priced("PriceClass_All"),
    inDev("cloudfront-price-class"),
  ],
  [
    "reports more places than allowed",
    { priceClass: "PriceClass_200" },
    priced("PriceClass_200"),
    inDev("cloudfront-price-class"),
  ],
  ["accepts the cheapest", { priceClass: "PriceClass_100" }, [], inDev("cloudfront-price-class")],
  [
    "accepts fewer than allowed",
    { priceClass: "PriceClass_100" },
    [],
    { config: { largest: "PriceClass_200" } },
  ],
  ["says nothing by itself", { priceClass: "PriceClass_All" }, []],
  [
    "waits for what is not known yet",
    { priceClass: unknownValue },
    ["string value at .priceClass can't be known during preview"],
    inDev("cloudfront-price-class"),
  ],
]);
it("cloudfront-price-class sets the largest that is allowed", async () => {
  const mend = (props: object, config = {}) =>
    mended(cloudfrontPriceClass, { type: DISTRIBUTION, props, config });
  expect(await mend({}, { largest: "PriceClass_200" })).to.deep.equal({
    priceClass: "PriceClass_200",
  });
  expect(await mend({})).to.equal(undefined);
});
