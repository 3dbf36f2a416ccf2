// In which fields a body differs from the one that was expected.

interface CompareOptions {
  /** Of a form everything is a text: 7 is then the same as "7". */
  readonly isForm: boolean;
}

/** One line for each field: its JSON pointer, what is there, and what was expected. Properties that nobody expects do not count. */
export function differences(
  expected: unknown,
  actual: unknown,
  options: CompareOptions,
  pointer = "",
): readonly string[] {
  if (isMatcher(expected)) {
    return expected.asymmetricMatch(actual) ? [] : [differs(pointer, actual, nameOf(expected))];
  }
  if (Array.isArray(expected)) return ofLists(expected, actual, options, pointer);
  if (isObject(expected)) {
    if (!isObject(actual)) return [differs(pointer, actual, display(expected))];
    return Object.entries(expected).flatMap(([name, value]) => {
      const inner = Object.hasOwn(actual, name) ? actual[name] : undefined;
      return differences(value, inner, options, `${pointer}/${escaped(name)}`);
    });
  }
  const isSame = expected === actual || (options.isForm && String(expected) === actual);
  return isSame ? [] : [differs(pointer, actual, display(expected))];
}

function ofLists(
  expected: readonly unknown[],
  actual: unknown,
  options: CompareOptions,
  pointer: string,
): readonly string[] {
  if (!Array.isArray(actual)) return [differs(pointer, actual, display(expected))];
  const items = expected
    .slice(0, actual.length)
    .flatMap((item, at) => differences(item, actual[at], options, `${pointer}/${at}`));
  if (actual.length === expected.length) return items;
  const count = (length: number) => `${length} item${length === 1 ? "" : "s"}`;
  return [
    `${pointer || "all of it"} has ${count(actual.length)}, expected ${expected.length}`,
    ...items,
  ];
}

function differs(pointer: string, actual: unknown, expected: string): string {
  const place = pointer || "all of it";
  if (actual === undefined) return `${place} is missing, expected ${expected}`;
  return `${place} is ${display(actual)}, expected ${expected}`;
}

/** Short enough to stand in a sentence. */
export function display(value: unknown): string {
  const text = JSON.stringify(value, withNames) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function withNames(_: string, value: unknown): unknown {
  return isMatcher(value) ? nameOf(value) : value;
}

/** In Vitest and Jest some matchers tell what they want, and others have a sample of it. */
function nameOf(matcher: Matcher): string {
  const { sample } = matcher;
  if (matcher.toAsymmetricMatcher) return matcher.toAsymmetricMatcher();
  if (sample === undefined) return String(matcher);
  return `${String(matcher)} ${sample instanceof RegExp ? String(sample) : display(sample)}`;
}

/** What test runners have for "any string" and the like. */
interface Matcher {
  asymmetricMatch(actual: unknown): boolean;
  toAsymmetricMatcher?(): string;
  readonly sample?: unknown;
}

function isMatcher(value: unknown): value is Matcher {
  return isObject(value) && typeof value["asymmetricMatch"] === "function";
}

function escaped(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}
