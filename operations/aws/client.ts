/** What every client is made with. Credentials, profile and endpoint are found as by the AWS CLI. */
export interface ClientConfig {
  region: string;
  maxAttempts: number;
  requestHandler: { connectionTimeout: number; requestTimeout: number };
}

/** A client of the SDK that can be closed. */
interface Client {
  destroy(): void;
}

/** Makes a client, lets `work` use it and closes it. */
export async function withClient<C extends Client, T>(
  ClientOf: new (config: ClientConfig) => C,
  region: string,
  work: (client: C) => Promise<T>,
): Promise<T> {
  const client = new ClientOf({
    region,
    maxAttempts: 5,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000 },
  });
  try {
    return await work(client);
  } finally {
    client.destroy();
  }
}
