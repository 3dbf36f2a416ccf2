// No secret leaves the journal, whatever it stands in.

import { expect, test } from "vitest";
import { type HttpNote, Journal, sseLines } from "../../src/server/journal/index.ts";

const secret = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0";
const jwt = `eyJhbGciOiJSUzI1NiJ9.${secret}.c2ln`;
const fkey = "0123456789abcdef0123456789abcdef";
const email = "bot@example.com";
const password = "corr3ct horse+battery";
const cookie = `t=${secret}.1&s=${fkey}`;

const all = [
  secret,
  jwt,
  fkey,
  email,
  encodeURIComponent(email),
  password,
  "corr3ct",
  "horse%2Bbattery",
];

type Hostile = Partial<Omit<HttpNote, "answer">> & {
  readonly answer?: Partial<HttpNote["answer"]>;
};

function call({ answer, ...changes }: Hostile): HttpNote {
  return {
    kind: "http",
    at: 0,
    durationMs: 0,
    tenant: "default",
    vendor: "acs",
    method: "POST",
    url: "https://localhost/x",
    headers: new Headers(),
    ...changes,
    answer: { status: 200, headers: {}, body: null, ...answer },
  };
}

const form = { "content-type": "application/x-www-form-urlencoded" };
const loginForm = `email=${encodeURIComponent(email)}&password=corr3ct+horse%2Bbattery&fkey=${fkey}`;

test.each<[string, Hostile]>([
  ["a token", { headers: new Headers({ authorization: `Bearer ${jwt}` }) }],
  ["a token that is no JWT", { headers: new Headers({ authorization: `bearer ${secret}` }) }],
  ["a token of the realtime services", { headers: new Headers({ "x-skypetoken": jwt }) }],
  [
    "a token that the answer says again",
    {
      headers: { get: () => null },
      table: { authorization: `Bearer ${secret}` },
      answer: { body: `Cannot use ${secret} here.`, headers: { location: `/${secret}` } },
    },
  ],
  [
    "a signature",
    {
      headers: new Headers({
        authorization: `HMAC-SHA256 SignedHeaders=x-ms-date;host&Signature=${secret}`,
      }),
    },
  ],
  [
    "cookies that come",
    { headers: new Headers({ cookie: `lang=en; acct=${cookie}` }), answer: { body: cookie } },
  ],
  [
    "cookies that go",
    {
      answer: {
        headers: [
          ["set-cookie", `acct=${cookie}; path=/`],
          ["Set-Cookie", `prov=${secret}`],
        ],
        body: secret,
      },
    },
  ],
  ["a login", { body: loginForm, headers: new Headers(form) }],
  ["a login of bytes", { body: new TextEncoder().encode(loginForm), headers: new Headers(form) }],
  ["a login in a query", { url: `https://host/users/login?${loginForm}` }],
  [
    "a login with escaped names",
    { body: `text=x&%66key=${fkey}&e%6Dail=${encodeURIComponent(email)}` },
  ],
  [
    "a login whose page comes back",
    {
      body: loginForm,
      answer: {
        body: `<input name="fkey" value="${fkey}"><input id="email" name="email" value="${email}" /><p>${password}</p>`,
      },
    },
  ],
  ["a page with a key", { answer: { body: `<input id=fkey name='fkey' value='${fkey}'>` } }],
  ["a script with a key", { answer: { body: `start({ fkey: "${fkey}" })` } }],
  ["a key in JSON", { answer: { body: JSON.stringify({ fkey }) } }],
  [
    "the address of a socket",
    { answer: { body: JSON.stringify({ url: `wss://h/events/1/${fkey}` }) } },
  ],
  [
    "a user's page at the OpenID site",
    { answer: { body: `https://openid.host.com/user/${secret}` } },
  ],
  [
    "an answer with a token",
    { answer: { body: JSON.stringify({ accessToken: { token: secret } }) } },
  ],
  ["a token with words around it", { body: JSON.stringify({ content: `take Bearer ${secret}` }) }],
  [
    "a token that is sent and told again",
    { body: JSON.stringify({ token: secret }), answer: { body: `No user has ${secret}.` } },
  ],
  ["a ticket of the realtime services", { url: `https://host/socket.io/1/?sr=1&sig=${secret}` }],
  ["a connection string", { body: `endpoint=https://h/;accesskey=${secret}` }],
  ["an access key in JSON", { body: JSON.stringify({ primaryAccessKey: secret }) }],
  ["JSON inside of JSON", { body: JSON.stringify({ body: JSON.stringify({ token: secret }) }) }],
  ["JSON cut short", { body: `{"skypeToken":"${secret}"` }],
  ["a user in a url", { url: `https://me:${secret}@host/x` }],
])("%s stays hidden", (_, hostile) => {
  const journal = new Journal();
  journal.record(call(hostile));
  const texts = [
    JSON.stringify(journal.entries()),
    journal.entries().map(sseLines).join(""),
    JSON.stringify(journal.toHar()),
  ];
  for (const text of texts) {
    expect(text).toContain("<redacted>");
    expect(all.filter((word) => text.includes(word))).toEqual([]);
  }
});

test.each([
  `3:::{"id":1,"body":${JSON.stringify(JSON.stringify({ token: secret }))}}`,
  `5:1::{"name":"user.authenticate","args":[{"headers":{"Authorization":"Bearer ${jwt}","X-Skypetoken":"${secret}"}}]}`,
  `\ufffd99\ufffd3:::{"body":"{\\"skypeToken\\":\\"${secret}\\"}"}\ufffd3\ufffd8::`,
  `{"r1":{"e":[{"content":"fkey=${fkey}"}]}}`,
])("the frame %j keeps its secret", (text) => {
  const journal = new Journal();
  journal.record({
    kind: "socket",
    at: 0,
    tenant: "default",
    vendor: "acs",
    direction: "received",
    text,
  });
  const shown = JSON.stringify(journal.entries());
  expect(shown).toContain("<redacted>");
  expect(all.filter((word) => shown.includes(word))).toEqual([]);
});

test.each([
  '{ "content": "a  b",\n "n": 12345678901234567890 }',
  '{"createTokenWithScopes":["chat"]}',
  "text=hello+world&roomId=1",
  "<p>an email to the team</p>",
  "no secret",
])("what has no secret stays to the letter: %s", (body) => {
  const journal = new Journal();
  journal.record(call({ body, headers: new Headers({ cookie: "lang=secret" }) }));
  expect(journal.entries()).toMatchObject([{ request: { body } }]);
});
