// The program's JSON (API.md), the only thing that the page reads.

/** What went wrong with a request: `status` is HTTP's, 0 if there was no answer. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Reads /api/v1/`path`. */
export async function get(path, parameters = {}, headers = {}) {
  const query = new URLSearchParams(parameters).toString();
  let answer;
  try {
    answer = await fetch(`api/v1/${path}${query && `?${query}`}`, { headers, cache: "no-store" });
  } catch {
    throw new Refused(0, "The program does not answer.");
  }
  const json = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw new Refused(answer.status, json.error ?? `The program answered with ${answer.status}.`);
  }
  return json;
}

const kept = new Map();

/**
 * Reads what does not change while a program runs only once. `program` tells one program from the next: null if that is
 * not known, or the program may not be there any more.
 */
export async function getOnce(path, program) {
  const known = kept.get(path);
  if (program !== null && known?.program === program) {
    return known.json;
  }
  const json = await get(path);
  if (program !== null) {
    kept.set(path, { program, json });
  }
  return json;
}

/** Whether the page may read; with a token, asks for a cookie that says so from then on. */
export async function authorized(token) {
  try {
    await get("session", {}, token ? { Authorization: `Bearer ${token}` } : {});
    return true;
  } catch (refused) {
    if (refused.status === 401) {
      return false;
    }
    throw refused;
  }
}
