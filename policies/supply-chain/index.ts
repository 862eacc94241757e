import { servePack } from "../pack";
import { supplyChainRules } from "./rules";

servePack("supply-chain", supplyChainRules);
