import type { SkippedPlan } from "../types";
import type { Runnable, RunnableImage } from "./image-builds";
import type { Problems } from "./problems";

/** Plans what has an image that can run here, and remembers why the rest does not. */
export class Images {
  readonly skipped: SkippedPlan[] = [];

  constructor(
    private readonly find: (image: string) => Runnable,
    private readonly problems: Problems,
  ) {}

  /** Plans something with its image, or remembers why it cannot run here. */
  plan<T>(name: string, image: string, plan: (found: RunnableImage) => T | undefined): T[] {
    return this.problems.collect(() => {
      const found = this.find(image);
      const planned = "reason" in found ? this.skip(name, found.reason) : plan(found);
      return planned === undefined ? [] : [planned];
    });
  }

  /**
   * Remembers that something does not run here.
   *
   * @param needed Whether others cannot do without it.
   */
  skip(name: string, reason: string, needed?: boolean): undefined {
    this.skipped.push(needed ? { name, reason, needed } : { name, reason });
  }
}
