/* IndexedDB, with promises and plain errors. docs/offline.md, "Databases", says what the stores hold. */

const VERSION = 1;
export const STORES = ["records", "refused", "kept"];

/** The phone cannot keep or read something. `key` names the words to say: "storage.full" and so on. */
export class StorageError extends Error {
  /** kind: "full" | "unavailable" (private mode, switched off) | "blocked" | "update" (another tab is newer) |
      "closed" (gone meanwhile: opening again helps) | "failed" */
  constructor(kind, cause) {
    super(`storage: ${kind}${cause ? ` (${cause.name}: ${cause.message})` : ""}`, { cause });
    this.name = "StorageError";
    this.kind = kind;
    this.key = `storage.${kind}`;
  }
}

const KINDS = {
  QuotaExceededError: "full",
  VersionError: "update",
  InvalidStateError: "closed",
  NotFoundError: "closed",
  SecurityError: "unavailable",
};

export function plain(error) {
  if (error instanceof StorageError || error instanceof TypeError) return error;
  return new StorageError(KINDS[error?.name] ?? "failed", error);
}

export const nameOf = (account, prefix = "swivel") => `${prefix}:${account ?? "nobody"}`;

/** `onGone` hears when the connection ended by itself: the browser was told to forget this site, or another tab
    deletes or changes the database. */
export function open(name, onGone = () => {}) {
  return new Promise((resolve, reject) => {
    let request;
    try {
      request = indexedDB.open(name, VERSION);
    } catch (error) {
      reject(new StorageError("unavailable", error));
      return;
    }
    request.onupgradeneeded = () => lay(request.result);
    request.onblocked = () => reject(new StorageError("blocked"));
    request.onerror = () => {
      const error = plain(request.error);
      reject(error.kind === "closed" ? new StorageError("unavailable", request.error) : error);
    };
    request.onsuccess = () => {
      const database = request.result;
      // A connection that stays open would keep another tab from changing or deleting the database.
      database.onversionchange = () => {
        database.close();
        onGone();
      };
      database.onclose = onGone;
      resolve(database);
    };
  });
}

function lay(database) {
  const records = database.createObjectStore("records", { keyPath: ["type", "id"] });
  records.createIndex("parent", ["type", "parent"]);
  // Derived: only what has its parents is in it, so that the rest is held back from every list.
  records.createIndex("drill", ["type", "drill", "sort"]);
  // `waits` is the type's rank where something is unsent, `gone` the deletion's stamp: most rows have neither.
  records.createIndex("waits", "waits");
  records.createIndex("gone", "gone");
  database.createObjectStore("refused", { keyPath: ["type", "id"] });
  database.createObjectStore("kept", { keyPath: "name" });
}

export function erase(name) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(plain(request.error));
    // Another tab is slow to let go: the deletion goes on when it does.
    request.onblocked = () => resolve();
  });
}

export function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Runs `body(transaction)`; the answer comes after the commit. Nothing is kept of a body that throws. */
export function transact(database, stores, mode, body, options) {
  return new Promise((resolve, reject) => {
    let result;
    let failure;
    let transaction;
    try {
      transaction = database.transaction(stores, mode, options);
    } catch (error) {
      reject(plain(error));
      return;
    }
    transaction.oncomplete = () => (failure ? reject(plain(failure)) : resolve(result));
    transaction.onabort = () => reject(plain(transaction.error ?? failure));
    body(transaction).then(
      (value) => {
        result = value;
        try {
          // Without it the browser looks first whether more requests come.
          transaction.commit();
        } catch {
          // It has ended by itself.
        }
      },
      (error) => {
        failure = error;
        try {
          transaction.abort();
        } catch {
          // It has ended by itself.
        }
      },
    );
  });
}
