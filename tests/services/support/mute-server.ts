import { type AddressInfo, createServer, type Socket } from "node:net";

/** A server that accepts connections and says nothing. */
export interface MuteServer {
  port: number;
  /** Stops it and cuts its connections: a client that never heard a word may wait for ever. */
  close(): void;
}

/** Starts one on a free port of this machine. */
export async function startMuteServer(): Promise<MuteServer> {
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    sockets.add(socket.resume().on("error", () => undefined));
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.close();
      sockets.forEach(socket => socket.destroy());
    },
  };
}
