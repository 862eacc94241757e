import { servePack } from "../pack";
import { allRules } from "../packs";

// Each pack is a process of its own, and one starts faster than eight.
servePack("all", allRules);
