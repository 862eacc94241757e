import { Values } from "../values";

/** A resource to make or change, with the place it lives in. */
export interface Subject {
  type: string;
  name: string;
  urn: string;
  region: string;
  accountId: string;
  defaultTags: Values;
  /** Checked inputs. */
  inputs: Values;
}

/** A resource that there is. */
export interface Known {
  id: string;
  inputs: Values;
  outputs: Values;
}
