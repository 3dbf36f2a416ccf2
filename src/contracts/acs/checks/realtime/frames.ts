// The frames of socket.io 0.9, and how several of them stand in one body of long polling.

const mark = "\ufffd";
const grammar = /^(\d):(\d*)\+?:[^:]*:?([\s\S]*)$/;

export interface Frame {
  /** The digit that says what it is. */
  readonly type: string;
  /** Empty when the frame has none. */
  readonly id: string;
  readonly data: string;
}

/** Undefined when it is none. */
export function readFrame(text: string): Frame | undefined {
  const [, type, id = "", data = ""] = grammar.exec(text) ?? [];
  return type === undefined ? undefined : { type, id, data };
}

/** One frame goes as it is, several each behind its length in UTF-16 units. */
export function packFrames(frames: readonly string[]): string {
  const [first = ""] = frames;
  if (frames.length === 1) return first;
  return frames.map((frame) => `${mark}${frame.length}${mark}${frame}`).join("");
}

/** What follows a wrong length is one frame, which then is none that can be read. */
export function unpackFrames(text: string): readonly string[] {
  const frames: string[] = [];
  let rest = text;
  while (rest.startsWith(mark)) {
    const lengthEnd = rest.indexOf(mark, 1);
    const length = Number(rest.slice(1, lengthEnd));
    if (lengthEnd < 2 || !Number.isInteger(length)) break;
    frames.push(rest.slice(lengthEnd + 1, lengthEnd + 1 + length));
    rest = rest.slice(lengthEnd + 1 + length);
  }
  return rest === "" ? frames : [...frames, rest];
}
