// The control plane's description of itself is whole, valid, and says what is served.

import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { faultFields } from "../../src/server/faults/fields.ts";
import { type Desk, openDesk } from "./control-desk.ts";

const methods = ["get", "post", "delete", "put", "patch"];

/** What is promised, so that nothing of it is lost. */
const promised = [
  "GET health",
  "GET ready",
  "GET info",
  "POST reset",
  "GET openapi.json",
  "GET snapshots",
  "POST snapshots",
  "GET snapshots/{name}",
  "DELETE snapshots/{name}",
  "POST snapshots/{name}/restore",
  "POST snapshots/{name}/fork",
  "GET clock",
  "POST clock",
  "GET faults",
  "POST faults",
  "DELETE faults",
  "DELETE faults/{id}",
  "GET journal",
  "DELETE journal",
  "GET journal.har",
  "GET fixtures",
  "POST fixtures",
  "GET tenants",
  "POST tenants",
  "DELETE tenants/{name}",
  "GET acs/users",
  "POST acs/users",
  "GET stackexchange/accounts",
  "POST stackexchange/accounts",
  "GET acs/users/{id}/notifications",
  "POST acs/flags",
  "POST acs/streams",
  "POST acs/streams/{message}/inform",
  "POST acs/streams/{message}/write",
  "POST acs/streams/{message}/end",
  "POST robots",
  "GET robots/{user}/on/{event}",
  "DELETE robots/listeners/{listener}",
  "DELETE robots/{user}",
  "DELETE robots",
  ...[
    ...["say", "reply", "edit", "remove", "read", "type", "wait", "add", "leave", "random"],
    ...["done", "fail"],
  ].map((act) => `POST turns/{turn}/${act}`),
];

async function operationsOf(desk: Desk) {
  const { paths } = await desk.get("openapi.json");
  return Object.entries<Record<string, unknown>>(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path.slice(1)}`,
      path: path.slice(1),
      // biome-ignore lint/suspicious/noExplicitAny: the description is looked into all over.
      operation: operation as any,
    })),
  );
}

test("what is promised is described, and listed in the information", async () => {
  await using desk = await openDesk();
  const names = (await operationsOf(desk)).map(({ name }) => name);
  expect([...names].sort()).toEqual([...promised].sort());
  expect((await desk.get("info")).routes).toEqual(promised);
});

test("what is described is served, and no other method", async () => {
  await using desk = await openDesk();
  const described = await operationsOf(desk);
  for (const { path } of described) {
    const known = described.filter((one) => one.path === path).map(({ name }) => name);
    for (const method of methods.map((one) => one.toUpperCase())) {
      const { status, body } = await desk.send(method, path.replace(/\{\w+\}/, "some"));
      const isRoute = !/there is no such control route/.test(body?.error ?? "");
      expect({ path, isRoute }).toEqual({ path, isRoute: true });
      expect({ path, method, isServed: status !== 405 }).toEqual({
        path,
        method,
        isServed: known.includes(`${method} ${path}`),
      });
    }
  }
});

test("each operation has an id of its own, a sentence, its parameters and an answer", async () => {
  await using desk = await openDesk();
  const described = await operationsOf(desk);
  const ids = described.map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { path, operation } of described) {
    expect(operation.summary).toMatch(/^[A-Z].+\.$/);
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const given = operation.parameters.filter((one: { in?: string }) => one.in === "path");
    expect(given.map(({ name }: { name: string }) => name)).toEqual(inPath);
    const statuses = Object.keys(operation.responses);
    expect(statuses).toContain("default");
    expect(statuses.some((status) => /^2\d\d$/.test(status))).toBe(true);
  }
});

test("every schema is a valid one, and every reference leads somewhere", async () => {
  await using desk = await openDesk();
  const description = await desk.get("openapi.json");
  expect(description).toMatchObject({
    openapi: "3.1.0",
    info: { version: desk.emulator.version },
    servers: [{ url: "/_emulator" }],
  });
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const schemas = schemasIn(description);
  expect(schemas.length).toBeGreaterThan(promised.length);
  for (const schema of schemas) expect(ajv.validateSchema(schema), ajv.errorsText()).toBe(true);
  for (const reference of JSON.stringify(description).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const steps = (reference[1] ?? "").split("/");
    const found = steps.reduce<unknown>((at, step) => Reflect.get(Object(at), step), description);
    expect(found, reference[1]).toBeDefined();
  }
});

test("what goes on as a stream is described by its kind", async () => {
  await using desk = await openDesk();
  const streams = (await operationsOf(desk)).filter(
    ({ operation }) => operation.responses["200"]?.content?.["text/event-stream"],
  );
  expect(streams.map(({ name }) => name)).toEqual([
    "GET journal",
    "GET acs/users/{id}/notifications",
    "GET robots/{user}/on/{event}",
  ]);
});

test("a rule of a fault is described field by field", async () => {
  await using desk = await openDesk();
  const { paths } = await desk.get("openapi.json");
  const { anyOf } = paths["/faults"].post.requestBody.content["application/json"].schema;
  expect(Object.keys(anyOf[0].properties).sort()).toEqual(Object.keys(faultFields).sort());
});

function schemasIn(value: unknown): object[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    if (key === "schema") return [part];
    return key === "schemas" ? Object.values(part) : schemasIn(part);
  });
}
