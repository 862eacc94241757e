import type { ResourceValidationPolicy } from "@pulumi/policy";

import { onTypes } from "../resource";

interface ParameterGroup {
  family: string;
  parameters?: readonly { name: string; value: string }[];
}

/** It is about PostgreSQL, where both are off unless they are set. */
export const rdsQueryLogging: ResourceValidationPolicy = {
  name: "rds-query-logging",
  description: "PostgreSQL databases log changes of their schema, and slow queries.",
  enforcementLevel: "advisory",
  severity: "low",
  tags: ["logging"],
  remediationSteps:
    'Set the parameter log_statement to "ddl" and log_min_duration_statement to milliseconds, "1000" for instance.',
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Concepts.PostgreSQL.Query_Logging.html",
  validateResource: onTypes<ParameterGroup>(
    [
      "aws:rds/parameterGroup:ParameterGroup",
      "aws:rds/clusterParameterGroup:ClusterParameterGroup",
    ],
    ({ family, parameters = [] }, report, { type }) => {
      // An Aurora instance takes both from its cluster.
      const cluster = type === "aws:rds/clusterParameterGroup:ClusterParameterGroup";
      if (!(cluster ? /^(aurora-)?postgres/ : /^postgres/).test(family)) {
        return;
      }
      const valueOf = (wanted: string) => parameters.find(({ name }) => name === wanted)?.value;
      if (!/^(ddl|mod|all)$/.test(valueOf("log_statement") ?? "none")) {
        report('Changes of the schema are not logged: set the parameter log_statement to "ddl".');
      }
      if (!(Number(valueOf("log_min_duration_statement") ?? -1) >= 0)) {
        report(
          'Slow queries are not logged: set the parameter log_min_duration_statement, to "1000" for instance.',
        );
      }
    },
  ),
};
