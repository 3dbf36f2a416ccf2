// Robots: scripted participants, so that whoever looks at a chat has somebody to talk to.

export type { RobotHands } from "./hands.ts";
export type { Heard, RobotEvent } from "./hearing.ts";
export { playScenario, type Resolve } from "./play-scenario.ts";
export { readScenario, ScenarioError } from "./read-scenario.ts";
export type { Robot, RobotHandler } from "./robot.ts";
export { Robots } from "./robots.ts";
export type { RobotScenario, RobotStep } from "./scenario.ts";
