// Messages in a row by the same person, under one signature, with a clock time where time went by.

import { html } from "hono/html";
import { username } from "./links.ts";
import type { Markup } from "./markup.ts";
import { messageBlock } from "./message.ts";
import { clockTime, stamp } from "./times.ts";
import type { AuthorView, MessageView, UnixSeconds } from "./views.ts";

const pauseWorthAClockTime = 5 * 60;

/** (Three scrapers walk from `.messages` back to the `.signature` right before it.) */
export function monologue(author: AuthorView, messages: Markup | readonly Markup[]): Markup {
  const classes = author.id === null ? "monologue" : `monologue user-${author.id}`;
  return html`<div class="${classes}">
<div class="signature"><div class="tiny-signature">${username(author)}</div></div>
<div class="messages">
${messages}
</div>
</div>
`;
}

/** (A Java client reads the last `.timestamp` of a history, and fails on white space in it.) */
export function timestamp(time: UnixSeconds): Markup {
  return html`<div class="timestamp" title="${stamp(time)}">${clockTime(time)}</div>`;
}

export function monologues(messages: readonly MessageView[], highlighted?: number): Markup {
  let previous: UnixSeconds | undefined;
  return html`${inTurns(messages).map((turn) =>
    monologue(
      turn.author,
      turn.messages.map((message) => {
        const pause = previous === undefined || message.time - previous >= pauseWorthAClockTime;
        previous = message.time;
        return html`${pause && timestamp(message.time)}${messageBlock(message, { highlighted: message.id === highlighted })}`;
      }),
    ),
  )}`;
}

interface Turn {
  readonly author: AuthorView;
  readonly messages: MessageView[];
}

function inTurns(messages: readonly MessageView[]): readonly Turn[] {
  const turns: Turn[] = [];
  for (const message of messages) {
    const turn = turns.at(-1);
    const { id, name } = message.author;
    if (turn !== undefined && turn.author.id === id && turn.author.name === name) {
      turn.messages.push(message);
    } else {
      turns.push({ author: message.author, messages: [message] });
    }
  }
  return turns;
}
