/**
 * Types that the NATS packages import from each other under `exports`, where the project's
 * `moduleResolution` does not look.
 */
declare module "@nats-io/nats-core/internal" {
  export * from "@nats-io/nats-core/lib/internal_mod";
}
