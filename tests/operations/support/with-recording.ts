import type { Call } from "../../support/fake-aws";
import { playRecording, Recording } from "./recorded";

/** Runs `test` against recorded answers, with their URL and the requests so far. */
export async function withRecording<T>(
  recording: Recording,
  test: (endpoint: string, calls: readonly Call[]) => Promise<T>,
): Promise<T> {
  const aws = await playRecording(recording);
  try {
    return await test(aws.url, aws.calls);
  } finally {
    await aws.stop();
  }
}
