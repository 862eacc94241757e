/** Other bounds on a service's tasks from a moment on, until the next such moment. */
export type ScheduledScaling = {
  /** Tells it from the service's others: lower-case letters, digits and dashes. Changing it replaces it. */
  name: string;
  /** Fewest tasks from then on, 0 or more. */
  min: number;
  /** Most tasks from then on. */
  max: number;

  /**
   * Time zone of the moment by its IANA name, e.g. `Europe/Berlin`.
   *
   * @default "UTC"
   */
  timezone?: string;
} & (
  | {
      /** Again and again: minutes, hours, day of month, month, day of week and year, e.g. `0 8 ? * MON-FRI *`. */
      cron: string;
    }
  | {
      /** Once, e.g. `2027-11-26T06:00:00`. */
      at: string;
    }
);

/** Hours in which nobody uses a system, so that its services run no task. */
export interface Sleep {
  /** When the services stop, every day: hours and minutes, e.g. `20:00`. */
  from: string;
  /** When they start again. */
  to: string;
  /** Time zone of both by its IANA name, e.g. `Europe/Berlin`. */
  timezone: string;

  /**
   * Days on which they start again; `weekdays` are Monday to Friday.
   *
   * @default "weekdays"
   */
  days?: "daily" | "weekdays";
}

const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/;

/** Names that {@link sleepActions} takes. */
export const SLEEP_NAMES: readonly string[] = ["sleep", "wake"];

/** The schedule in Application Auto Scaling's words. */
export function scheduleExpression(schedule: ScheduledScaling): string {
  return "cron" in schedule ? `cron(${schedule.cron})` : `at(${schedule.at})`;
}

/** The two moments of each day at which a service goes to sleep and is woken up to its own bounds. */
export function sleepActions(
  { from, to, timezone, days = "weekdays" }: Sleep,
  awake: { min: number; max: number },
): ScheduledScaling[] {
  return [
    { name: "sleep", cron: dailyCron(from, "*"), timezone, min: 0, max: 0 },
    { name: "wake", cron: dailyCron(to, days === "daily" ? "*" : "MON-FRI"), timezone, ...awake },
  ];
}

function dailyCron(time: string, days: string): string {
  const [hours, minutes] = time.split(":").map(Number);
  return `${minutes} ${hours} ? * ${days} *`;
}

/** What Application Auto Scaling would refuse of a moment, or of which it would make something else. */
export function momentProblems(where: string, schedule: ScheduledScaling): string[] {
  const problems = zoneProblems(`${where}.timezone`, schedule.timezone ?? "UTC");
  if ("at" in schedule) {
    return MOMENT.test(schedule.at) && !Number.isNaN(Date.parse(`${schedule.at}Z`))
      ? problems
      : [`${where}.at is "${schedule.at}"; use a moment such as 2027-11-26T06:00:00`, ...problems];
  }
  const fields = schedule.cron.trim().split(/\s+/);
  return fields.length === 6 && [fields[2], fields[4]].filter(f => f === "?").length === 1
    ? problems
    : [
        `${where}.cron is "${schedule.cron}"; use six fields, of which day of month or day of week is ?, such as 0 8 ? * MON-FRI *`,
        ...problems,
      ];
}

/** What is wrong with the hours of a sleep. */
export function sleepProblems({ from, to, timezone }: Sleep): string[] {
  const times = Object.entries({ from, to }).filter(([, time]) => !TIME.test(time));
  return [
    ...times.map(([key, time]) => `sleep.${key} is "${time}"; use hours and minutes such as 20:00`),
    ...(from === to ? [`sleep.from and sleep.to are both "${to}"; use two times`] : []),
    ...zoneProblems("sleep.timezone", timezone),
  ];
}

function zoneProblems(where: string, timezone: string): string[] {
  try {
    new Intl.DateTimeFormat("en", { timeZone: timezone });
    return [];
  } catch {
    return [`${where} is "${timezone}"; use an IANA name such as Europe/Berlin`];
  }
}
