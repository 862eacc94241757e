import { length } from "../checks/rules";
import { TypeEntry } from "./type-entry";

/** Amazon Managed Service for Prometheus. */
export const amp: Readonly<Record<string, TypeEntry>> = {
  "aws:amp/workspace:Workspace": {
    replaces: ["kmsKeyArn"],
    outputs: cloud => {
      const id = `ws-${cloud.uuid()}`;
      return {
        id,
        arn: cloud.arn("aps", `workspace/${id}`),
        prometheusEndpoint: `https://aps-workspaces.${cloud.region}.${cloud.dnsSuffix}/workspaces/${id}/`,
      };
    },
    checks: [length("alias", 1, 100)],
    unique: () => undefined,
  },
};
