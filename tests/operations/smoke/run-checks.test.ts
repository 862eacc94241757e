import { expect } from "chai";

import type { Check } from "../../../operations/smoke/checks";
import { get } from "../../../operations/smoke/route-requests";
import { runChecks } from "../../../operations/smoke/run-checks";

/** A check that wants 200. */
const check = (name: string): Check => ({
  name,
  request: get(`/${name}`),
  judge: ({ status }) => (status === 200 ? undefined : `got ${status}`),
});

describe("the rounds of a smoke test", () => {
  /** Runs two checks that answer these statuses one after the other, or fail; what it did. */
  async function run(
    answers: Record<string, (number | Error)[]>,
    timeoutSeconds = 60,
    signal = new AbortController().signal,
  ) {
    const asked: string[] = [];
    const pauses: number[] = [];
    const outcomes = await runChecks(Object.keys(answers).map(check), {
      ask: ({ name }) => {
        asked.push(name);
        const answer = answers[name].shift();
        return typeof answer === "number"
          ? Promise.resolve({ status: answer, unrouted: false })
          : Promise.reject(answer ?? new Error("asked too often"));
      },
      timeoutSeconds,
      say: () => undefined,
      signal,
      pause: seconds => Promise.resolve(pauses.push(seconds)),
    });
    return { asked, pauses, failures: outcomes.map(({ failure }) => failure) };
  }

  it("ask those again that failed, less and less often", async () => {
    const bad = [503, 503, 503, 503, 503, 503];
    const { asked, pauses, failures } = await run({ warm: [200], cold: [...bad, 200] });
    expect(asked).to.deep.equal(["warm", ...Array(7).fill("cold")]);
    expect(pauses).to.deep.equal([1, 2, 4, 8, 10, 10]);
    expect(failures).to.deep.equal([undefined, undefined]);
  });

  it("end when the time is over", async () => {
    expect((await run({ cold: [503] }, 0)).failures).to.deep.equal(["got 503"]);
  });

  it("do not ask again for a certificate that is of another name", async () => {
    const error = Object.assign(new Error("is not in the cert's altnames"), {
      code: "ERR_TLS_CERT_ALTNAME_INVALID",
    });
    const { asked, failures } = await run({ tls: [error] });
    expect(asked).to.deep.equal(["tls"]);
    expect(failures[0]).to.match(/^its certificate: is not in the cert's altnames; give --url/);
  });

  it("end when they are interrupted", async () => {
    const running = run({ cold: [503, 503] }, 60, AbortSignal.abort());
    const error: unknown = await running.catch((reason: unknown) => reason);
    expect(error).to.have.property("name", "AbortError");
  });
});
