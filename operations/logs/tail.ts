import {
  CloudWatchLogsClient,
  FilteredLogEvent,
  FilterLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { setTimeout as pause } from "timers/promises";

/** Which log lines are wanted. */
export interface LogQuery {
  logGroup: string;
  /** How the names of the streams begin. */
  streamPrefix: string;

  /**
   * A filter pattern of CloudWatch Logs.
   *
   * @default - all lines
   */
  pattern?: string;

  /** Milliseconds since 1970. */
  since: number;
}

/** How {@link tail} goes on. */
export interface Following {
  follow: boolean;
  /** Ends it: what waits then rejects. */
  signal: AbortSignal;

  /**
   * Milliseconds between two looks.
   *
   * @default 2000
   */
  poll?: number;

  /**
   * What time it is, milliseconds since 1970.
   *
   * @default - the machine's clock, as AWS corrects it
   */
  now?: () => number;
}

/** Milliseconds after which a line that a task wrote is surely there: streams are sent with some delay. */
const LATE = 30_000;
/** Milliseconds by which the machine's clock may be wrong before the SDK corrects it. */
const SKEW = 300_000;

/**
 * The lines of several streams, merged by time. It polls where a live tail would stream: a live tail drops
 * lines above 500 a second, ends after three hours, and takes a right of its own.
 */
export async function* tail(
  logs: CloudWatchLogsClient,
  { logGroup, streamPrefix, pattern, since }: LogQuery,
  {
    follow,
    signal,
    poll = 2_000,
    now = () => Date.now() + logs.config.systemClockOffset,
  }: Following,
): AsyncGenerator<FilteredLogEvent> {
  /** Times of the lines that the next look meets again, by identifier. */
  const told = new Map<string, number>();
  let from = since;
  let newest = 0;
  for (;;) {
    const lookedAt = now();
    let nextToken: string | undefined;
    do {
      const page = await logs.send(
        new FilterLogEventsCommand({
          logGroupName: logGroup,
          logStreamNamePrefix: streamPrefix,
          filterPattern: pattern,
          startTime: from,
          nextToken,
        }),
        { abortSignal: signal },
      );
      for (const event of page.events ?? []) {
        const { eventId = "", timestamp = 0 } = event;
        if (!told.has(eventId)) {
          told.set(eventId, timestamp);
          newest = Math.max(newest, timestamp);
          yield event;
        }
      }
      ({ nextToken } = page);
    } while (nextToken !== undefined);
    if (!follow) {
      return;
    }
    from = Math.max(since, newest - LATE, lookedAt - SKEW - LATE);
    for (const [eventId, timestamp] of told) {
      if (timestamp < from) {
        told.delete(eventId);
      }
    }
    await pause(poll, undefined, { signal });
  }
}
