import { servePack } from "../pack";
import { encryptionRules } from "./rules";

servePack("encryption", encryptionRules);
