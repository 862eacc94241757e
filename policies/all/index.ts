import { servePack } from "../pack";
import { allRules } from "./rules";

servePack("all", allRules);
