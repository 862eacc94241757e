/** A host port and the variable that moves it. */
export interface PlannedPort {
  port: number;
  variable: string;
}

/** How a target group (or, without one, the container) says that a process is well. */
export interface HealthCheck {
  /** Absent: the port accepts a connection. */
  path?: string;
  /**
   * Machine that is asked.
   *
   * @default 127.0.0.1
   */
  host?: string;
  /** Port on it. */
  port: number;
  /** Status codes that count as healthy, as in a target group: `200`, `200,202`, `200-299`. */
  matcher: string;
  intervalSeconds: number;
  timeoutSeconds: number;
  healthyThreshold: number;
  unhealthyThreshold: number;
  /** Seconds after a start in which failures do not count, where a new version is judged by it. */
  graceSeconds?: number;
  /** The target group that asks; absent for a check of the container itself. */
  targetGroupArn?: string;
}
