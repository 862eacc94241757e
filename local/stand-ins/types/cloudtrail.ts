import { bucketTakes } from "../checks/bucket-policy";
import { mentions } from "../checks/references";
import { among, matches } from "../checks/rules";
import { partitionOf } from "../outputs/identity";
import { asText } from "../values";
import { serviceMayUseKey } from "./kms";
import { Surroundings, TypeEntry } from "./type-entry";

const SERVICE = "cloudtrail.amazonaws.com";

/** Trails in a region; a multi-region one counts in each. */
const TRAIL_LIMIT = 5;
const TRAIL = "aws:cloudtrail/trail:Trail";

const arnOf = ({ inputs, region, accountId }: Surroundings): string => {
  const where = asText(inputs.region) || region;
  return `arn:${partitionOf(where)}:cloudtrail:${where}:${accountId}:trail/${asText(inputs.name)}`;
};

/** Records of calls to AWS. */
export const cloudtrail: Readonly<Record<string, TypeEntry>> = {
  [TRAIL]: {
    name: { property: "name", max: 128 },
    replaces: ["name", "region"],
    outputs: cloud => {
      const arn = cloud.arn("cloudtrail", `trail/${cloud.physicalName}`);
      return {
        id: arn,
        arn,
        name: cloud.physicalName,
        homeRegion: cloud.region,
        enableLogging: true,
        enableLogFileValidation: false,
        includeGlobalServiceEvents: true,
        isMultiRegionTrail: false,
        isOrganizationTrail: false,
        snsTopicArn: "",
      };
    },
    checks: [
      matches(
        "name",
        /^(?!.*[._-]{2})[A-Za-z0-9][A-Za-z0-9._-]{1,126}[A-Za-z0-9]$/,
        "3 to 128 letters, digits, ., _ and -, beginning and ending with a letter or digit and no two of ._- together",
      ),
      among(["isMultiRegionTrail", "includeGlobalServiceEvents"], inputs =>
        inputs.isMultiRegionTrail === true && inputs.includeGlobalServiceEvents === false
          ? "InvalidParameterCombinationException: Multi-Region trail must include global service events"
          : undefined,
      ),
    ],
    world: [
      mentions({
        path: "s3BucketName",
        type: "aws:s3/bucket:Bucket",
        complaint: "S3BucketDoesNotExistException: there is no bucket",
      }),
      bucketLetsWrite,
      surroundings =>
        serviceMayUseKey(surroundings, {
          service: SERVICE,
          key: "aws:SourceArn",
          arn: arnOf(surroundings),
        }),
      ({ others }) =>
        others.all(TRAIL).length < TRAIL_LIMIT
          ? []
          : [`MaximumNumberOfTrailsExceededException: there are ${TRAIL_LIMIT} trails already`],
    ],
  },
};

function bucketLetsWrite(surroundings: Surroundings): string[] {
  const bucket = asText(surroundings.inputs.s3BucketName);
  const lets = bucketTakes(surroundings.others, {
    bucket,
    service: SERVICE,
    sourceArn: arnOf(surroundings),
  });
  return lets
    ? []
    : [
        `InsufficientS3BucketPolicyException: Incorrect S3 bucket policy is detected for bucket: ${bucket}`,
      ];
}
