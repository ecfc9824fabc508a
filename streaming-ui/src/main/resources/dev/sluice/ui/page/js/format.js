// Figures as people read them: each with its unit. What is not known is a dash.

const UNKNOWN = "–";
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const decimal = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });
const short = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });

const known = (value) => value !== null && value !== undefined && Number.isFinite(value);
const orUnknown = (format) => (value) => (known(value) ? format(value) : UNKNOWN);

/** 4,711 */
export const count = orUnknown((value) => whole.format(value));

/** 4,711 records; 1 key */
export function counted(value, one, many = `${one}s`) {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** 99.5 records/s; 120K records/s */
export const rate = orUnknown((value) => `${axisCount(value)} records/s`);

/** A number short enough for an axis: 2.5, 120K. */
export function axisCount(value) {
  return value >= 10_000 ? short.format(value) : value >= 100 ? whole.format(value) : decimal.format(value);
}

/** A duration in milliseconds, in the unit that suits it: 0.25 ms, 12 ms, 1.5 s, 3 min 20 s, 2 h 5 min, 3 d 4 h. */
export const duration = orUnknown((ms) => {
  if (ms < 0) {
    return `−${duration(-ms)}`;
  }
  if (ms < 999.5) {
    return `${ms < 10 ? decimal.format(Math.round(ms * 100) / 100) : whole.format(ms)} ms`;
  }
  if (ms < 59_950) {
    return `${decimal.format(ms / 1000)} s`;
  }
  const seconds = Math.round(ms / 1000);
  const [size, unit, rest, restUnit] =
    seconds < 3600 ? [60, "min", 1, "s"] : seconds < 86_400 ? [3600, "h", 60, "min"] : [86_400, "d", 3600, "h"];
  const remainder = Math.floor((seconds % size) / rest);
  return `${whole.format(Math.floor(seconds / size))} ${unit}${remainder ? ` ${remainder} ${restUnit}` : ""}`;
});

/** 512 B, 1.5 MiB */
export const bytes = orUnknown((value) => {
  const units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
  let unit = 0;
  let size = value;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit++;
  }
  return `${decimal.format(size)} ${units[unit]}`;
});

/** The time of day here, to the millisecond where that matters: 20:31:05.250 */
export const clock = orUnknown((ms) => {
  const date = new Date(ms);
  const pad = (value, width = 2) => String(value).padStart(width, "0");
  const seconds = `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
  return ms % 1000 === 0 ? seconds : `${seconds}.${pad(date.getMilliseconds(), 3)}`;
});

/** The day here: 21 Nov 2026 */
export const date = orUnknown((ms) => day.format(ms));

/** The exact time, everywhere: 2026-11-21T20:31:05.250Z */
export const iso = (ms) => new Date(ms).toISOString();

/** 40 s ago */
export const ago = (ms, now) => (known(ms) ? `${duration(Math.max(0, now - ms))} ago` : UNKNOWN);

/** COMPLETED as Completed */
export const word = (state) => state.charAt(0) + state.slice(1).toLowerCase().replaceAll("_", " ");
