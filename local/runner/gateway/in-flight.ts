import type { Target } from "./types";

/** Requests under way, by where they went. */
export class InFlight {
  private readonly counts = new Map<string, number>();
  private readonly waiting = new Map<string, (() => void)[]>();

  /** A request goes to a target. Returns what to call when it is over, once. */
  begin(target: Pick<Target, "host" | "port">): () => void {
    const place = placeOf(target);
    this.counts.set(place, this.count(place) + 1);
    return () => {
      const left = this.count(place) - 1;
      if (left > 0) {
        this.counts.set(place, left);
        return;
      }
      this.counts.delete(place);
      const tell = this.waiting.get(place) ?? [];
      this.waiting.delete(place);
      tell.forEach(resolve => resolve());
    };
  }

  /** Resolves when a target has no request under way. Others may begin later. */
  none(target: Pick<Target, "host" | "port">): Promise<void> {
    const place = placeOf(target);
    if (this.count(place) === 0) {
      return Promise.resolve();
    }
    return new Promise(resolve => {
      this.waiting.set(place, [...(this.waiting.get(place) ?? []), resolve]);
    });
  }

  private count(place: string): number {
    return this.counts.get(place) ?? 0;
  }
}

function placeOf({ host, port }: Pick<Target, "host" | "port">): string {
  return `${host}:${port}`;
}
