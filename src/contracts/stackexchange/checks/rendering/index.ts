// The checks of how a text is shown.

import type { Check } from "../../../suite/check.ts";
import { define, type WrittenCheck } from "../define.ts";
import type { Scene } from "../scene.ts";
import { type RenderingCases, renderingCases } from "./cases.ts";
import { shapeOf } from "./shape.ts";

type Checks = Readonly<Record<`stackexchange.rendering.${string}`, WrittenCheck>>;

/** Between the pieces of one message: nothing that could be part of any. */
const BETWEEN = " | ";

async function expectShown(scene: Scene, written: string, shown: string): Promise<void> {
  const id = await scene.say(written);
  const { exchange, content, pointer } = await scene.contentOf(id);
  const expected = shapeOf(shown);
  const actual = shapeOf(content);
  const place = `/body${pointer}/content`;
  scene
    .expect(exchange)
    .that(actual === expected, "It is shown otherwise.", expected, actual, place);
}

function checkOf({ title, rules, pieces }: RenderingCases): WrittenCheck {
  return {
    title,
    operations: ["Chat_Send", "Chat_ListEvents"],
    rules,
    run(scene) {
      const mark = scene.text("end");
      const written = [...pieces.map(([text]) => text), mark].join(BETWEEN);
      const shown = [...pieces.map(([, html]) => html), mark].join(BETWEEN);
      return expectShown(scene, written, shown);
    },
  };
}

const single: Checks = {
  "stackexchange.rendering.quote": {
    title: "A line that begins with > stays as it is",
    operations: ["Chat_Send", "Chat_ListEvents"],
    rules: ["rendering.quote", "rendering.escaped"],
    run(scene) {
      const text = scene.text("quoted");
      return expectShown(scene, `> ${text}`, `&gt; ${text}`);
    },
  },
  "stackexchange.rendering.tags": {
    title: "A tag is a link to its questions",
    operations: ["Chat_Send", "Chat_ListEvents"],
    rules: ["rendering.tags"],
    async run(scene) {
      const id = await scene.say(`[tag:python] ${scene.text()}`);
      const { exchange, content, pointer } = await scene.contentOf(id);
      // On which site, and how it looks, depends on the host.
      const isTag =
        /^<a [^>]*\bhref="[^"]*\/tagged\/python"[^>]*><span [^>]*\bob-post-tag\b[^>]*>python<\/span><\/a> /;
      const place = `/body${pointer}/content`;
      scene
        .expect(exchange)
        .that(isTag.test(content), "It is no tag.", "a link with .ob-post-tag", content, place);
    },
  },
  "stackexchange.rendering.lines": {
    title: "Several lines are a block in which nothing is rendered",
    operations: ["Chat_Send", "Chat_ListEvents"],
    rules: ["rendering.lines"],
    run(scene) {
      const text = scene.text("second & last");
      const shown = `<div class="full">**first** <br> ${text.replace("&", "&amp;")}</div>`;
      return expectShown(scene, `**first**\n${text}`, shown);
    },
  },
  "stackexchange.rendering.code-block": {
    title: "Lines that are all indented are a block of code",
    operations: ["Chat_Send", "Chat_ListEvents"],
    rules: ["rendering.code-block"],
    run(scene) {
      const text = scene.text("*second*");
      return expectShown(
        scene,
        `    first\n      ${text}`,
        `<pre class="full">first\n  ${text}</pre>`,
      );
    },
  },
  "stackexchange.rendering.image": {
    title: "A message that is nothing but the address of an image shows it",
    operations: ["Chat_Send", "Chat_ListEvents"],
    rules: ["rendering.image"],
    async run(scene) {
      const url = `http://i.stack.imgur.com/${scene.text("a").replaceAll(" ", "-")}.png`;
      const image = `<img src="${url}" class="user-image">`;
      const shown = `<div class="onebox ob-image"><a href="${url}">${image}</a></div>`;
      return expectShown(scene, url, shown);
    },
  },
};

export const renderingChecks: readonly Check<Scene>[] = define({
  ...Object.fromEntries(
    renderingCases.map((cases) => [`stackexchange.rendering.${cases.name}`, checkOf(cases)]),
  ),
  ...single,
});
