/** How something is watched. */
export interface Watching {
  /**
   * Seconds between two looks.
   *
   * @default 5
   */
  pollSeconds?: number;

  /**
   * Hears a line whenever something changed.
   *
   * @default - standard output, which the engine shows while it waits
   */
  say?: (line: string) => void;

  /**
   * What to do after a failure, its last line.
   *
   * @default - what goes for `pulumi up`
   */
  next?: string;

  /**
   * Command that lets a deployment go on that waits at a pause.
   *
   * @default - `npm run approve` of the ECS service, on the selected stack
   */
  approve?: string;
}

const AFTER_UP =
  "`pulumi up` of a repaired version, or `pulumi up --refresh` to try this one again";

/** A wait with an end. */
export interface Wait extends Required<Omit<Watching, "approve">> {
  /** When it ends, in milliseconds since 1970. */
  deadline: number;
}

/** A wait of so many seconds from now on. */
export function waitFor(seconds: number, watching: Watching): Wait {
  const { pollSeconds = 5, say = (line: string) => console.log(line), next = AFTER_UP } = watching;
  return { pollSeconds, say, next, deadline: Date.now() + seconds * 1000 };
}

/** Until the next look. */
export function pause({ pollSeconds }: Wait): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, pollSeconds * 1000));
}
