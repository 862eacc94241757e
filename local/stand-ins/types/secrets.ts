import { policyDocument, policyMeaning } from "../checks/policy-document";
import { mentions } from "../checks/references";
import { among, exactlyOne, length, matches, oneOf } from "../checks/rules";
import { mixedCharacters } from "../outputs/identity";
import { asText } from "../values";
import { TypeEntry } from "./type-entry";

const SECRET = "aws:secretsmanager/secret:Secret";

const ofSecret = (path: string) =>
  mentions({ path, type: SECRET, complaint: "ResourceNotFoundException: there is no secret" });

/** Secrets Manager and Parameter Store. */
export const secrets: Readonly<Record<string, TypeEntry>> = {
  [SECRET]: {
    name: { property: "name", max: 512 },
    replaces: ["name", "namePrefix", "type"],
    sets: ["replicas"],
    meanings: { policy: policyMeaning },
    outputs: cloud => {
      const name = cloud.physicalName;
      const arn = cloud.arn("secretsmanager", `secret:${name}-${mixedCharacters(cloud.seed, 6)}`);
      return { id: arn, arn, name, recoveryWindowInDays: 30, forceOverwriteReplicaSecret: false };
    },
    checks: [
      matches("name", /^[A-Za-z0-9/_+=.@-]{1,512}$/, "1 to 512 letters, digits and /_+=.@-"),
      length("description", 0, 2048),
      among(["recoveryWindowInDays"], ({ recoveryWindowInDays: days }) =>
        days === undefined || days === 0 || (Number(days) >= 7 && Number(days) <= 30)
          ? undefined
          : `${asText(days)} is not valid; use 0 or 7 to 30 days`,
      ),
      policyDocument("policy", { kind: "resource", max: 20480 }),
    ],
  },
  "aws:secretsmanager/secretVersion:SecretVersion": {
    replaces: ["secretBinary", "secretId", "secretString", "secretStringWoVersion"],
    sets: ["versionStages"],
    outputs: cloud => {
      const arn = cloud.text("secretId");
      const versionId = cloud.uuid();
      return {
        id: `${arn}|${versionId}`,
        arn,
        secretArn: arn,
        versionId,
        versionStages: ["AWSCURRENT"],
        hasSecretStringWo: cloud.inputs.secretStringWo !== undefined,
      };
    },
    checks: [
      exactlyOne("secretString", "secretBinary", "secretStringWo"),
      among(["secretString"], ({ secretString }) =>
        asText(secretString).length <= 65536 ? undefined : "it is longer than 65536 bytes",
      ),
    ],
    world: [ofSecret("secretId")],
  },
  "aws:secretsmanager/secretPolicy:SecretPolicy": {
    replaces: ["secretArn"],
    meanings: { policy: policyMeaning },
    outputs: cloud => ({ id: cloud.text("secretArn") }),
    checks: [policyDocument("policy", { kind: "resource", max: 20480 })],
    world: [ofSecret("secretArn")],
    unique: inputs => asText(inputs.secretArn),
  },
  "aws:ssm/parameter:Parameter": {
    name: { property: "name", max: 1011 },
    replaces: ["dataType", "name"],
    replaceWhen: (olds, news) =>
      olds.tier === "Advanced" && news.tier === "Standard" ? ["tier"] : [],
    outputs: cloud => {
      const name = cloud.physicalName;
      const type = cloud.text("type");
      return {
        id: name,
        name,
        arn: cloud.arn("ssm", `parameter/${name.replace(/^\//, "")}`),
        version: 1,
        tier: "Standard",
        dataType: "text",
        hasValueWo: cloud.inputs.valueWo !== undefined,
        ...(type === "SecureString" && { keyId: "alias/aws/ssm" }),
        ...(cloud.inputs.insecureValue !== undefined && { value: cloud.inputs.insecureValue }),
      };
    },
    update: (olds, news, oldOutputs) => ({
      version:
        Number(oldOutputs.version) +
        (["value", "insecureValue", "valueWoVersion", "description", "type", "keyId"].some(
          key => asText(olds[key]) !== asText(news[key]),
        )
          ? 1
          : 0),
    }),
    changing: ["version"],
    checks: [
      matches(
        "name",
        /^(?!\/?(aws|ssm))(\/[a-zA-Z0-9_.-]+){1,15}$|^(?!aws|ssm)[a-zA-Z0-9_.-]+$/i,
        "letters, digits and _.- in up to 15 levels that begin with /, not beginning with aws or ssm",
      ),
      length("name", 1, 1011),
      oneOf("type", ["String", "StringList", "SecureString"]),
      oneOf("tier", ["Standard", "Advanced", "Intelligent-Tiering"]),
      exactlyOne("value", "insecureValue", "valueWo"),
      among(["value", "tier"], ({ value, tier }) =>
        asText(value).length <= (tier === undefined || tier === "Standard" ? 4096 : 8192)
          ? undefined
          : "it is longer than 4096 characters (8192 with tier Advanced)",
      ),
      among(["type", "insecureValue", "keyId"], ({ type, insecureValue, keyId }) => {
        if (type === "SecureString") {
          return insecureValue === undefined
            ? undefined
            : "a SecureString takes value, not insecureValue";
        }
        return keyId === undefined ? undefined : `a ${asText(type)} takes no keyId`;
      }),
    ],
    world: [
      ({ inputs, others }) => {
        const key = asText(inputs.keyId);
        return key === "" ||
          key.startsWith("arn:") ||
          key.startsWith("alias/aws/") ||
          others.find(key) !== undefined
          ? []
          : [`InvalidKeyId: there is no KMS key ${key}`];
      },
    ],
  },
};
