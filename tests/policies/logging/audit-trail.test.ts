import type { TrailArgs } from "@pulumi/aws/cloudtrail";
import { expect } from "chai";

import { cloudtrailCloudwatchLogs } from "../../../policies/logging/cloudtrail-cloudwatch-logs";
import { cloudtrailLogFileValidation } from "../../../policies/logging/cloudtrail-log-file-validation";
import { cloudtrailMultiRegion } from "../../../policies/logging/cloudtrail-multi-region";
import { unknownValue } from "../support/engine";
import { mended } from "../support/mend";
import { describeRule } from "../support/rule-cases";

const TRAIL = "aws:cloudtrail/trail:Trail";

const narrow = "Other regions are not recorded: set isMultiRegionTrail to true.";
describeRule<TrailArgs>(cloudtrailMultiRegion, TRAIL, [
  ["reports that nothing is said, which means one region", { s3BucketName: "trail" }, [narrow]],
  ["reports one region", { isMultiRegionTrail: false }, [narrow]],
  [
    "reports a trail that is switched off",
    { isMultiRegionTrail: true, enableLogging: false },
    ["Nothing is recorded: set enableLogging to true."],
  ],
  ["accepts all", { isMultiRegionTrail: true }, []],
  [
    "does not wait for a bucket that it does not read",
    { isMultiRegionTrail: true, s3BucketName: unknownValue },
    [],
  ],
  [
    "waits for what is not known yet",
    { isMultiRegionTrail: unknownValue },
    ["string value at .isMultiRegionTrail can't be known during preview"],
  ],
]);

const forgeable = "A changed log file goes unnoticed: set enableLogFileValidation to true.";
describeRule<TrailArgs>(cloudtrailLogFileValidation, TRAIL, [
  [
    "reports that nothing is said, which means no signatures",
    { s3BucketName: "trail" },
    [forgeable],
  ],
  ["reports none", { enableLogFileValidation: false }, [forgeable]],
  ["accepts signatures", { enableLogFileValidation: true }, []],
  [
    "does not wait for a bucket that it does not read",
    { enableLogFileValidation: true, s3BucketName: unknownValue },
    [],
  ],
  [
    "waits for what is not known yet",
    { enableLogFileValidation: unknownValue },
    ["string value at .enableLogFileValidation can't be known during preview"],
  ],
]);

const group = { cloudWatchLogsGroupArn: "arn:aws:logs:us-east-1:1:log-group:trail:*" };
const role = { cloudWatchLogsRoleArn: "arn:aws:iam::123456789012:role/trail" };
describeRule<TrailArgs>(cloudtrailCloudwatchLogs, TRAIL, [
  [
    "reports that nothing is said",
    {},
    ["The trail raises no alarm: set cloudWatchLogsGroupArn and cloudWatchLogsRoleArn."],
  ],
  ["reports a missing role", group, ["The trail raises no alarm: set cloudWatchLogsRoleArn."]],
  ["reports a missing group", role, ["The trail raises no alarm: set cloudWatchLogsGroupArn."]],
  ["accepts both", { ...group, ...role }, []],
  [
    "accepts what is not known yet",
    { cloudWatchLogsGroupArn: unknownValue, cloudWatchLogsRoleArn: unknownValue },
    [],
  ],
]);

describe("mending a trail", () => {
  it("widens it", async () => {
    const wide = { isMultiRegionTrail: true };
    expect(await mended(cloudtrailMultiRegion, { type: TRAIL, props: {} })).to.deep.equal(wide);
    expect(await mended(cloudtrailMultiRegion, { type: TRAIL, props: wide })).to.equal(undefined);
  });

  it("has its files signed", async () => {
    const signed = { enableLogFileValidation: true };
    expect(await mended(cloudtrailLogFileValidation, { type: TRAIL, props: {} })).to.deep.equal(
      signed,
    );
    expect(await mended(cloudtrailLogFileValidation, { type: TRAIL, props: signed })).to.equal(
      undefined,
    );
  });
});
