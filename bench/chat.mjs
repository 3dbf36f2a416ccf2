// What is asked of both: the requests of a chat client, and a world of threads and messages to ask about.

const VERSION = "?api-version=2025-03-15";

/** What the JavaScript SDK sends. */
export function headersOf(subject) {
  return {
    accept: "application/json",
    "accept-encoding": "gzip,deflate",
    authorization: `Bearer ${subject.token}`,
    "user-agent": "azsdk-js-communication-chat/1.5.4 core-rest-pipeline/1.16.0 Node/v20.20.2",
    "x-ms-client-request-id": "0f1d2c3b-0000-4000-8000-000000000000",
  };
}

export const messagesPath = (thread) => `/chat/threads/${encodeURIComponent(thread)}/messages`;

export const get = (thread, id) => ({
  method: "GET",
  path: `${messagesPath(thread)}/${id}${VERSION}`,
});

export const list = (thread) => ({ method: "GET", path: messagesPath(thread) + VERSION });

export const send = (thread, n, text = textOf(n)) => ({
  method: "POST",
  path: messagesPath(thread) + VERSION,
  body: JSON.stringify({ content: text, senderDisplayName: "Alice", type: "text" }),
});

export const createThread = ([, bob]) => ({
  method: "POST",
  path: `/chat/threads${VERSION}`,
  body: JSON.stringify({ topic: "Lunch", participants: participants([bob]) }),
});

export const addParticipants = (thread, people) => ({
  method: "POST",
  path: `/chat/threads/${encodeURIComponent(thread)}/participants/:add${VERSION}`,
  body: JSON.stringify({ participants: participants(people) }),
});

const participants = (people) =>
  people.map((id) => ({ communicationIdentifier: { rawId: id, communicationUser: { id } } }));

/** Texts of about the length that people write. */
export function textOf(n) {
  return `Message ${n}: shall we meet at the usual place at noon, or is that too early?`;
}

/** Asks in process; stops when the answer is not the one expected. */
export async function ask(subject, headers, { method, path, body }, status) {
  const type = body === undefined ? undefined : { "content-type": "application/json" };
  const response = await subject.fetch(path, { method, headers: { ...headers, ...type }, body });
  const text = await response.text();
  if (response.status !== status) {
    throw new Error(`Expected ${status} for ${method} ${path}, got ${response.status}: ${text}`);
  }
  return JSON.parse(text);
}

/** Plays in threads with as many messages each; returns their ids with those of their messages. */
export async function play(subject, { threads, messages }) {
  const headers = headersOf(subject);
  const played = [];
  for (let thread = 0; thread < threads; thread++) {
    const { chatThread } = await ask(subject, headers, createThread(subject.people), 201);
    const ids = [];
    for (let n = 0; n < messages; n++) {
      ids.push((await ask(subject, headers, send(chatThread.id, n), 201)).id);
    }
    played.push({ id: chatThread.id, ids });
  }
  return played;
}
