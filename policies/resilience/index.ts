import { servePack } from "../pack";
import { resilienceRules } from "./rules";

servePack("resilience", resilienceRules);
