// Reads JSON that is not nested without end: what walks a value goes deeper with each of its levels.

/** The service's bodies have fewer than ten levels. */
const DEPTH_MAX = 512;

/** Throws a SyntaxError also for what is nested too deeply. */
export function parseShallow(text: string): unknown {
  if (isTooDeep(text)) throw new SyntaxError(`It is nested more than ${DEPTH_MAX} levels deep.`);
  const value: unknown = JSON.parse(text);
  return value;
}

/** Brackets inside of strings do not count. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (isInString) {
      if (character === "\\") at += 1;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === "[" || character === "{") depth += 1;
    else if (character === "]" || character === "}") depth -= 1;
    if (depth > DEPTH_MAX) return true;
  }
  return false;
}
