import type { SkippedPlan } from "../types";
import type { Runnable, RunnableImage } from "./containers";
import type { Problems } from "./problems";

/** Plans what has an image that can run here, and remembers why the rest does not. */
export class Images {
  readonly skipped: SkippedPlan[] = [];

  constructor(
    private readonly find: (image: string) => Runnable,
    private readonly problems: Problems,
  ) {}

  /** Plans something with its image, or remembers why it cannot run here. */
  plan<T>(name: string, image: string, plan: (found: RunnableImage) => T): T[] {
    return this.problems.collect(() => {
      const found = this.find(image);
      return "reason" in found ? this.skip(name, found.reason) : [plan(found)];
    });
  }

  /** Remembers that something does not run here. */
  skip(name: string, reason: string): never[] {
    this.skipped.push({ name, reason });
    return [];
  }
}
