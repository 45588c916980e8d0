import { asJson, bytes, optionsToCreate, optionsToGet, text } from "../../static/js/lib/webauthn.js";
import { equal, ok, test } from "./harness.js";

test("every byte survives the way to base64url and back", () => {
  for (let length = 0; length < 5; length += 1) {
    const all = Uint8Array.from({ length: 256 + length }, (_, index) => index % 256);
    const written = text(all.buffer);
    ok(/^[\w-]*$/.test(written));
    equal([...bytes(written)], [...all]);
  }
});

test("a passkey is asked to be kept by the device and opened by its owner", () => {
  const options = optionsToCreate({
    challenge: "AQI",
    user: { id: "Aw", name: "a" },
    excludeCredentials: [{ id: "BA", type: "public-key" }],
    authenticatorSelection: { residentKey: "discouraged" },
  });
  equal(options.authenticatorSelection, {
    residentKey: "required",
    requireResidentKey: true,
    userVerification: "required",
  });
  equal([[...options.challenge], [...options.user.id], [...options.excludeCredentials[0].id]], [[1, 2], [3], [4]]);
});

test("a sign-in that names no passkey asks for any of this site", () => {
  equal(optionsToGet({ challenge: "AQI" }).allowCredentials, []);
});

test("what the device answers is written without what it did not say", () => {
  const answer = JSON.parse(
    asJson({
      type: "public-key",
      id: "AQ",
      rawId: Uint8Array.of(1).buffer,
      authenticatorAttachment: null,
      getClientExtensionResults: () => ({ credProps: { rk: true } }),
      response: { clientDataJSON: Uint8Array.of(2).buffer, userHandle: null },
    }),
  );
  equal(answer, {
    type: "public-key",
    id: "AQ",
    rawId: "AQ",
    clientExtensionResults: { credProps: { rk: true } },
    response: { clientDataJSON: "Ag" },
  });
});
