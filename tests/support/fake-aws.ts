import { createServer, IncomingMessage, Server } from "http";
import { AddressInfo } from "net";

/** What the fake answers to one operation: the body, given the request's parameters; an error has a `__type`. */
export type Answers = Record<string, (input: any) => object>;

/** Calls that a fake got, in order. */
export interface Call {
  operation: string;
  input: any;
}

/** An answer that cuts the connection instead. */
export const HANG_UP = {};

/** A fake that runs. */
export interface FakeAws {
  url: string;
  /** What it was asked so far. */
  calls: Call[];
  stop(): Promise<void>;
}

/**
 * Plays AWS's JSON and query APIs on loopback. An operation without an answer is refused, as AWS refuses an
 * unknown one.
 */
export async function startFakeAws(answers: Answers): Promise<FakeAws> {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    void readCall(request).then(call => {
      calls.push(call);
      const answer = answers[call.operation]?.(call.input);
      if (answer === HANG_UP) {
        request.socket.destroy();
        return;
      }
      const query = request.headers["x-amz-target"] === undefined;
      response.writeHead(answer === undefined || "__type" in answer ? 400 : 200, {
        "content-type": query ? "text/xml" : "application/x-amz-json-1.1",
      });
      response.end(
        query
          ? toXml(call.operation, answer)
          : JSON.stringify(
              answer ?? { __type: "UnknownOperationException", message: call.operation },
            ),
      );
    });
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, calls, stop: () => close(server) };
}

/** Runs `test` against a fake, for code that uses the SDK: the SDK is sent there by `AWS_ENDPOINT_URL`. */
export async function withFakeAws<T>(
  answers: Answers,
  test: (calls: Call[]) => Promise<T>,
): Promise<T> {
  const fake = await startFakeAws(answers);
  const restore = setEnvironment({
    AWS_ENDPOINT_URL: fake.url,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
  });
  try {
    return await test(fake.calls);
  } finally {
    restore();
    await fake.stop();
  }
}

async function readCall(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  const body = Buffer.concat(chunks).toString();
  const target = request.headers["x-amz-target"];
  if (typeof target === "string") {
    return { operation: target.split(".")[1], input: JSON.parse(body) };
  }
  const query = Object.fromEntries(new URLSearchParams(body));
  return { operation: query.Action, input: query };
}

/** The query protocol's XML: lists as `member` elements. */
function toXml(operation: string, value: object = {}): string {
  const element = (content: unknown): string =>
    Array.isArray(content)
      ? content.map(item => `<member>${element(item)}</member>`).join("")
      : typeof content === "object" && content !== null
        ? Object.entries(content)
            .map(([key, item]) => `<${key}>${element(item)}</${key}>`)
            .join("")
        : String(content);
  return `<${operation}Response><${operation}Result>${element(value)}</${operation}Result></${operation}Response>`;
}

function setEnvironment(values: Record<string, string>): () => void {
  const before = Object.keys(values).map(key => [key, process.env[key]] as const);
  Object.assign(process.env, values);
  return () => {
    for (const [key, value] of before) {
      if (value === undefined) {
        delete process.env[key];
      } else {
        process.env[key] = value;
      }
    }
  };
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
}
