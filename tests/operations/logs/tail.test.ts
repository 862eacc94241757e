import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { expect } from "chai";

import { tail } from "../../../operations/logs/tail";
import { Recording } from "../support/recorded";
import { clientConfig } from "../support/with-moto";
import { withRecording } from "../support/with-recording";

/** A line with its identifier as its text. */
function line(eventId: string, timestamp: number): object {
  return { eventId, timestamp, message: eventId, logStreamName: "orders/orders/t" };
}

describe("tail", () => {
  const since = 1_000_000_000;
  const query = { logGroup: "/ecs/shop-dev", streamPrefix: "orders/", since };

  /** Follows until `count` lines came; what came, and where each look began. */
  function followed(recording: Recording, count: number, now: () => number = () => since) {
    return withRecording(recording, async (endpoint, calls) => {
      const logs = new CloudWatchLogsClient(clientConfig(endpoint));
      const { signal } = new AbortController();
      const texts: (string | undefined)[] = [];
      for await (const { message } of tail(logs, query, { follow: true, signal, poll: 1, now })) {
        texts.push(message);
        if (texts.length === count) {
          break;
        }
      }
      logs.destroy();
      return { texts, starts: calls.map(({ input }) => Number(input.startTime)) };
    });
  }

  it("looks back far enough to meet lines that come late, and tells none twice", async () => {
    const { texts, starts } = await followed(
      {
        FilterLogEvents: [
          { events: [line("a", since + 100_000), line("b", since + 100_001)] },
          { events: [line("late", since + 80_000), line("b", since + 100_001)] },
          { events: [line("late", since + 80_000), line("c", since + 100_002)] },
        ],
      },
      4,
    );
    expect(texts).to.deep.equal(["a", "b", "late", "c"]);
    expect(starts).to.deep.equal([since, since + 70_001, since + 70_001]);
  });

  it("does not look again through all the time in which nothing was written", async () => {
    let time = since;
    const { starts } = await followed(
      { FilterLogEvents: [{ events: [] }, { events: [] }, { events: [line("a", since)] }] },
      1,
      () => (time += 400_000),
    );
    expect(starts).to.deep.equal([since, since + 70_000, since + 470_000]);
  });

  it("turns every page before it looks again", async () => {
    const { texts, starts } = await followed(
      {
        FilterLogEvents: [
          { events: [line("a", since)], nextToken: "2" },
          { events: [], nextToken: "3" },
          { events: [line("b", since + 1)] },
          { events: [line("c", since + 2)] },
        ],
      },
      3,
    );
    expect(texts).to.deep.equal(["a", "b", "c"]);
    expect(starts).to.deep.equal([since, since, since, since]);
  });
});
