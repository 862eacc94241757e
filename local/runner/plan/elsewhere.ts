import { z } from "zod";
import type { SkippedPlan } from "../types";
import type { State } from "./state";

/** What answers requests on AWS and has nothing here that stands for it, with the reason. */
const types: Record<string, string> = {
  "aws:cloudfront/distribution:Distribution":
    "a content delivery network; its files and the load balancer behind it are asked directly",
};

/** The deployed things of a stack that answer requests on AWS and do not run here. */
export function readElsewhere(state: State): SkippedPlan[] {
  return Object.entries(types).flatMap(([type, reason]) =>
    state.all(type, z.looseObject({})).map(({ name }) => ({ name, reason })),
  );
}
