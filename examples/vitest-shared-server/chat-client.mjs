// The app: a client that is told a URL and a token, and nothing else; it could as well be written in another language.

export function createChatClient({ url, token }) {
  const call = async (method, path, body) => {
    const response = await fetch(`${url}/chat/threads${path}?api-version=2025-03-15`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: body && JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
    return response.status === 204 ? undefined : response.json();
  };
  return {
    open: async (topic, people = []) => {
      const participants = people.map(({ id }) => ({ communicationIdentifier: { rawId: id } }));
      return (await call("POST", "", { topic, participants })).chatThread.id;
    },
    say: (threadId, content) => call("POST", `/${threadId}/messages`, { content }),
    topics: async () => (await call("GET", "")).value.map(({ topic }) => topic),
    messages: async (threadId) => (await call("GET", `/${threadId}/messages`)).value,
  };
}
