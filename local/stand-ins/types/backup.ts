import { mentions } from "../checks/references";
import { among, matches, whole } from "../checks/rules";
import { allAt, asText } from "../values";
import { Check, TypeEntry, WorldCheck } from "./type-entry";

const VAULT = "aws:backup/vault:Vault";
const PLAN = "aws:backup/plan:Plan";

const vaultName = (property: string): Check =>
  matches(property, /^[a-zA-Z0-9_-]{2,50}$/, "2 to 50 letters, digits, - and _");

const planName = matches("name", /^[a-zA-Z0-9_.-]{1,50}$/, "1 to 50 letters, digits and -_.");

/** The key lies in the vault's region. */
const keyOfRegion: WorldCheck = ({ inputs, region }) => {
  const target = asText(inputs.region) || region;
  const [, , , keyRegion] = asText(inputs.kmsKeyArn).split(":");
  return keyRegion === undefined || keyRegion === target
    ? []
    : [`InvalidParameterValueException: the key is in ${keyRegion}; use one of ${target}`];
};

/** Vaults, what is put into them, and when. */
export const backup: Readonly<Record<string, TypeEntry>> = {
  [VAULT]: {
    name: { property: "name", max: 50 },
    replaces: ["kmsKeyArn", "name"],
    outputs: cloud => {
      const name = cloud.physicalName;
      return {
        id: name,
        name,
        arn: cloud.arn("backup", `backup-vault:${name}`),
        recoveryPoints: 0,
      };
    },
    checks: [vaultName("name")],
    world: [keyOfRegion],
  },
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration": {
    replaces: ["backupVaultName", "changeableForDays", "maxRetentionDays", "minRetentionDays"],
    outputs: cloud => {
      const name = cloud.text("backupVaultName");
      return { id: name, backupVaultArn: cloud.arn("backup", `backup-vault:${name}`) };
    },
    checks: [
      vaultName("backupVaultName"),
      whole("changeableForDays", 3, 36500),
      whole("maxRetentionDays", 1, 36500),
      whole("minRetentionDays", 1, 36500),
    ],
    world: [
      mentions({
        path: "backupVaultName",
        type: VAULT,
        complaint: "ResourceNotFoundException: there is no backup vault",
      }),
    ],
    unique: inputs => asText(inputs.backupVaultName),
  },
  [PLAN]: {
    name: { property: "name", max: 50 },
    replaces: ["name"],
    sets: ["rules", "rules.copyActions", "advancedBackupSettings"],
    outputs: cloud => {
      const id = cloud.uuid();
      return {
        id,
        name: cloud.physicalName,
        arn: cloud.arn("backup", `backup-plan:${id}`),
        version: cloud.uuid("version"),
      };
    },
    changing: ["version"],
    checks: [
      planName,
      among(["rules"], inputs => {
        const names = allAt(inputs, "rules.ruleName").map(asText);
        const strange = names.filter(name => !/^[a-zA-Z0-9_.-]{1,50}$/.test(name));
        return new Set(names).size === names.length && strange.length === 0
          ? undefined
          : `rules are named ${names.join(", ")}; use names of 1 to 50 letters, digits and -_., each once`;
      }),
      among(["rules"], inputs => {
        const schedules = allAt(inputs, "rules.schedule").map(asText);
        const strange = schedules.filter(text => !/^cron\((\S+ ){5}\S+\)$/.test(text));
        return strange.length === 0
          ? undefined
          : `${strange.join(", ")} is not valid; use cron(minute hour day month weekday year)`;
      }),
    ],
    world: [
      mentions({
        path: "rules.targetVaultName",
        type: VAULT,
        complaint: "ResourceNotFoundException: there is no backup vault",
      }),
      ({ inputs, others, accountId }) =>
        allAt(inputs, "rules.copyActions.destinationVaultArn")
          .map(asText)
          .filter(arn => arn.split(":")[4] === accountId && others.find(arn, VAULT) === undefined)
          .map(arn => `InvalidParameterValueException: there is no backup vault ${arn}`),
    ],
    unique: inputs => asText(inputs.name),
  },
  "aws:backup/selection:Selection": {
    name: { property: "name", max: 50 },
    replaces: [
      "conditions",
      "iamRoleArn",
      "name",
      "notResources",
      "planId",
      "resources",
      "selectionTags",
    ],
    sets: ["conditions", "notResources", "resources", "selectionTags"],
    outputs: cloud => ({ id: cloud.uuid(), name: cloud.physicalName }),
    checks: [
      planName,
      among(["resources", "selectionTags", "conditions"], inputs =>
        ["resources", "selectionTags", "conditions"].some(key => inputs[key] !== undefined)
          ? undefined
          : "the selection selects nothing; use ARNs or tags",
      ),
      among(["resources"], inputs => {
        const strange = allAt(inputs, "resources")
          .flat()
          .map(asText)
          .filter(arn => arn !== "*" && !/^arn:[\w-]+:[\w-]+:/.test(arn));
        return strange.length === 0 ? undefined : `${strange.join(", ")} is not an ARN`;
      }),
    ],
    world: [
      mentions({
        path: "planId",
        type: PLAN,
        complaint: "ResourceNotFoundException: there is no backup plan",
      }),
    ],
    unique: inputs => `${asText(inputs.planId)}/${asText(inputs.name)}`,
  },
};
