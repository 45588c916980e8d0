/* What each notice says and offers: {title, text, actions, progress, later (puts it off)}. `again` looks anew for what to say. */

import { clockTime, localDay, shortDay } from "../lib/dates.js";
import { download } from "../lib/files.js";
import { go } from "../lib/router.js";
import { kept, toast } from "../lib/toast.js";
import { say } from "../lib/words.js";
import { goOnWith, remindLater } from "../offline/summaries.js";
import { discardWorkout, finishWorkout } from "../offline/training.js";
import { action, actionsFor } from "./actions.js";
import { titleOf } from "./workout-title.js";

export function contentsOf(name, { store, forgotten, here, again }) {
  if (name === "forgotten") return ofForgotten(forgotten, { store, here, again });
  if (name in CONTENTS) return CONTENTS[name](store, again);
  const count = store.status.waiting;
  const actions = actionsFor(name, store);
  const title = say("notice.sentence", { words: say(`place.${name}.title`, { count }) });
  return { title, text: say(`place.${name}.text`, { count }), actions };
}

const CONTENTS = {
  "first-sync": ({ status: { firstSync } }) => ({
    title: say("notice.first-sync"),
    text: say("notice.first-sync-text"),
    progress: { value: firstSync.done, max: firstSync.of },
  }),

  clock: ({ status: { clockOff } }) => ({
    title: say(clockOff < 0 ? "clock.fast" : "clock.slow", { count: Math.round(Math.abs(clockOff)) }),
    text: say("clock.text"),
  }),

  alone: (store, again) => ({
    title: say("notice.alone"),
    text: say("notice.alone-text"),
    actions: [action("sign-up", store), action("save", store)],
    later: async () => (await kept(remindLater(store))) && again(),
  }),

  question: (store, again) => {
    const { workouts, email, answer } = store.question;
    const choose = (choice) => async () => (await kept(answer(choice))) && again();
    const file = async () => download(await answer("file"), `swivel-${localDay()}.json`);
    return {
      title: say("question.title", { count: workouts }),
      text: say("question.text", { email }),
      actions: [
        action("add", store, { deed: choose("add") }),
        action("save", store, { deed: file }),
        action("erase", store, { deed: choose("erase"), danger: true }),
      ],
    };
  },
};

function ofForgotten(workout, { store, here, again }) {
  const { id, last, date, timeZone, entries } = workout;
  const time = clockTime(last, timeZone);
  const empty = !entries.some((entry) => entry.sets.length);
  const finish = async () => (await kept(finishWorkout(store, id, { at: last }))) && go(`finish/${id}`);
  const goOn = async () => {
    if (!(await kept(goOnWith(store, id)))) return;
    again();
    go(`workout/${id}`);
  };
  const discard = async () => {
    const stamp = await kept(discardWorkout(store, id));
    if (!stamp) return;
    toast(say("finish.deleted"), { undo: () => store.undo(stamp) });
    if (here === id) go("start", { instead: true });
    else again();
  };
  return {
    title: say("notice.forgotten", { title: titleOf(workout) }),
    text: say(empty ? "notice.forgotten-empty" : "notice.forgotten-text", {
      when: date === localDay() ? time : `${shortDay(date)}, ${time}`,
    }),
    actions: [
      ...(empty ? [] : [action("finish-at", store, { deed: finish, values: { time } })]),
      action("go-on", store, { deed: goOn }),
      action("discard", store, { deed: discard, quiet: true }),
    ],
  };
}
