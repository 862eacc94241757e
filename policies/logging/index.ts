import { servePack } from "../pack";
import { loggingRules } from "./rules";

servePack("logging", loggingRules);
