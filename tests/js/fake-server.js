// What the phone needs of the server, in memory: merges as docs/offline.md says, refuses what is not whole, pages its news.

import { merge } from "../../static/js/domain/merge.js";
import { RECORD_TYPES } from "../../static/js/domain/records.js";
import { Offline } from "../../static/js/offline/server.js";

const pathOf = ({ type, id }) => `${type} ${id}`;
const copyOf = (value) => JSON.parse(JSON.stringify(value));

export class FakeServer {
  // What the next requests meet: "lose" (never arrives), "cut" (the reply is lost), "twice", or a status.
  faults = [];
  requests = [];
  accounts = new Map();
  signedIn;
  page = 500;
  offset = 0;
  /** ({type, id, registers}) => {code, field, detail} | undefined */
  refuses = () => undefined;
  /** ({changes}) => status | undefined */
  breaks = () => undefined;

  constructor(account = "ana") {
    this.signedIn = account;
    this.of(account);
  }

  of(account) {
    if (!this.accounts.has(account)) this.accounts.set(account, { records: new Map(), revision: 0, epoch: "e1" });
    return this.accounts.get(account);
  }

  async session() {
    if (this.faults[0] === "no signal") throw new Offline("no signal");
    return { account: this.signedIn, email: this.signedIn && `${this.signedIn}@example.com`, offset: this.offset };
  }

  async sync(request) {
    const sent = copyOf(request);
    this.requests.push(sent);
    const fault = this.faults[0] === "no signal" ? "lose" : this.faults.shift();
    if (fault === "lose") throw new Offline("lost");
    if (typeof fault === "number") return this.#answer(fault, { code: "fault" });
    if (fault === "twice") this.#handle(sent);
    const answer = this.#handle(sent);
    if (fault === "cut") throw new Offline("cut");
    return copyOf(answer);
  }

  /** Delivers once more what was sent once, as a confused network does. */
  replay(index) {
    const request = this.requests[index % this.requests.length];
    if (request) this.#handle(copyOf(request));
  }

  #answer(status, body = {}, wait = 0) {
    return { status, body, offset: this.offset, wait };
  }

  #handle({ account, device, epoch, cursor, changes }) {
    if (!this.signedIn) return this.#answer(401);
    if (account !== this.signedIn) return this.#answer(409, { code: "other_account" });
    const broken = this.breaks({ changes, device });
    if (broken) return this.#answer(broken);
    const owned = this.of(account);
    if (epoch === null ? cursor !== 0 : epoch !== owned.epoch || cursor > owned.revision) {
      return this.#answer(409, { code: "resync" });
    }
    const rejected = [];
    for (const change of changes) this.#merge(owned, change, rejected);
    const news = [...owned.records.values()].filter((row) => row.revision > cursor).sort((a, b) => a.revision - b.revision);
    const shown = news.slice(0, this.page);
    const current = rejected.map((each) => owned.records.get(pathOf(each))).filter(Boolean);
    const wire = ({ revision: _revision, ...row }) => row;
    return this.#answer(200, {
      account,
      epoch: owned.epoch,
      now: Date.now() + this.offset,
      cursor: shown.at(-1)?.revision ?? owned.revision,
      changes: shown.map(wire),
      current: current.map(wire),
      rejected,
      more: news.length > shown.length,
    });
  }

  #merge(owned, change, rejected) {
    const kind = RECORD_TYPES[change.type];
    const path = pathOf(change);
    const known = owned.records.get(path);
    const { registers, changed } = merge(known?.registers ?? {}, change.registers);
    const refusal =
      this.refuses(change) ??
      (kind.parent && !known && !owned.records.has(`${kind.parent} ${change.parent}`)
        ? { code: "parent_missing", field: "parent" }
        : kind.needed.some((name) => !registers[name])
          ? { code: "incomplete", field: kind.needed[0] }
          : undefined);
    if (refusal) rejected.push({ type: change.type, id: change.id, field: "", detail: "", ...refusal });
    else if (changed.length || !known) {
      owned.revision += 1;
      const parent = known?.parent ?? change.parent;
      owned.records.set(path, { type: change.type, id: change.id, ...(parent && { parent }), registers, revision: owned.revision });
    }
  }
}
