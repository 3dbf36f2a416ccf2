// How a server is broken for each check of identity.

import type { Answer, Asked, Break } from "../broken-server.ts";
import { always, answering, type Body, change, refuse, refusing, statusTo } from "./edits.ts";

const creation = /\/identities$/;
const issue = /\/:issueAccessToken$/;
const ofUser = /\/identities\/[^/]+$/;

const made = (path: RegExp, edit: (body: Body) => void) => answering("POST", path, edit);
const issued = (edit: (body: Body) => void) => made(issue, edit);

/** Changes the body of errors of identity. */
const failed = (edit: (error: Body) => void): (() => Break) =>
  always((_, answer) => {
    if (answer.status < 400 || answer.text === "") return;
    const body: Body = JSON.parse(answer.text);
    edit(body.error);
    answer.text = JSON.stringify(body);
  });

const isCreation = ({ method, path }: Asked) => method === "POST" && creation.test(path);
const signs = (asked: Asked) => asked.headers.get("authorization") ?? "";

/** The token with other claims, or another header. */
function retold(token: string, edit: (claims: Body) => void, part: 0 | 1 = 1): string {
  const parts = token.split(".");
  const said: Body = JSON.parse(Buffer.from(parts[part] ?? "", "base64url").toString());
  edit(said);
  parts[part] = Buffer.from(JSON.stringify(said)).toString("base64url");
  return parts.join(".");
}

const claims = (edit: (claims: Body) => void, part: 0 | 1 = 1) =>
  issued((body) => {
    body.token = retold(body.token, edit, part);
  });

const later = (time: string, minutes: number) =>
  new Date(Date.parse(time) + minutes * 60_000).toISOString().replace("Z", "+00:00");

/** The same answer to a certain lifetime, as if another one had been asked for. */
const longer = (lifetime: number | null, minutes: number): (() => Break) =>
  always((asked, answer) => {
    if (!asked.text.includes(`"expiresInMinutes":${lifetime}`)) return;
    change(answer, (body) => {
      const token = body.accessToken ?? body;
      token.expiresOn = later(token.expiresOn, minutes);
    });
  });

const accepting = (lifetime: number): (() => Break) =>
  always((asked, answer) => {
    if (!asked.text.includes(`"expiresInMinutes":${lifetime}`)) return;
    answer.status = 200;
    answer.text = '{"token":"a.b.c","expiresOn":"2026-01-01T00:00:00+00:00"}';
    answer.headers["content-type"] = "application/json; charset=utf-8";
  });

const notOwned = (method: string, path: RegExp): readonly (() => Break)[] => {
  const isMeant = (asked: Asked, answer: Answer) =>
    asked.method === method && path.test(asked.path) && answer.text.includes("IdentityNotOwned");
  const replacing = (isHit: (asked: Asked) => boolean, text: string, by: string) =>
    always((asked, answer) => {
      if (isMeant(asked, answer) && isHit(asked)) answer.text = answer.text.replace(text, by);
    });
  return [
    always((asked, answer) => {
      if (isMeant(asked, answer) && asked.path.includes("8%3Aacs")) refuse(answer, 404);
    }),
    always((asked, answer) => {
      if (isMeant(asked, answer) && asked.path.includes("not-an-identity")) refuse(answer);
    }),
    replacing(() => true, "IdentityNotOwned", "NotFound"),
    replacing(() => true, "to the resource", "to you"),
  ];
};

/** Tokens go on working, by the clock of the endpoint for longer than documented: whoever is refused is served. */
const undying: () => Break = always((asked, answer) => {
  if (answer.status !== 401 || asked.path !== "/chat/threads") return;
  answer.status = 200;
  answer.text = '{"value":[]}';
  answer.headers["content-type"] = "application/json; charset=utf-8";
  answer.headers["date"] = new Date(Date.now() + 16 * 60_000).toUTCString();
});

/** For the second of the two answers, an error, and for the first. */
const without = (name: string): readonly (() => Break)[] => [
  always((_, answer) => {
    if (answer.status < 400) delete answer.headers[name];
  }),
  always((_, answer) => {
    if (answer.status >= 400) delete answer.headers[name];
  }),
];

const badTeamsToken = (edit: (answer: Answer) => void): (() => Break) =>
  always((_, answer) => {
    if (answer.text.includes("InvalidAccessToken")) edit(answer);
  });

const exchange = /\/:exchangeAccessToken$/;

const creating: Readonly<Record<string, (() => Break) | readonly (() => Break)[]>> = {
  "acs.identity.create.with-token": [
    made(creation, (body) => {
      delete body.accessToken;
    }),
    made(creation, (body) => {
      body.accessToken.token = retold(body.accessToken.token, (said) => {
        said.skypeid = "acs:somebody";
      });
    }),
  ],
  "acs.identity.create.nothing-asked": [
    refusing((asked) => isCreation(asked) && asked.text === "{}"),
    refusing((asked) => isCreation(asked) && asked.text === ""),
    made(creation, (body) => {
      body.accessToken = { token: "a.b.c", expiresOn: "2026-01-01T00:00:00+00:00" };
    }),
  ],
  "acs.identity.create.lifetime-null": [
    refusing(({ text }) => text.includes(":null")),
    longer(null, -60),
  ],
  "acs.identity.create.id-alone": made(creation, (body) => {
    body.identity = { id: body.id };
  }),
};

const issuing: Readonly<Record<string, (() => Break) | readonly (() => Break)[]>> = {
  "acs.identity.issue.default-lifetime": [
    issued((body) => {
      body.expiresOn = later(body.expiresOn, -60);
    }),
    claims((said) => {
      said.exp -= 3600;
    }),
  ],
  "acs.identity.issue.expiry-form": [
    issued((body) => {
      body.expiresOn = body.expiresOn.replace("+00:00", "Z");
    }),
    issued((body) => {
      body.expiresOn = body.expiresOn.replace(/(?:\.\d+)?\+/, ".1000000+");
    }),
  ],
  "acs.identity.issue.lifetime-range": [
    refusing(({ text }) => text.includes('"expiresInMinutes":60')),
    refusing(({ text }) => text.includes('"expiresInMinutes":1440')),
    longer(60, 1380),
    longer(1440, -1380),
    accepting(59),
    accepting(1441),
  ],
  "acs.identity.issue.lifetime-fixed": longer(60, -1380),
  "acs.identity.issue.scopes": ["chat", "voip", "chat.join", "chat.join.limited", "voip.join"].map(
    (scope) => refusing(({ text }) => text.includes(`["${scope}"]`)),
  ),
  "acs.identity.issue.scopes-missing": [
    always(statusTo(400, 401)),
    failed((error) => {
      error.code = "BadRequest";
    }),
    failed((error) => {
      error.message = "Scopes, please.";
    }),
    failed((error) => {
      delete error.target;
    }),
  ],
  "acs.identity.issue.with-id": made(/\/token$/, (body) => {
    body.id = "8:acs:somebody";
  }),
  "acs.identity.delete.not-owned": notOwned("DELETE", ofUser),
  "acs.identity.issue.not-owned": notOwned("POST", issue),
  "acs.identity.revoke.not-owned": notOwned("POST", /\/:revokeAccessTokens$/),
  "acs.identity.delete.ends-tokens": undying,
  "acs.identity.revoke.ends-tokens": undying,
  "acs.identity.revoke.by-patch": refusing(({ method }) => method === "PATCH", 405),
};

const tokens: Readonly<Record<string, (() => Break) | readonly (() => Break)[]>> = {
  "acs.identity.tokens.jwt": [
    issued((body) => {
      body.token = "opaque";
    }),
    claims((header) => {
      header.alg = "HS256";
    }, 0),
  ],
  "acs.identity.tokens.claims": [
    ...["skypeid", "scp", "csi", "iat", "exp", "acsScope", "resourceId"].map((name) =>
      claims((said) => {
        delete said[name];
      }),
    ),
    claims((said) => {
      said.skypeid = `8:${said.skypeid}`;
    }),
    ...["iss", "aud", "sub"].map((name) =>
      claims((said) => {
        said[name] = "somebody";
      }),
    ),
  ],
  "acs.identity.tokens.scope-claim": [
    claims((said) => {
      said.acsScope = said.acsScope.replaceAll(",", " ");
    }),
    claims((said) => {
      said.acsScope = "chat,voip";
    }),
  ],
  "acs.identity.exchange.bad-token": [
    badTeamsToken((answer) => refuse(answer)),
    badTeamsToken((answer) => {
      answer.text = answer.text.replace("InvalidAccessToken", "Denied");
    }),
    badTeamsToken((answer) => {
      answer.text = answer.text.replace("is not valid", "is bad");
    }),
  ],
  "acs.identity.exchange.request": [
    refusing(({ path, text }) => exchange.test(path) && text.includes('"appId"')),
    made(exchange, (body) => {
      delete body.token;
    }),
    made(exchange, (body) => {
      delete body.expiresOn;
    }),
  ],
  "acs.identity.exchange.token-alone": refusing(
    ({ path, text }) => exchange.test(path) && !text.includes('"appId"'),
  ),
};

const emptyHash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

const signatures: Readonly<Record<string, (() => Break) | readonly (() => Break)[]>> = {
  "acs.identity.signature.date-header": refusing((asked) => asked.headers.has("date"), 401),
  "acs.identity.signature.order": refusing(
    (asked) => !signs(asked).startsWith("HMAC-SHA256 SignedHeaders=x-ms-date;"),
    401,
  ),
  "acs.identity.signature.content-hash": [
    refusing((asked) => asked.headers.get("x-ms-content-sha256") === emptyHash, 401),
    refusing((asked) => isCreation(asked) && asked.text !== "", 401),
  ],
  "acs.identity.signature.raw-target": [
    refusing(({ path }) => path.includes("8:acs:"), 401),
    refusing(({ path }) => path.includes("8%3Aacs%3A"), 401),
    refusing(({ path }) => path.includes("8%3aacs%3a"), 401),
  ],
  "acs.identity.signature.doubled-port": refusing(({ path }) => issue.test(path), 401),
};

const everywhere: Readonly<Record<string, (() => Break) | readonly (() => Break)[]>> = {
  "acs.identity.errors.form": [
    always((_, answer) => {
      if (answer.status >= 400) answer.headers["content-type"] = "application/json; charset=utf-8";
    }),
    failed((error) => {
      delete error.message;
    }),
    failed((error) => {
      delete error.code;
    }),
    always((_, answer) => {
      answer.text = answer.text.replace('{"error"', '{"Error"');
    }),
  ],
  "acs.identity.versions.ascend": always((_, answer) => {
    answer.headers["api-supported-versions"] = "2023-10-01, 2021-03-07";
  }),
  "acs.identity.versions.unsupported": [
    failed((error) => {
      error.message = error.message.replaceAll("2019-01-01", "");
    }),
    failed((error) => {
      error.message = error.message.replace("/identities", "");
    }),
    failed((error) => {
      delete error.innerError;
    }),
    failed((error) => {
      error.code = "BadRequest";
    }),
  ],
  "acs.identity.headers.request-id": without("x-ms-client-request-id"),
  "acs.identity.headers.request-context": without("request-context"),
  "acs.identity.paths.double-slash": refusing(({ path }) => path.startsWith("//"), 404),
};

export const identityBreaks: Readonly<Record<string, (() => Break) | readonly (() => Break)[]>> = {
  ...creating,
  ...issuing,
  ...tokens,
  ...signatures,
  ...everywhere,
};
