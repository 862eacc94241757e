import type { FastifyBaseLogger } from "fastify";

import { reasonOf } from "../shared/logging";

/** Says once that a dependency is away, and once that it is back, however often it is tried. */
export class Outage {
  private isAway = false;

  constructor(
    private readonly name: string,
    private readonly log: FastifyBaseLogger,
  ) {}

  begin(error: unknown): void {
    if (!this.isAway) {
      this.log.warn({ reason: reasonOf(error) }, `${this.name} is away`);
    }
    this.isAway = true;
  }

  end(): void {
    if (this.isAway) {
      this.log.info(`${this.name} is back`);
    }
    this.isAway = false;
  }
}
