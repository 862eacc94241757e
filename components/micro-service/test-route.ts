import { Route } from "../plan/routes";
import { MicroServiceArgs } from "./args";
import { nativeShift } from "./deployment";

/** The service's routes; after the one whose requests ECS moves, that of its test traffic. */
export function withTestRoute({ routes = [], deployment }: MicroServiceArgs): (string | Route)[] {
  const { testTraffic } = nativeShift(deployment) ?? {};
  if (testTraffic === undefined) {
    return [...routes];
  }
  const { header, value, priority } = testTraffic;
  return routes.flatMap(route => {
    const { headers, ...rest } = typeof route === "string" ? ({ path: route } as Route) : route;
    return [route, { ...rest, priority, headers: { ...headers, [header]: value } }];
  });
}
