import {
  AckPolicy,
  type ConsumerMessages,
  jetstream,
  jetstreamManager,
  type JetStreamManager,
  StorageType,
} from "@nats-io/jetstream";
import { connect, nanos, type NatsConnection } from "@nats-io/transport-node";
import type { FastifyBaseLogger } from "fastify";
import { setTimeout } from "node:timers/promises";

import { ApiError } from "../shared/errors";
import { Outage } from "./outage";

/** What a service has received of a system's events, by all of its tasks, since it began. */
export interface Received {
  /** Events that a task took. */
  received: number;
  /** Events that wait for one. */
  waiting: number;
}

/** Events of a system: every service tells of its own, and receives all. */
export interface Broker {
  /** Resolves when the broker has kept the event. */
  publish(subject: string, event: object): Promise<void>;
  received(): Promise<Received>;
  /** Rejects when the broker, or its stream, does not answer. */
  check(): Promise<unknown>;
  close(): Promise<void>;
}

/** The broker cannot be reached, or gave no answer in time. */
class BrokerAway extends ApiError {
  constructor(cause: unknown) {
    super(503, "broker_away", "The broker is away; try again later.", undefined, { cause });
  }
}

/** The system's stream, made by the first service that needs it. */
const stream = {
  name: "events",
  subjects: ["events.>"],
  storage: StorageType.File,
  max_age: nanos(7 * 24 * 3600 * 1000),
  max_bytes: 256 * 1024 * 1024,
};

const timeoutMs = 1500;
const retryMs = 1000;

/** An open connection and what is done over it. */
interface Session {
  connection: NatsConnection;
  manager: JetStreamManager;
  messages?: ConsumerMessages;
}

/** Opens a connection, and keeps trying while the broker is away. */
export function openBroker(url: string, service: string, log: FastifyBaseLogger): Broker {
  const broker = new NatsBroker(url, service, new Outage("broker", log));
  void broker.run();
  return broker;
}

class NatsBroker implements Broker {
  private session?: Session;
  private readonly stop = new AbortController();

  constructor(
    private readonly url: string,
    private readonly service: string,
    private readonly outage: Outage,
  ) {}

  /** Connects, and connects again when the connection ends, until the broker is closed. */
  async run(): Promise<void> {
    while (!this.stop.signal.aborted) {
      try {
        await this.connect();
        this.outage.end();
        await this.session?.connection.closed();
      } catch (error) {
        this.outage.begin(error);
      }
      await this.session?.connection.close();
      this.session = undefined;
      await setTimeout(retryMs, undefined, { signal: this.stop.signal }).catch(() => undefined);
    }
  }

  async publish(subject: string, event: object): Promise<void> {
    await this.ask(({ connection }) =>
      jetstream(connection, { timeout: timeoutMs }).publish(subject, JSON.stringify(event)),
    );
  }

  async received(): Promise<Received> {
    return this.ask(async ({ manager }) => {
      const info = await manager.consumers.info(stream.name, this.service);
      const waiting = info.num_pending + info.num_ack_pending;
      return { received: info.ack_floor.consumer_seq, waiting };
    });
  }

  async check(): Promise<unknown> {
    return this.ask(async session => {
      await session.connection.flush();
      await this.prepare(session);
    });
  }

  async close(): Promise<void> {
    this.stop.abort();
    await this.session?.connection.close();
  }

  private async connect(): Promise<void> {
    const { protocol, host, username, password } = new URL(this.url);
    const connection = await connect({
      servers: host,
      token: decodeURIComponent(password || username) || undefined,
      tls: protocol === "tls:" ? {} : undefined,
      name: this.service,
      timeout: timeoutMs,
      maxReconnectAttempts: -1,
      reconnectTimeWait: retryMs,
      ignoreAuthErrorAbort: true,
    });
    if (this.stop.signal.aborted) {
      return connection.close();
    }
    const manager = await jetstreamManager(connection, { timeout: timeoutMs, checkAPI: false });
    this.session = { connection, manager };
    void this.watch(connection);
    await this.prepare(this.session);
  }

  private async watch(connection: NatsConnection): Promise<void> {
    for await (const status of connection.status()) {
      if (status.type === "disconnect") {
        this.outage.begin(new Error("the connection broke"));
      } else if (status.type === "reconnect") {
        this.outage.end();
      }
    }
  }

  /** Makes the stream and the service's place in it, where they are not there, and receives. */
  private async prepare(session: Session): Promise<void> {
    const { connection, manager } = session;
    await manager.streams.info(stream.name).catch(() => manager.streams.add(stream));
    await manager.consumers.info(stream.name, this.service).catch(() =>
      manager.consumers.add(stream.name, {
        durable_name: this.service,
        ack_policy: AckPolicy.Explicit,
      }),
    );
    if (!session.messages) {
      const consumer = await jetstream(connection).consumers.get(stream.name, this.service);
      session.messages = await consumer.consume({ callback: message => message.ack() });
    }
  }

  private async ask<Answer>(question: (session: Session) => Promise<Answer>): Promise<Answer> {
    const { session } = this;
    if (!session) {
      throw new BrokerAway(new Error("no connection"));
    }
    try {
      return await question(session);
    } catch (error) {
      throw new BrokerAway(error);
    }
  }
}
