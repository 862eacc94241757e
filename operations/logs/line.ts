import type { FilteredLogEvent } from "@aws-sdk/client-cloudwatch-logs";

/** A log line and who wrote it. */
export interface LogLine {
  /** ISO 8601, in UTC. */
  time: string;
  /** Identifier of the task. */
  task: string;
  container: string;
  /** As it was written. */
  message: string;
}

/** Names of pino's levels. */
const LEVELS: Record<number, string> = {
  10: "TRACE",
  20: "DEBUG",
  30: "INFO",
  40: "WARN",
  50: "ERROR",
  60: "FATAL",
};

/** Fields of a JSON line that are shown elsewhere (the time), or that say no more than the task does. */
const KNOWN = ["time", "timestamp", "@timestamp", "ts", "pid", "hostname"];

/** Reads an event of CloudWatch; ECS names a stream `<prefix>/<container>/<task>`. */
export function toLine({
  timestamp = 0,
  logStreamName = "",
  message = "",
}: FilteredLogEvent): LogLine {
  const [, container = "", task = ""] = logStreamName.split("/");
  return { time: new Date(timestamp).toISOString(), task, container, message };
}

/** A line for people; with the container's name where there are several. */
export function describeLine(
  { time, task, container, message }: LogLine,
  withContainer: boolean,
): string {
  const shortTask = task.slice(0, 8);
  const who = withContainer ? `${container}/${shortTask}` : shortTask;
  return `${time} ${who} ${printable(readable(message.trimEnd()))}`;
}

/** `LEVEL message {what else it says}` of a line of JSON with a level and a message; any other as it is. */
function readable(message: string): string {
  const { level, severity = level, msg, message: text = msg, ...rest } = fieldsOf(message);
  if (typeof text !== "string" || (typeof severity !== "string" && typeof severity !== "number")) {
    return message;
  }
  const name = typeof severity === "number" ? (LEVELS[severity] ?? severity) : severity;
  const others = Object.entries(rest).filter(([key]) => !KNOWN.includes(key));
  const more = others.length === 0 ? "" : ` ${JSON.stringify(Object.fromEntries(others))}`;
  return `${String(name).toUpperCase().padEnd(5)} ${text}${more}`;
}

function fieldsOf(message: string): Record<string, unknown> {
  if (!message.startsWith("{")) {
    return {};
  }
  try {
    return JSON.parse(message) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** Colours, and other orders to a terminal. */
// eslint-disable-next-line no-control-regex
const ESCAPES = /\x1b\[[0-9;?]*[ -/]*[@-~]/g;
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/g;

/** Without what would steer the terminal: anyone whose words reach a log could write it. */
function printable(text: string): string {
  return text.replace(ESCAPES, "").replace(CONTROLS, "");
}
