import { equal, test } from "./harness.js";
import { noticeOf } from "/static/js/domain/notices.js";

const status = (values) => ({ place: "saved", waiting: 0, refused: 0, firstSync: null, clockOff: 0, ...values });
const all = { question: {}, forgotten: {}, alone: true };

test("one thing at a time, the most pressing first", () => {
  equal(noticeOf({ status: status({ place: "storage", clockOff: 90, firstSync: {} }), ...all }), "storage");
  equal(noticeOf({ status: status({ place: "phone", firstSync: {} }), ...all }), "question");
  equal(noticeOf({ status: status({ place: "phone", clockOff: 9 }), ...all, question: null }), "forgotten");
  equal(noticeOf({ status: status({ firstSync: { done: 1, of: 9 }, clockOff: 9 }) }), "first-sync");
});

test("a clock is mentioned from five minutes on, either way", () => {
  equal(noticeOf({ status: status({ clockOff: 4 }) }), "");
  equal(noticeOf({ status: status({ clockOff: -5 }) }), "clock");
});

test("only who has no account is told to get one", () => {
  equal(noticeOf({ status: status({ place: "phone" }), alone: true }), "alone");
  equal(noticeOf({ status: status({ place: "saved" }), alone: true }), "");
});

test("nothing to say says nothing", () => {
  equal(noticeOf({ status: status({ place: "waiting", waiting: 3 }) }), "");
});
