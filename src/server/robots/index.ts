// Robots: scripted participants, so that whoever looks at a chat has somebody to talk to.

export { acsHearing } from "./acs-hearing.ts";
export type { RobotHands } from "./hands.ts";
export type { Heard, RobotEvent } from "./hearing.ts";
export { playScenario, type Resolve } from "./play-scenario.ts";
export { readScenario, ScenarioError } from "./read-scenario.ts";
export { expectEvent, type ListeningRobot, type Robot, type RobotHandler } from "./robot.ts";
export { Robots } from "./robots.ts";
export type { RobotScenario, RobotStep } from "./scenario.ts";
