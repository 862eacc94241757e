import type { ResourceValidationPolicy } from "@pulumi/policy";

import { isSet, peek } from "../known";
import { fixOn, onTypes } from "../resource";

interface Parameter {
  name: string;
  value: string;
  applyMethod?: string;
}

interface ParameterGroup {
  family: string;
  parameters?: readonly Parameter[];
}

interface Database {
  engine?: string;
  parameterGroupName?: string;
  dbClusterParameterGroupName?: string;
}

const CLUSTER_GROUP = "aws:rds/clusterParameterGroup:ClusterParameterGroup";
const GROUPS = ["aws:rds/parameterGroup:ParameterGroup", CLUSTER_GROUP];

const forcesSsl = onTypes<ParameterGroup>(GROUPS, (group, report, { type }) => {
  if (takesPlainText(group, type)) {
    report('Connections may be in plain text: set the parameter rds.force_ssl to "1".');
  }
});

const usesOwnGroup = onTypes<Database>(
  ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"],
  (database, report, { type }) => {
    const group =
      type === "aws:rds/cluster:Cluster" ? "dbClusterParameterGroupName" : "parameterGroupName";
    if (!/^(aurora-)?postgres/.test(String(peek(() => database.engine)))) {
      return;
    }
    if (!isSet(database, group) || /^default\./.test(String(peek(() => database[group])))) {
      report(`${group} is not set to a group of its own: use one with rds.force_ssl "1".`);
    }
  },
);

/** An instance made from another or a snapshot names no engine here and takes that one's group. */
export const rdsForceSsl: ResourceValidationPolicy = {
  name: "rds-force-ssl",
  description: "PostgreSQL databases refuse connections without TLS.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["encryption"],
  remediationSteps:
    'Give the database a parameter group whose rds.force_ssl is "1"; clients connect with sslmode=require.',
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html",
  validateResource: async (args, report) => {
    await forcesSsl(args, report);
    await usesOwnGroup(args, report);
  },
  // At the next restart, so that a program that connects without TLS is not cut off unawares.
  remediateResource: fixOn<ParameterGroup>(GROUPS, (group, { type }) =>
    takesPlainText(group, type)
      ? {
          parameters: [
            ...othersOf(group),
            { name: "rds.force_ssl", value: "1", applyMethod: "pending-reboot" },
          ],
        }
      : undefined,
  ),
};

/** An Aurora instance takes the parameter from its cluster: its own group has none of that name. */
function takesPlainText({ family, parameters }: ParameterGroup, type: string): boolean {
  const forced = parameters?.find(({ name }) => name === "rds.force_ssl")?.value;
  const engines = type === CLUSTER_GROUP ? /^(aurora-)?postgres/ : /^postgres/;
  return engines.test(family) && forced !== "1";
}

function othersOf({ parameters = [] }: ParameterGroup): readonly Parameter[] {
  return [...parameters].filter(({ name }) => name !== "rds.force_ssl");
}
