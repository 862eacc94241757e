import { Values } from "../values";

/** Of which resource the outputs are asked. */
export interface CloudQuestion {
  /** The resource's name in the program. */
  name: string;

  /**
   * Its URN, from which ids are made.
   *
   * @default - one of a stack `test`
   */
  urn?: string;

  /** Its inputs, all known. */
  inputs: Values;

  /** AWS region. */
  region: string;

  /**
   * AWS account.
   *
   * @default "123456789012"
   */
  accountId?: string;

  /**
   * The provider's default tags, which `tagsAll` holds too.
   *
   * @default - none
   */
  defaultTags?: Values;
}

/** What the cloud answers. */
export interface CloudAnswer {
  id: string;
  /** The inputs, what the cloud filled in, and what only it knows, such as ARNs. */
  outputs: Values;
}
