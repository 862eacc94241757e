import * as path from "node:path";
import type { RequestFacts } from "./match";
import type { PathPosition, RateRule, Statement, TextTransformation } from "./types";

/** What an address has asked for in the window that is open. */
interface Window {
  start: number;
  counts: Map<string, number>;
}

/**
 * The limits of a firewall, counted by address in windows one after the other. AWS counts in a window
 * that moves on and looks at it every few seconds; here a limit is kept to the request.
 */
export class RateLimits {
  private readonly windows = new Map<RateRule, Window>();

  constructor(
    private readonly rules: RateRule[],
    /** The time in milliseconds. */
    private readonly now: () => number = Date.now,
  ) {}

  /** Counts a request; what to answer when it is one too many. The first rule that blocks ends it. */
  refusal(request: RequestFacts): RateRule["answer"] | undefined {
    return this.rules.find(rule => this.isTooMany(rule, request))?.answer;
  }

  private isTooMany(rule: RateRule, request: RequestFacts): boolean {
    if (rule.scope && !applies(rule.scope, request.target)) {
      return false;
    }
    const counts = this.countsOf(rule);
    const count = (counts.get(request.sourceIp) ?? 0) + 1;
    counts.set(request.sourceIp, count);
    return count > rule.limit;
  }

  private countsOf(rule: RateRule): Map<string, number> {
    const now = this.now();
    const open = this.windows.get(rule);
    if (open && now < open.start + rule.windowSeconds * 1000) {
      return open.counts;
    }
    const counts = new Map<string, number>();
    this.windows.set(rule, { start: now, counts });
    return counts;
  }
}

/** Whether a statement holds for a request to a path and query. */
export function applies(statement: Statement, target: string): boolean {
  switch (statement.kind) {
    case "path":
      return looks[statement.position](
        statement.transformations.reduce(
          (text, name) => transformations[name](text),
          target.split("?", 1)[0],
        ),
        statement.text,
      );
    case "all":
      return statement.parts.every(part => applies(part, target));
    case "any":
      return statement.parts.some(part => applies(part, target));
    case "none":
      return !statement.parts.some(part => applies(part, target));
  }
}

const looks: Record<PathPosition, (text: string, part: string) => boolean> = {
  STARTS_WITH: (text, part) => text.startsWith(part),
  ENDS_WITH: (text, part) => text.endsWith(part),
  CONTAINS: (text, part) => text.includes(part),
  EXACTLY: (text, part) => text === part,
};

const transformations: Record<TextTransformation, (text: string) => string> = {
  NONE: text => text,
  LOWERCASE: text => text.toLowerCase(),
  URL_DECODE: text => text.replace(/(?:%[0-9a-f]{2})+/gi, decode),
  NORMALIZE_PATH: text => path.posix.normalize(text),
};

/** Bytes that are no text stay as they are written. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
