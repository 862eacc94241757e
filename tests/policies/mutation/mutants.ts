import { dataMutants } from "./data";
import { iamMutants } from "./iam";
import type { Mutant } from "./mutant";
import { networkMutants } from "./network";
import { resourcePolicyMutants } from "./resource-policies";
import { serviceMutants } from "./services";

/** Every mistake, in the order of the table. */
export const mutants: readonly Mutant[] = [
  ...iamMutants,
  ...resourcePolicyMutants,
  ...dataMutants,
  ...networkMutants,
  ...serviceMutants,
];
