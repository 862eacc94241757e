import { PolicyPack } from "@pulumi/policy";

import { enrol } from "../enrol";
import { taggingRules } from "./rules";

new PolicyPack("tagging", { policies: enrol(taggingRules), enforcementLevel: "mandatory" });
