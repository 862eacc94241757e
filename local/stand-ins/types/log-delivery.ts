import { bucketTakes } from "../checks/bucket-policy";
import { mentions } from "../checks/references";
import { among, matches, oneOf } from "../checks/rules";
import { mixedCharacters } from "../outputs/identity";
import { asText, at } from "../values";
import { Check, Surroundings, TypeEntry } from "./type-entry";

const SOURCE = "aws:cloudwatch/logDeliverySource:LogDeliverySource";
const DESTINATION = "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination";
const DELIVERY = "aws:cloudwatch/logDelivery:LogDelivery";

const NAME: Check = matches("name", /^[\w-]{1,60}$/, "1 to 60 letters, digits, - and _");

/** The service in an ARN. */
const serviceOf = (arn: string) => arn.split(":")[2] ?? "";

/** Deliveries of the logs of AWS services to buckets, log groups and streams. */
export const logDelivery: Readonly<Record<string, TypeEntry>> = {
  [SOURCE]: {
    name: { property: "name", max: 60 },
    replaces: ["logType", "name", "region", "resourceArn"],
    outputs: cloud => ({
      id: cloud.physicalName,
      name: cloud.physicalName,
      arn: cloud.arn("logs", `delivery-source:${cloud.physicalName}`),
      service: serviceOf(cloud.text("resourceArn")),
    }),
    checks: [NAME],
    world: [cloudFrontIsInVirginia, resourceIsThere],
    deletion: ({ name }, others) =>
      others.all(DELIVERY).some(({ outputs }) => outputs.deliverySourceName === name)
        ? [`ConflictException: a delivery uses the delivery source ${asText(name)}`]
        : [],
  },
  [DESTINATION]: {
    name: { property: "name", max: 60 },
    replaces: ["name", "outputFormat", "region"],
    outputs: cloud => {
      const target = asText(
        at(cloud.inputs, "deliveryDestinationConfiguration.destinationResourceArn"),
      );
      const kinds: Record<string, string> = { s3: "S3", logs: "CWL", firehose: "FH" };
      return {
        id: cloud.physicalName,
        name: cloud.physicalName,
        arn: cloud.arn("logs", `delivery-destination:${cloud.physicalName}`),
        deliveryDestinationType: kinds[serviceOf(target)] ?? "XRAY",
      };
    },
    checks: [
      NAME,
      oneOf("outputFormat", ["json", "plain", "w3c", "raw", "parquet"]),
      among(["outputFormat", "deliveryDestinationConfiguration"], inputs =>
        inputs.outputFormat === "parquet" &&
        serviceOf(asText(at(inputs, "deliveryDestinationConfiguration.destinationResourceArn"))) !==
          "s3"
          ? "ValidationException: parquet goes to S3 only"
          : undefined,
      ),
    ],
    world: [
      mentions({
        path: "deliveryDestinationConfiguration.destinationResourceArn",
        type: "aws:s3/bucket:Bucket",
        complaint: "ResourceNotFoundException: there is no bucket",
        except: /^arn:[^:]+:(logs|firehose|xray):/,
      }),
    ],
    deletion: ({ arn, name }, others) =>
      others.all(DELIVERY).some(({ outputs }) => outputs.deliveryDestinationArn === arn)
        ? [`ConflictException: a delivery uses the delivery destination ${asText(name)}`]
        : [],
  },
  [DELIVERY]: {
    replaces: ["deliveryDestinationArn", "deliverySourceName", "region"],
    outputs: cloud => {
      const id = mixedCharacters(cloud.seed, 16);
      return { id, arn: cloud.arn("logs", `delivery:${id}`) };
    },
    world: [
      mentions({
        path: "deliverySourceName",
        type: SOURCE,
        complaint: "ResourceNotFoundException: there is no delivery source",
      }),
      mentions({
        path: "deliveryDestinationArn",
        type: DESTINATION,
        complaint: "ResourceNotFoundException: there is no delivery destination",
      }),
      bucketLetsDeliver,
    ],
    unique: inputs =>
      `${asText(inputs.deliverySourceName)} ${asText(inputs.deliveryDestinationArn)}`,
  },
};

function cloudFrontIsInVirginia({ inputs, region }: Surroundings): string[] {
  const where = asText(inputs.region) || region;
  return serviceOf(asText(inputs.resourceArn)) === "cloudfront" && where !== "us-east-1"
    ? [
        `ValidationException: PutDeliverySource action is not supported for this LogType in region ${where}`,
      ]
    : [];
}

function resourceIsThere({ inputs, others, accountId }: Surroundings): string[] {
  const arn = asText(inputs.resourceArn);
  return arn.includes(`:cloudfront::${accountId}:`) && others.find(arn) === undefined
    ? [`ResourceNotFoundException: there is no distribution ${arn}`]
    : [];
}

/** What is delivered to a bucket is written by the delivery service, which its policy has to let in. */
function bucketLetsDeliver({ inputs, others }: Surroundings): string[] {
  const destination = others.find(asText(inputs.deliveryDestinationArn), DESTINATION);
  const target = asText(
    at(destination?.outputs ?? {}, "deliveryDestinationConfiguration.destinationResourceArn"),
  );
  const source = others.find(asText(inputs.deliverySourceName), SOURCE);
  return serviceOf(target) !== "s3" ||
    bucketTakes(others, {
      bucket: target.slice(target.lastIndexOf(":") + 1),
      service: "delivery.logs.amazonaws.com",
      sourceArn: asText(source?.outputs.arn),
    })
    ? []
    : [
        `AccessDeniedException: the policy of ${target} does not let delivery.logs.amazonaws.com write`,
      ];
}
