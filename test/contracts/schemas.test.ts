// Every schema compiles, every model that an operation names is there, and neither is loose.

import { expect, test } from "vitest";
import { chatApi, identityApi } from "../../src/contracts/acs/index.ts";
import type { Api } from "../../src/contracts/contract.ts";
import { chatHostApi, openIdApi, siteApi } from "../../src/contracts/stackexchange/index.ts";
import { apiAt } from "../../src/contracts/versions.ts";
import { strictValidator } from "./strict-validator.ts";

const apis: readonly Api[] = [chatApi, identityApi, chatHostApi, siteApi, openIdApi];

const everyVersion = apis.flatMap((api) =>
  api.versions.map(({ id }) => {
    const version = apiAt(api, id);
    if (!version) throw new Error(`Cannot test ${api.name} ${id}: its lineage is broken.`);
    return { name: api.name, id, version };
  }),
);

test.each(everyVersion)("every schema of $name $id compiles strictly", ({ version }) => {
  const validator = strictValidator(version);
  const problems = Object.keys(version.definitions).flatMap((model) => {
    try {
      validator(model);
      return [];
    } catch (error) {
      return [`${model}: ${error}`];
    }
  });
  expect(problems).toEqual([]);
});

test.each(everyVersion)("every operation of $name $id finds its models", ({ version }) => {
  const missing = Object.entries(version.operations).flatMap(([name, { body, success }]) =>
    [body?.model, success.model]
      .filter((model) => model !== undefined && model !== "binary")
      .filter((model) => !(String(model) in version.definitions))
      .map((model) => `${name}: ${model}`),
  );
  expect(missing).toEqual([]);
});

test.each(everyVersion.filter(({ id }) => id !== "current"))(
  "$name $id has the envelope of its errors",
  ({ version }) => {
    expect(version.definitions).toHaveProperty("ErrorResponse");
  },
);

test.each(everyVersion)(
  "no two operations of $name $id share a method and a path",
  ({ version }) => {
    const routes = Object.values(version.operations).flatMap(({ method, path, alsoAt = [] }) =>
      [path, ...alsoAt].map((at) => `${method} ${at.replace(/\{\w+\}/g, "{}")}`),
    );
    expect(new Set(routes).size).toBe(routes.length);
  },
);

test.each(apis)("every version of $name changes only operations that exist", (api) => {
  const strangers = api.versions.flatMap(({ id, operations = {} }) =>
    Object.keys(operations)
      .filter((name) => !(name in api.operations))
      .map((name) => `${id}: ${name}`),
  );
  expect(strangers).toEqual([]);
});

test.each(apis)("every version of $name converts only models that exist", (api) => {
  const strangers = api.versions.flatMap(({ id, downcast = {}, upcast = {} }) => {
    const known = apiAt(api, id)?.definitions ?? {};
    return [...Object.keys(downcast), ...Object.keys(upcast)]
      .filter((model) => !(model in known))
      .map((model) => `${id}: ${model}`);
  });
  expect(strangers).toEqual([]);
});
