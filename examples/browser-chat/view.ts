// Shows what the client knows. What people write is set as text, never as HTML.

/** What the page can ask for. */
export interface Actions {
  send(content: string): Promise<unknown>;
  edit(id: string, content: string): Promise<unknown>;
  remove(id: string): Promise<unknown>;
  rename(topic: string): Promise<unknown>;
  typing(): Promise<unknown>;
}

export interface ShownMessage {
  readonly id: string;
  readonly from: string | undefined;
  readonly text: string | undefined;
  readonly isMine: boolean;
}

const TYPING_SHOWN_MS = 8000;

export class View {
  readonly #actions: Actions;
  readonly #messages = new Map<string, HTMLLIElement>();
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor(actions: Actions) {
    this.#actions = actions;
    const text = element("text", HTMLInputElement);
    element("composer", HTMLFormElement).addEventListener("submit", (event) => {
      event.preventDefault();
      const content = text.value.trim();
      text.value = "";
      if (content !== "") void actions.send(content);
    });
    text.addEventListener("input", () => void actions.typing());
    element("rename", HTMLButtonElement).addEventListener("click", () => {
      const topic = prompt("The new topic");
      if (topic) void actions.rename(topic);
    });
  }

  showTopic(topic: string): void {
    element("topic", HTMLElement).textContent = topic;
    document.title = topic;
  }

  showPeople(names: readonly string[]): void {
    element("people", HTMLElement).textContent = names.join(", ");
  }

  /** A message that is shown already, from the history say, is not shown twice. */
  showMessage({ id, from, text, isMine }: ShownMessage): void {
    if (this.#messages.has(id)) return;
    const item = make("li", isMine ? "message mine" : "message");
    item.dataset["id"] = id;
    item.append(make("div", "text", text), make("div", "meta", isMine ? "" : from));
    if (isMine) item.append(this.#ownActions(id));
    this.#messages.set(id, item);
    element("messages", HTMLElement).append(item);
    item.scrollIntoView();
    if (!isMine) element("typing", HTMLElement).textContent = "";
  }

  showEdit(id: string, text: string): void {
    this.#set(id, ".text", text);
    this.#set(id, ".meta", "edited");
  }

  showDeletion(id: string): void {
    this.#set(id, ".text", "Deleted");
    this.#messages.get(id)?.classList.add("deleted");
    this.#messages.get(id)?.querySelector(".actions")?.remove();
  }

  showSeen(id: string): void {
    this.#set(id, ".meta", "seen");
  }

  showNotice(text: string): void {
    element("messages", HTMLElement).append(make("li", "notice", text));
  }

  showTyping(name: string): void {
    const typing = element("typing", HTMLElement);
    typing.textContent = `${name} is typing …`;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => {
      typing.textContent = "";
    }, TYPING_SHOWN_MS);
  }

  #ownActions(id: string): HTMLElement {
    const actions = make("div", "meta actions");
    const edit = make("button", "edit", "edit");
    edit.addEventListener("click", () => {
      const text = prompt("The new text");
      if (text) void this.#actions.edit(id, text);
    });
    const remove = make("button", "remove", "delete");
    remove.addEventListener("click", () => void this.#actions.remove(id));
    actions.append(edit, remove);
    return actions;
  }

  #set(id: string, part: string, text: string): void {
    const found = this.#messages.get(id)?.querySelector(part);
    if (found) found.textContent = text;
  }
}

function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  text = "",
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function element<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`Cannot find #${id}: index.html has no such ${kind.name}. Put it back.`);
}
