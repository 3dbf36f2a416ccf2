// Each control request that is refused, with its status and what it is told.

import { afterAll, beforeAll, expect, test } from "vitest";
import { type Desk, openDesk, type Sent } from "./control-desk.ts";

let desk: Desk;
let before: string;

beforeAll(async () => {
  desk = await openDesk({ fixtures: ["two-people"] });
  desk.emulator.snapshots.save("first");
  desk.emulator.faults.add({ id: "slow", latencyMs: 5 });
  before = await stateOf();
});

afterAll(() => desk.emulator.close());

const plain = { headers: { "content-type": "text/plain" }, raw: "{}" };

const refused: readonly (readonly [
  request: string,
  sent: Sent,
  status: number,
  error: string | RegExp,
])[] = [
  // Paths and methods.
  [
    "GET helth",
    {},
    404,
    'Cannot GET /_emulator/helth: there is no such control route. Did you mean "health"?',
  ],
  [
    "GET snapshots/first/forks",
    {},
    404,
    "Cannot GET /_emulator/snapshots/first/forks: there is no such control route. See GET /_emulator/info for the list.",
  ],
  ["GET snapshots/", {}, 404, /no such control route/],
  ["GET snapshots//restore", {}, 404, /no such control route/],
  [
    "PUT clock",
    {},
    405,
    "Cannot PUT /_emulator/clock: the route takes GET and POST only. Use one of them.",
  ],
  ["GET reset", {}, 405, "Cannot GET /_emulator/reset: the route takes POST only. Use that."],
  ["POST health", {}, 405, /takes GET only/],
  ["GET snapshots/%ff", {}, 400, /^Cannot read the path .+: it has an escape that is not UTF-8\. /],
  // Queries and tenants.
  [
    "GET clock?tennant=x",
    {},
    400,
    'Cannot tell the time: it has the unknown parameter "tennant". Did you mean "tenant"?',
  ],
  [
    "GET clock?tenant=a&tenant=b",
    {},
    400,
    "Cannot tell the time: tenant is given twice. Give it once.",
  ],
  [
    "GET clock?tenant=A!",
    {},
    400,
    /^Cannot make the tenant "A!": its name is not that of a host\. /,
  ],
  ["GET clock?tenant=", {}, 400, /^Cannot make the tenant "": /],
  [
    "GET clock?tenant=red",
    { at: "https://localhost:2428/t/blue" },
    400,
    'Cannot tell which tenant is meant: the endpoint names blue, and the query "red". Name it in one place.',
  ],
  ["GET clock", { at: "https://localhost:2428/t/B!" }, 404, /^Cannot find that tenant: /],
  ["GET tenants?tenant=x", {}, 400, /unknown parameter "tenant"\. Leave it out\.$/],
  // Bodies in general.
  ["POST clock", {}, 400, "Cannot change the clock: there is no body. Send JSON."],
  [
    "POST clock",
    { raw: "{" },
    400,
    "Cannot change the clock: the body is not valid JSON. Correct it.",
  ],
  [
    "POST clock",
    plain,
    415,
    "Cannot change the clock: the body is not sent as application/json. Set Content-Type.",
  ],
  [
    "POST clock",
    { raw: "{}", headers: { "content-type": "application/jsonp" } },
    415,
    /application\/json/,
  ],
  [
    "POST clock",
    { raw: `"${"x".repeat(1024 * 1024)}"` },
    413,
    "Cannot change the clock: the body is larger than 1048576 bytes. Send a smaller one.",
  ],
  [
    "POST clock",
    { body: [] },
    400,
    "Cannot change the clock: it is a list, not an object. Correct it.",
  ],
  [
    "POST clock",
    { raw: "null" },
    400,
    "Cannot change the clock: it is null, not an object. Correct it.",
  ],
  [
    "POST reset",
    { body: { hard: true } },
    400,
    'Cannot reset the tenant: it has the unknown field "hard". Leave it out.',
  ],
  ["DELETE journal", { body: { hard: true } }, 400, /unknown field "hard"/],
  ["POST reset", { raw: '{"__proto__":1}' }, 400, /unknown field "__proto__"/],
  // Snapshots.
  ["POST snapshots", { body: {} }, 400, "Cannot save the snapshot: it has no name. Add it."],
  [
    "POST snapshots",
    { body: { nam: "x" } },
    400,
    'Cannot save the snapshot: it has the unknown field "nam". Did you mean "name"?',
  ],
  [
    "POST snapshots",
    { body: { name: "" } },
    400,
    'Cannot save the snapshot: name is empty. Write one such as "before-the-import".',
  ],
  ["POST snapshots", { body: { name: ".." } }, 400, /^Cannot save the snapshot: name is "\.\."\. /],
  [
    "POST snapshots",
    { body: { name: "x".repeat(201) } },
    400,
    /^Cannot save the snapshot: name is "x/,
  ],
  [
    "POST snapshots",
    { body: { name: 5 } },
    400,
    /^Cannot save the snapshot: name is 5, not text\. /,
  ],
  [
    "POST snapshots/frist/restore",
    {},
    404,
    'Cannot restore the snapshot: nothing has the name "frist". Did you mean "first"?',
  ],
  [
    "GET snapshots/other",
    {},
    404,
    'Cannot give the snapshot: nothing has the name "other". There are: first.',
  ],
  ["DELETE snapshots/other", {}, 404, /^Cannot drop the snapshot: /],
  ["POST snapshots/other/fork", {}, 404, /^Cannot fork the snapshot: /],
  [
    "POST snapshots/first/fork",
    { body: { tenant: "default" } },
    409,
    "Cannot make the tenant default: there is one already. Drop it first, or choose another name.",
  ],
  [
    "POST snapshots/first/fork",
    { body: { tenant: "A B" } },
    400,
    /^Cannot make the tenant "A B": /,
  ],
  // The clock.
  [
    "POST clock",
    { body: {} },
    400,
    "Cannot change the clock: it says nothing. Give exactly one of freeze, set, advance, resume.",
  ],
  [
    "POST clock",
    { body: { freeze: true, resume: true } },
    400,
    /it says several things\. Give exactly one of/,
  ],
  [
    "POST clock",
    { body: { advanse: {} } },
    400,
    /unknown field "advanse"\. Did you mean "advance"\?$/,
  ],
  [
    "POST clock",
    { body: { freeze: false } },
    400,
    'Cannot change the clock: freeze is false. Write true or "2025-03-15T12:00:00Z".',
  ],
  ["POST clock", { body: { freeze: "noon" } }, 400, /^Cannot set the clock: "noon" is no time\. /],
  [
    "POST clock",
    { body: { set: "2025-02-30" } },
    400,
    /^Cannot set the clock: "2025-02-30" is no time\. /,
  ],
  ["POST clock", { body: { set: 5 } }, 400, /^Cannot change the clock: set is 5, not text\. /],
  [
    "POST clock",
    { body: { resume: false } },
    400,
    "Cannot change the clock: resume is false. Write one such as true.",
  ],
  [
    "POST clock",
    { body: { advance: 5 } },
    400,
    'Cannot change the clock: advance is 5, not an object. Write one such as {"minutes":20}.',
  ],
  [
    "POST clock",
    { body: { advance: { minute: 5 } } },
    400,
    'Cannot change the clock: advance has the unknown field "minute". Did you mean "minutes"?',
  ],
  [
    "POST clock",
    { body: { advance: { minutes: -1 } } },
    400,
    "Cannot change the clock: advance.minutes is -1. Write a number from 0.",
  ],
  [
    "POST clock",
    { body: { advance: { days: 1e300 } } },
    400,
    /^Cannot set the clock to .+: no date has that time\. /,
  ],
  // Faults.
  [
    "POST faults",
    { body: { statsu: 500 } },
    400,
    'Cannot add the fault: it has the unknown field "statsu". Did you mean "status"?',
  ],
  ["POST faults", { body: {} }, 400, /^Cannot add the fault: /],
  [
    "POST faults",
    { body: [] },
    400,
    "Cannot add the fault: it is a list, not an object. Write an object.",
  ],
  ["POST faults", { raw: "null" }, 400, /^Cannot add the fault: it is null, not an object\. /],
  [
    "POST faults",
    { body: { operation: "SendChatMesage", status: 500 } },
    400,
    /^Cannot add the fault: .+ Did you mean /,
  ],
  [
    "POST faults",
    { body: { id: "slow", status: 500 } },
    409,
    'Cannot add the fault: there is a fault "slow" already. Remove it first, or use another id.',
  ],
  ["POST faults", { body: { id: "slow", status: 5000 } }, 409, /^Cannot add the fault: /],
  [
    "POST faults",
    { body: { lag: { recieptsMs: 5 } } },
    400,
    'Cannot read the lag: it has the unknown field "recieptsMs". Did you mean "receiptsMs"?',
  ],
  ["POST faults", { body: { lag: null } }, 400, /^Cannot read the lag: it is null/],
  [
    "POST faults",
    { body: { lag: {}, status: 500 } },
    400,
    "Cannot set the lag: lag is given together with status. Send it alone.",
  ],
  [
    "DELETE faults/slwo",
    {},
    404,
    'Cannot remove the fault: nothing has the name "slwo". Did you mean "slow"?',
  ],
  // The journal.
  [
    "GET journal?operatoin=x",
    {},
    400,
    /unknown parameter "operatoin"\. Did you mean "operation"\?$/,
  ],
  ["GET journal?limit=-1", {}, 400, /^Cannot read the journal: limit is "-1"\. /],
  ["GET journal?status=abc", {}, 400, /^Cannot read the journal: "abc" is no status\. /],
  ["GET journal?user=", {}, 400, /^Cannot read the journal: user is empty\. /],
  ["GET journal.har?kind=x", {}, 400, /^Cannot read the journal: "x" is no kind\. /],
  [
    "GET journal",
    { headers: { accept: "text/event-stream", "last-event-id": "x" } },
    400,
    /^Cannot follow the journal: /,
  ],
  // Fixtures.
  [
    "POST fixtures",
    { body: { name: "two-peple" } },
    400,
    /^Cannot load fixture "two-peple": .+ Did you mean "two-people"\?/,
  ],
  [
    "POST fixtures",
    { body: { acs: { usres: [] } } },
    400,
    /^Cannot read fixture .+: acs has the unknown key "usres"\. Did you mean "users"\?/,
  ],
  ["POST fixtures", { body: [] }, 400, /^Cannot read fixture /],
  ["POST fixtures", { raw: "null" }, 400, /^Cannot read fixture /],
  [
    "POST fixtures",
    { body: { acs: { threads: [{ topic: "x", createdBy: "nobody" }] } } },
    400,
    /^Cannot read fixture .+nobody/,
  ],
  // Tenants.
  [
    "POST tenants",
    { body: { name: "default" } },
    409,
    /^Cannot make the tenant default: there is one already\. /,
  ],
  ["POST tenants", { body: { name: "Ü" } }, 400, /^Cannot make the tenant "Ü": /],
  [
    "POST tenants",
    { body: { fork: "defualt" } },
    404,
    'Cannot fork the tenant: nothing has the name "defualt". Did you mean "default"?',
  ],
  [
    "POST tenants",
    { body: { form: "default" } },
    400,
    /unknown field "form"\. Did you mean "fork"\?$/,
  ],
  ["DELETE tenants/default", {}, 409, /^Cannot drop the tenant default: .+ Reset it instead\.$/],
  ["DELETE tenants/nobody", {}, 404, /^Cannot drop the tenant: nothing has the name "nobody"\. /],
  // Users and accounts.
  [
    "POST acs/users",
    { body: { name: "" } },
    400,
    'Cannot issue a token: name is empty. Write one such as "alice".',
  ],
  [
    "POST acs/users",
    { body: { scope: ["chat"] } },
    400,
    /unknown field "scope"\. Did you mean "scopes"\?$/,
  ],
  [
    "POST acs/users",
    { body: { scopes: [] } },
    400,
    'Cannot issue a token: scopes is an empty list. Write one such as ["chat"].',
  ],
  [
    "POST acs/users",
    { body: { scopes: [5] } },
    400,
    'Cannot issue a token: scopes[0] is 5, not text. Write one such as "chat".',
  ],
  [
    "POST acs/users",
    { body: { expiresInMinutes: 59 } },
    400,
    "Cannot issue a token: expiresInMinutes is 59. Write a number from 60 to 1440.",
  ],
  [
    "POST acs/users",
    { body: { expiresInMinutes: 60.5 } },
    400,
    /expiresInMinutes is 60\.5, not a whole number\. /,
  ],
  [
    "POST acs/users",
    { body: { id: "8:acs:nobody" } },
    400,
    /^Cannot issue a token for 8:acs:nobody: /,
  ],
  [
    "POST acs/users",
    { body: { id: "x", name: "y" } },
    400,
    "Cannot issue a token: both name and id are given. Give one of them.",
  ],
  [
    "POST stackexchange/accounts",
    { body: {} },
    400,
    "Cannot make the account: it has no email. Add it.",
  ],
  [
    "POST stackexchange/accounts",
    { body: { email: "nobody" } },
    400,
    'Cannot make the account: email is "nobody". Write one such as "bot@example.com".',
  ],
  // Robots.
  [
    "POST robots",
    { body: { usr: "bob" } },
    400,
    'Cannot read the scenario: the scenario has the unknown key "usr". Did you mean "user"?',
  ],
  [
    "POST robots",
    { body: { user: "nobody", on: "message", do: [{ say: "x" }] } },
    400,
    /^Cannot play the scenario: there is no user "nobody"\. /,
  ],
  [
    "POST robots",
    { body: { user: "bob", on: "message", do: [] } },
    400,
    /^Cannot read the scenario: /,
  ],
];

test.each(refused)("%s with %j is answered %i", async (request, sent, status, error) => {
  const [method = "", path = ""] = request.split(" ");
  const url = `${sent.at ?? "https://localhost:2428"}/_emulator/${path}`;
  const content = sent.raw ?? (sent.body === undefined ? undefined : JSON.stringify(sent.body));
  const answer = await desk.emulator.fetch(
    new Request(url, {
      method,
      headers: {
        ...(content !== undefined && { "content-type": "application/json" }),
        ...sent.headers,
      },
      ...(content !== undefined && { body: content }),
    }),
  );
  const told = await answer.json();
  expect(told).toEqual({
    error: typeof error === "string" ? error : expect.stringMatching(error),
  });
  expect(answer.status).toBe(status);
  expect(answer.headers.get("allow") === null).toBe(status !== 405);
});

test("none of them has changed anything", async () => {
  expect(await stateOf()).toBe(before);
});

async function stateOf(): Promise<string> {
  const { emulator } = desk;
  const { snapshot } = await desk.get("snapshots/first");
  const { isFrozen, offsetMs } = await desk.get("clock");
  return JSON.stringify([
    snapshot.acs.users,
    emulator.acs.users.map(({ id }) => id),
    emulator.tenants.names,
    emulator.snapshots.names,
    emulator.stackexchange.accounts,
    await desk.get("faults"),
    { isFrozen, offsetMs },
  ]);
}
