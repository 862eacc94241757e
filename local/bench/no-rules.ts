import { servePack } from "../../policies/pack";

/** A pack without rules: what is left is the protocol, which no pack can do without. */
servePack("no-rules", []);
