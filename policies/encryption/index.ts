import { PolicyPack } from "@pulumi/policy";

import { enrol } from "../enrol";
import { encryptionRules } from "./rules";

new PolicyPack("encryption", { policies: enrol(encryptionRules), enforcementLevel: "mandatory" });
