/* Somebody's first minute on this phone: they may be signed in, and what they look for may be on its way. */

const PATIENCE_MS = 3_000;
const LONGER_MS = 6_000;

/** Resolves when it is known who is here, so that what begins is theirs from the start, and when this phone has what they
    trained: before that, "last time" may be an old one. A phone that has been used does not wait at all, and without an
    answer none waits for long. */
export async function arrived(store) {
  if (store.account === null && !(await holdsWorkouts(store))) await Promise.race([store.first.contact, sleep(PATIENCE_MS)]);
  if (store.account !== null && !(await isWhole(store))) await Promise.race([store.first.news, sleep(PATIENCE_MS)]);
}

/** What `find` answers; null only after all news have come, or too long. */
export async function foundInNews(store, find) {
  let over = false;
  const end = Promise.race([store.first.news, sleep(LONGER_MS)]).then(() => {
    over = true;
  });
  for (;;) {
    const last = over;
    const news = changed(store);
    const found = await find();
    if (found !== null || last) return found;
    await Promise.race([news, end]);
  }
}

const holdsWorkouts = async (store) => (await store.latest("workout", { limit: 1 })).length > 0;

/** Whether the first sync has ended, on this page or on one before. */
async function isWhole(store) {
  const { stateOf } = await import("./queue.js");
  return (await store.transact("readonly", stateOf)).whole;
}

const changed = (store) => new Promise((resolve) => store.addEventListener("change", resolve, { once: true }));

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
