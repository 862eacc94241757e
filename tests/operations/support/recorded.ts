import { FakeAws, startFakeAws } from "../../support/fake-aws";

/** What an operation answers: always the same, one after the other with the last one staying, or by its input. */
export type Recording = Record<string, object | readonly object[] | ((input: any) => object)>;

/** An error of AWS, as an answer. */
export function refusal(type: string, message = type): object {
  return { __type: type, message };
}

/**
 * Plays recorded answers of AWS's API on the loopback, for what moto cannot play, until `stop`; its `calls` are
 * the requests that it got. `HANG_UP` as an answer cuts the connection.
 */
export function playRecording(recording: Recording): Promise<FakeAws> {
  const answers = Object.entries(recording).map(([operation, recorded]) => {
    if (typeof recorded === "function") {
      return [operation, recorded as (input: any) => object] as const;
    }
    const list: readonly object[] = Array.isArray(recorded) ? recorded : [recorded];
    let next = 0;
    return [operation, () => list[Math.min(next++, list.length - 1)]] as const;
  });
  return startFakeAws(Object.fromEntries(answers));
}
