/* Reminders on this phone: its subscription, and the server that is told of it. */

const PATIENCE_MS = 8_000;

/** What this phone is subscribed to, or null. */
export async function subscriptionHere() {
  const registration = await navigator.serviceWorker?.getRegistration();
  return (await registration?.pushManager?.getSubscription()) ?? null;
}

/** Throws where the server did not take it. */
export async function tell(address, token, fields) {
  const body = new URLSearchParams({ ...fields, csrfmiddlewaretoken: token });
  const reply = await fetch(address, { method: "POST", body, redirect: "error", signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!reply.ok) throw new TypeError(`${address}: ${reply.status}`);
}

/** Ends it on both sides. Where the server hears nothing, it learns of it from the push service at the next reminder. */
export async function stopHere(address, token) {
  const subscription = await subscriptionHere();
  if (!subscription) return;
  try {
    if (token) await tell(address, token, { endpoint: subscription.endpoint });
  } finally {
    await subscription.unsubscribe();
  }
}
