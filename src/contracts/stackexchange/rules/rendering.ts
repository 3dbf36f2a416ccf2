// Rules of how a text becomes the content that is shown.

import type { Rule } from "../../contract.ts";

const tests = "ChatExchange: test_markdown.py";
const frontEnd = "an archived copy of the chat front-end; OakBot (reference 3.1)";

export const renderingRules: readonly Rule[] = [
  {
    id: "rendering.escaped",
    says: "`&`, `<` and `>` of a text are escaped.",
    evidence: "documented",
    source: frontEnd,
  },
  {
    id: "rendering.bold",
    says: "`**x**` and `__x__` are bold.",
    evidence: "specified",
    source: tests,
  },
  {
    id: "rendering.italic",
    says: "`*x*` and `_x_` are italic.",
    evidence: "specified",
    source: tests,
  },
  {
    id: "rendering.strike",
    says: "`---x---` is struck out.",
    evidence: "specified",
    source: tests,
  },
  {
    id: "rendering.code",
    says: "A text between backticks is code, in which nothing else is rendered.",
    evidence: "specified",
    source: tests,
  },
  {
    id: "rendering.nested",
    says: "Emphasis can be nested, and `***x***` is bold and italic.",
    evidence: "documented",
    source: frontEnd,
  },
  {
    id: "rendering.unbalanced",
    says: "A sign without its partner, within a word or next to a space stays as it is.",
    evidence: "specified",
    source: tests,
  },
  {
    id: "rendering.links",
    says: "`[text](url)` is a link for http, https and ftp, with a title if there is one.",
    evidence: "specified",
    source: `${tests}; test_client.py`,
  },
  {
    id: "rendering.other-schemes",
    says: "A link of any other scheme stays as it is.",
    evidence: "documented",
    source: frontEnd,
  },
  {
    id: "rendering.bare-urls",
    says: "A bare address is a link that shows it without scheme, `www.` and the last slash.",
    evidence: "documented",
    source: frontEnd,
  },
  {
    id: "rendering.long-urls",
    says: "A shown address of 30 characters or more is cut at its last slash before that, or after 29, and ends in `…`.",
    evidence: "documented",
    source: frontEnd,
  },
  {
    id: "rendering.backslash",
    says: "A sign after a backslash means itself.",
    evidence: "documented",
    source: frontEnd,
  },
  {
    id: "rendering.tags",
    says: "`[tag:x]` is a link with a `span.ob-post-tag`.",
    evidence: "documented",
    source: frontEnd,
  },
  {
    id: "rendering.quote",
    says: "A line that begins with `> ` stays as it is; browsers make a quotation of it.",
    evidence: "documented",
    source: frontEnd,
  },
  {
    id: "rendering.lines",
    says: "Several lines are a `div` of the class `full` with ` <br> ` between them, in which nothing is rendered.",
    evidence: "documented",
    source: "OakBot: payload samples (reference 3.2)",
  },
  {
    id: "rendering.code-block",
    says: "Lines that are all indented by four spaces are a `pre` of the class `full` without them.",
    evidence: "documented",
    source: "OakBot: payload samples (reference 3.2)",
  },
  {
    id: "rendering.image",
    says: "A message that is nothing but the address of an image shows it in a `div` of the classes `onebox` and `ob-image`.",
    evidence: "documented",
    source: "OakBot: payload samples (reference 3.3)",
  },
  {
    id: "rendering.partial",
    says: "Long texts are not cut short.",
    evidence: "assumed",
    source: "assumed: the service cuts them in events; where is not known (reference 3.2)",
  },
];
