// Problems as users see them: one line that says what cannot be done, why, and what to do.

/** A problem that the user can do something about. */
export class Complaint extends Error {
  override readonly name = "Complaint";
  /** 1: the thing that was run failed; 2: usage, configuration or environment. */
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 2) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** What an error says; for those of the system, without the code and the call that nobody asked for. */
export function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return oneLine(String(error));
  const code = "code" in error ? error.code : undefined;
  switch (code) {
    case "ENOENT":
      return "there is no such file or folder";
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return "the system does not permit it";
    case "EISDIR":
    case "ERR_FS_EISDIR":
      return "it is a folder";
    case "ENOTDIR":
      return "a part of the path is no folder";
    case "ECONNREFUSED":
      return "nothing listens there";
    default:
      return oneLine(error.message).replace(/\.$/, "");
  }
}

/** The emulator throws plain errors in this same form for options and surroundings that do not fit. */
export function asComplaint(error: unknown): unknown {
  const isFormed = error instanceof Error && /^Cannot .+?: .+/s.test(error.message);
  // A TypeError that begins with "Cannot" is the engine's own: "Cannot read properties of undefined".
  return isFormed && !(error instanceof TypeError) ? new Complaint(oneLine(error.message)) : error;
}

export function oneLine(text: string): string {
  return text.trim().replace(/\s*[\r\n]+\s*/g, " ");
}
