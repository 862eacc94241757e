import { servePack } from "../pack";
import { costRules } from "./rules";

servePack("cost", costRules);
