import { Offline, Server } from "../../static/js/offline/server.js";
import { equal, ok, test } from "./harness.js";

const SESSION = { account: "ana", email: "ana@example.com", csrf: "token-1", now: 0 };

/** Answers come in order: [status, body, headers]; what was asked is noted. */
function network(...answers) {
  const asked = [];
  globalThis.fetch = async (address, { headers = {}, body } = {}) => {
    asked.push({ address, headers, body });
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    const [status, content, more] = answer;
    return new Response(typeof content === "string" ? content : JSON.stringify(content), { status, headers: more });
  };
  return asked;
}

const unpacked = async (blob) =>
  JSON.parse(await new Response(blob.stream().pipeThrough(new DecompressionStream("gzip"))).text());

test("a request carries the session's token and the version", async () => {
  const asked = network([200, SESSION], [200, { ok: 1 }]);
  const answer = await new Server().sync({ changes: [] });
  equal([answer.status, answer.body, asked[1].headers["X-CSRFToken"]], [200, { ok: 1 }, "token-1"]);
  equal([JSON.parse(asked[1].body), asked[1].headers["Content-Encoding"]], [{ v: 1, changes: [] }, undefined]);
});

test("a large request is packed, and is the same when it is unpacked", async () => {
  const asked = network([200, SESSION], [200, {}]);
  const changes = Array.from({ length: 500 }, (_, index) => ({ id: index, note: "ü".repeat(9) }));
  await new Server().sync({ changes });
  equal(asked[1].headers["Content-Encoding"], "gzip");
  ok(asked[1].body.size < 10_000);
  equal(await unpacked(asked[1].body), { v: 1, changes });
});

test("a stale token is fetched anew, once", async () => {
  const stale = [403, { code: "csrf" }];
  const asked = network([200, SESSION], stale, [200, { ...SESSION, csrf: "token-2" }], [200, { ok: 1 }]);
  equal((await new Server().sync({ changes: [] })).status, 200);
  equal(asked.at(-1).headers["X-CSRFToken"], "token-2");
  network([200, SESSION], stale, [200, SESSION], stale);
  equal((await new Server().sync({ changes: [] })).status, 403);
});

test("no network, a hotel's sign-in page and a broken proxy are told apart from an answer", async () => {
  const offline = async (...answers) => {
    network(...answers);
    return new Server().sync({ changes: [] }).catch((error) => error instanceof Offline);
  };
  equal(await offline(new TypeError("failed to fetch")), true);
  equal(await offline([200, "<html>Welcome</html>"]), true);
  equal(await offline([200, SESSION], [200, "<html>Welcome</html>"]), true);
  equal((await offline([200, SESSION], [502, "<html>Bad gateway</html>"])).status, 502);
});

test("the server's clock and how long to wait are read from the answer", async () => {
  network([200, SESSION], [429, { now: Date.now() + 3_600_000 }, { "Retry-After": "7" }]);
  const { offset, wait } = await new Server().sync({ changes: [] });
  ok(Math.abs(offset - 3_600_000) < 1000, offset);
  equal(wait, 7000);
});
