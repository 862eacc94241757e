import { servePack } from "../pack";
import { leastPrivilegeRules } from "./rules";

servePack("least-privilege", leastPrivilegeRules);
