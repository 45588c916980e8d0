/* The network, as the flusher sees it: an answer with its status, or Offline. */

export class Offline extends Error {}

const PATIENCE_MS = 60_000;
const WORTH_PACKING = 4_000;
// An answer that took longer says nothing of the time.
const SLOW_MS = 20_000;

export class Server {
  #token = "";

  /** Who is signed in: {account, email, offset}. */
  async session() {
    const { status, body, offset } = await this.#ask("/api/v1/session/");
    if (status !== 200 || !("account" in body)) throw new Offline(`session: ${status}`);
    this.#token = body.csrf;
    return { account: body.account, email: body.email, offset };
  }

  /** {status, body, offset, wait}: the server's clock against this phone's in milliseconds, or null; how long to wait. */
  async sync(request) {
    const answer = await this.#post(request);
    if (answer.status !== 403 || answer.body.code !== "csrf") return answer;
    await this.session();
    return this.#post(request);
  }

  async #post(request) {
    if (!this.#token) await this.session();
    const json = JSON.stringify({ v: 1, ...request });
    const headers = { "Content-Type": "application/json", "X-CSRFToken": this.#token };
    let body = json;
    if (json.length > WORTH_PACKING && globalThis.CompressionStream) {
      headers["Content-Encoding"] = "gzip";
      // Whole, not as a stream: that would need HTTP/2 and could not be repeated.
      body = await new Response(new Blob([json]).stream().pipeThrough(new CompressionStream("gzip"))).blob();
    }
    return this.#ask("/api/v1/sync/", { method: "POST", headers, body });
  }

  async #ask(address, options) {
    const sent = Date.now();
    try {
      const response = await fetch(address, {
        ...options,
        cache: "no-store",
        credentials: "same-origin",
        redirect: "error",
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const received = Date.now();
      const body = await jsonOf(response);
      const known = Number.isFinite(body.now) && received - sent < SLOW_MS;
      return {
        status: response.status,
        body,
        offset: known ? Math.round(body.now - (sent + received) / 2) : null,
        wait: (Number(response.headers.get("Retry-After")) || 0) * 1000,
      };
    } catch (error) {
      throw new Offline(error.message, { cause: error });
    }
  }
}

/** A hotel's sign-in page answers 200, too; it is no answer of ours. */
async function jsonOf(response) {
  const body = await response.text();
  try {
    return JSON.parse(body) ?? {};
  } catch (error) {
    if (response.ok) throw error;
    return {};
  }
}
