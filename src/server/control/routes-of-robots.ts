// Control routes that start and stop the robots of a tenant.

import { playScenario, type Resolve, readScenario } from "../robots/index.ts";
import { record, text } from "./answer-schemas.ts";
import type { ControlledTenant } from "./controlled.ts";
import { json, nothing } from "./problem.ts";
import { done, type Route } from "./route.ts";
import { scenarioSchema } from "./scenario-schema.ts";

export const robotRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "robots",
    summary: "Lets a user of the tenant act by a scenario, as a robot.",
    what: "start the robot",
    body: { isReadByHandler: true, schema: scenarioSchema },
    answers: [
      { status: 201, description: "It listens.", schema: record({ user: text, id: text }) },
    ],
    handle({ tenant, body }) {
      const scenario = readScenario(body);
      playScenario(tenant.robots, scenario, resolveIn(tenant));
      const { user } = scenario;
      return json({ user, id: tenant.people.get(user) }, 201);
    },
  },
  {
    method: "DELETE",
    path: "robots",
    summary: "Stops all robots of the tenant.",
    what: "stop the robots",
    answers: done("They are stopped."),
    handle({ tenant }) {
      tenant.robots.stop();
      return nothing();
    },
  },
];

function resolveIn(world: ControlledTenant): Resolve {
  const stateNow = () => world.tenant.engine.state;
  return {
    person(name) {
      const id = world.people.get(name);
      return [...stateNow().people.keys()].find((person) => person === id);
    },
    thread(topicOrId) {
      const isMeant = ({ id, topic }: { readonly id: string; readonly topic: string }) =>
        id === topicOrId || topic === topicOrId;
      return [...stateNow().conversations.values()].filter(isMeant).map(({ id }) => id);
    },
  };
}
