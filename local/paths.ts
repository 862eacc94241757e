import { join, resolve } from "path";

/** The project's root folder. */
export const ROOT = resolve(__dirname, "..");

/** Everything that the embedded default keeps: state, data, compiled packs. Not under version control. */
export const LOCAL = join(ROOT, ".local");

/** The project's name in Pulumi.yaml, which its configuration keys begin with. */
export const PROJECT = "microservices-on-aws";
