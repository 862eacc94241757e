import { servePack } from "../pack";
import { networkRules } from "./rules";

servePack("network", networkRules);
