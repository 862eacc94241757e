import { PolicyPack } from "@pulumi/policy";

import { enrol } from "../enrol";
import { allRules } from "./rules";

new PolicyPack("all", { policies: enrol(allRules), enforcementLevel: "mandatory" });
