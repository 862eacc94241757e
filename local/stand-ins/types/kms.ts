import {
  covers,
  listOf,
  policyDocument,
  policyMeaning,
  statementsOf,
} from "../checks/policy-document";
import { mentions } from "../checks/references";
import { matches, whole } from "../checks/rules";
import { asText, asValues, isUnknown } from "../values";
import { Surroundings, TypeEntry } from "./type-entry";

/** Keys and their aliases. */
export const kms: Readonly<Record<string, TypeEntry>> = {
  "aws:kms/key:Key": {
    replaces: ["customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion", "xksKeyId"],
    meanings: { policy: policyMeaning },
    outputs: cloud => {
      const id = cloud.uuid();
      const arn = cloud.arn("kms", `key/${id}`);
      return {
        id,
        keyId: id,
        arn,
        customerMasterKeySpec: "SYMMETRIC_DEFAULT",
        keyUsage: "ENCRYPT_DECRYPT",
        enableKeyRotation: false,
        isEnabled: true,
        multiRegion: false,
        ...(cloud.inputs.enableKeyRotation === true && { rotationPeriodInDays: 365 }),
      };
    },
    checks: [
      whole("deletionWindowInDays", 7, 30),
      whole("rotationPeriodInDays", 90, 2560),
      policyDocument("policy", { kind: "resource", max: 32768 }),
      ({ policy }) =>
        typeof policy !== "string" || isUnknown(policy) || canBeManaged(policy)
          ? []
          : [
              {
                property: "policy",
                reason:
                  "MalformedPolicyDocument: the new key policy will not allow you to update the key policy in the future; allow kms:* to the account",
              },
            ],
    ],
    unique: () => undefined,
  },
  "aws:kms/alias:Alias": {
    name: { property: "name", max: 256 },
    replaces: ["name", "namePrefix"],
    outputs: cloud => {
      const name = cloud.physicalName;
      const key = cloud.text("targetKeyId");
      return {
        id: name,
        name,
        arn: cloud.arn("kms", name),
        targetKeyArn: key.startsWith("arn:") ? key : cloud.arn("kms", `key/${key}`),
      };
    },
    checks: [
      matches(
        "name",
        /^alias\/(?!aws\/)[a-zA-Z0-9/_-]{1,250}$/,
        "alias/ and up to 250 letters, digits, /, _ and -, not beginning with alias/aws/",
      ),
    ],
    world: [
      mentions({
        path: "targetKeyId",
        type: "aws:kms/key:Key",
        complaint: "NotFoundException: there is no KMS key",
      }),
    ],
  },
};

function canBeManaged(policy: string): boolean {
  return statementsOf(policy).some(
    statement =>
      statement.Effect === "Allow" &&
      listOf(statement.Action).some(action => covers(action, "kms:PutKeyPolicy")) &&
      listOf(asValues(statement.Principal).AWS ?? statement.Principal).length > 0,
  );
}

/** What a service asks of the key that it encrypts with. */
interface ServiceUse {
  /** The service's principal, e.g. `logs.us-east-1.amazonaws.com`. */
  service: string;
  /** ARN of what is encrypted. */
  arn: string;
  /** Condition key that names the ARN. */
  key: string;
}

/** Whether the key policy lets a service use the key, for the ARN where a condition names one. */
function keyAllows(policy: string, { service, arn, key }: ServiceUse): boolean {
  return statementsOf(policy).some(statement => {
    const context = Object.values(asValues(statement.Condition)).flatMap(operator =>
      listOf(asValues(operator)[key]),
    );
    return (
      statement.Effect === "Allow" &&
      listOf(asValues(statement.Principal).Service).includes(service) &&
      (context.length === 0 || context.some(pattern => covers(pattern, arn)))
    );
  });
}

/** CloudWatch Logs takes a key only when the key's policy lets it. */
export function logsMayUseKey(arnOf: (surroundings: Surroundings) => string) {
  return (surroundings: Surroundings): string[] => {
    const service = `logs.${asText(surroundings.inputs.region) || surroundings.region}.amazonaws.com`;
    const key = "kms:EncryptionContext:aws:logs:arn";
    return serviceMayUseKey(surroundings, { service, key, arn: arnOf(surroundings) });
  };
}

/** Complains when the policy of the key in `kmsKeyId` does not let the service use it for the ARN. */
export function serviceMayUseKey({ inputs, others }: Surroundings, use: ServiceUse): string[] {
  const found = others.find(asText(inputs.kmsKeyId), "aws:kms/key:Key");
  return found === undefined || keyAllows(asText(found.outputs.policy), use)
    ? []
    : [
        `AccessDeniedException: the KMS key's policy does not let ${use.service} use the key for ${use.arn}`,
      ];
}
