import { PolicyPack } from "@pulumi/policy";

import { enrol } from "../enrol";
import { leastPrivilegeRules } from "./rules";

new PolicyPack("least-privilege", {
  policies: enrol(leastPrivilegeRules),
  enforcementLevel: "mandatory",
});
