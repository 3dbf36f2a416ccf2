// The service's ways to write a time, and the ways in which clients write theirs.

/** Whole seconds, cut not rounded: `2021-06-15T23:04:09Z` (observed). */
export function formatSeconds(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** Milliseconds, as notifications have them: `2021-06-15T23:04:09.123Z`. */
export function formatMilliseconds(ms: number): string {
  return new Date(ms).toISOString();
}

/** Up to seven digits of fraction without trailing zeros, and an offset: `2021-06-16T23:04:04.2528414+00:00`. */
export function formatTicks(ms: number): string {
  return formatMicroseconds(ms * 1000);
}

/** As `formatTicks`, from microseconds since the epoch. */
export function formatMicroseconds(microseconds: number): string {
  const whole = new Date(Math.floor(microseconds / 1000)).toISOString().slice(0, 19);
  const fraction = (microseconds % 1_000_000).toString().padStart(6, "0").replace(/0+$/, "");
  return `${whole}${fraction && `.${fraction}`}+00:00`;
}

/** Microseconds since the epoch of an ISO time, whose fraction may be finer than `Date` can tell. */
export function parseMicroseconds(text: string): number | undefined {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) return undefined;
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? "";
  return Math.floor(ms / 1000) * 1_000_000 + Number(fraction.slice(0, 6).padEnd(6, "0"));
}

/** As .NET writes a time in the invariant culture; the service puts it into links: `1/1/1970 12:00:00 AM +00:00`. */
export function formatInvariant(ms: number): string {
  const time = new Date(ms);
  const hour = time.getUTCHours();
  const clock = [hour % 12 || 12, pad(time.getUTCMinutes()), pad(time.getUTCSeconds())].join(":");
  const day = [time.getUTCMonth() + 1, time.getUTCDate(), time.getUTCFullYear()].join("/");
  return `${day} ${clock} ${hour < 12 ? "AM" : "PM"} +00:00`;
}

const iso = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;
const invariant = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d{2}):(\d{2}) ([AP])M \+00:00$/i;

/** Reads a time of either kind into milliseconds. */
export function parseTime(text: string): number | undefined {
  // A plus sign that was not escaped arrives as a space.
  const spaced = text.trim().replace(/ (\d{2}:\d{2})$/, "+$1");
  if (iso.test(spaced)) {
    const ms = Date.parse(
      /T/i.test(spaced) && !/(Z|[+-]\d{2}:?\d{2})$/i.test(spaced) ? `${spaced}Z` : spaced,
    );
    return Number.isNaN(ms) ? undefined : ms;
  }
  const parts = invariant.exec(text.trim().replace(/M +(\d{2}:\d{2})$/i, "M +$1"));
  if (!parts) return undefined;
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map(Number);
  const isAfternoon = parts[7]?.toUpperCase() === "P";
  const ms = Date.UTC(year, month - 1, day, (hour % 12) + (isAfternoon ? 12 : 0), minute, second);
  const isReal = month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour >= 1 && hour <= 12;
  return isReal && minute < 60 && second < 60 ? ms : undefined;
}

function pad(part: number): string {
  return part.toString().padStart(2, "0");
}
