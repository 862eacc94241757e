import { servePack } from "../pack";
import { taggingRules } from "./rules";

servePack("tagging", taggingRules);
