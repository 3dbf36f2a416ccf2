// Control routes that start and stop the robots of a tenant.

import { playScenario, type Resolve, readScenario } from "../robots/index.ts";
import { record, text } from "./answer-schemas.ts";
import type { ControlledTenant } from "./controlled.ts";
import { followRobot } from "./follow-robot.ts";
import { json, nothing, unknownName } from "./problem.ts";
import { done, type Route } from "./route.ts";
import { scenarioSchema } from "./scenario-schema.ts";
import { Turns } from "./turns.ts";

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
    method: "GET",
    path: "robots/{user}/on/{event}",
    summary:
      "Lets the user of that name, made on first use, act as the client says: tells as server-sent events what it hears, one turn after the other, each of which the client ends.",
    what: "let the robot listen",
    answers: [
      {
        status: 200,
        description: "Its listener, and then each turn with what was heard.",
        streamType: "text/event-stream",
      },
    ],
    handle: ({ control, tenant, params, request }) =>
      followRobot(
        control,
        tenant,
        { user: params["user"] ?? "", event: params["event"] ?? "" },
        request,
      ),
  },
  {
    method: "DELETE",
    path: "robots/listeners/{listener}",
    summary: "Lets a listener hear nothing new; its stream ends when it has handled what it heard.",
    what: "end the listening",
    isOfPresent: true,
    answers: done("It hears nothing new."),
    handle({ control, tenant, params }) {
      Turns.of(control)
        .listener(params["listener"] ?? "", tenant)
        .off();
      return nothing();
    },
  },
  {
    method: "DELETE",
    path: "robots/{user}",
    summary: "Stops the robot of that name, whoever has started it.",
    what: "stop the robot",
    answers: done("It is stopped."),
    handle({ tenant: { robots }, params: { user = "" } }) {
      const robot = robots.named(user);
      if (!robot) throw unknownName("stop the robot", user, robots.names);
      robot.stop();
      return nothing();
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
