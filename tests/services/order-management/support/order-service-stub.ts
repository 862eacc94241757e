import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

/** Something that listens where the order service is expected. */
export interface Stub {
  url: string;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1 and answers as told. */
export async function startStub(answer: RequestListener): Promise<Stub> {
  const server = createServer(answer);
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
