import type { FastifyInstance, FastifyRequest } from "fastify";

import { version } from "../../package.json";
import { page } from "./page";

/** What a service says of itself. */
export interface Description {
  service: string;
  environment: string;
  /** What its paths begin with, or nothing. */
  basePath: string;
  resources: readonly string[];
  /** What it is linked to, by name. */
  dependencies: readonly string[];
  /** Answers pages for people, below its path too. */
  html: boolean;
}

/** Adds the service's own path: what it is, what it keeps and what it is linked to. */
export function addDescription(app: FastifyInstance, description: Description): void {
  const { service, environment, basePath, resources, dependencies, html } = description;
  const json = {
    service,
    version,
    environment,
    standIn: true,
    resources: resources.map(name => `${basePath}/${name}`),
    dependencies,
  };
  const people = page(json);
  const own = basePath || "/";
  if (!html) {
    app.get(own, () => json);
    return;
  }
  for (const path of [own, `${basePath}/*`]) {
    app.get(path, (request, reply) =>
      wantsJson(request) ? reply.send(json) : reply.headers(people.headers).send(people.text),
    );
  }
}

const wantsJson = ({ headers: { accept = "" } }: FastifyRequest) =>
  accept.startsWith("application/json");
