import assert from "node:assert/strict";
import { test } from "node:test";

import { createCrashes } from "../../src/server/crashes";
import type { Found, Missing } from "../../src/server/find";
import { createLife, type Life, type State } from "../../src/server/life";

const server = (name: string): Found => ({ command: name, args: ["lsp"], from: "PATH" });
const missing: Missing = { sentence: "there is none", help: "python" };

/** A life whose client only writes down what is done to it. */
function world(found: Found | Missing): {
  life: Life;
  done: string[];
  find: (next: Found | Missing) => void;
  failing: { start: boolean; stop: boolean };
} {
  const done: string[] = [];
  const failing = { start: false, stop: false };
  let running = false;
  let next = found;
  const life: Life = createLife({
    find: () => Promise.resolve(next),
    client: {
      start() {
        if (failing.start) return Promise.reject(new Error("no"));
        done.push(`start ${life.server?.command ?? "nothing"}`);
        running = true;
        return Promise.resolve();
      },
      stop() {
        running = false;
        done.push("stop");
        return failing.stop ? Promise.reject(new Error("in vain")) : Promise.resolve();
      },
      isRunning: () => running,
    },
    changed: (state: State) => done.push(state.kind),
    log: () => undefined,
    crashes: createCrashes(() => 0),
  });
  return { life, done, find: (other) => (next = other), failing };
}

test("it starts once, however often it is asked to", async () => {
  const { life, done } = world(server("a"));
  await Promise.all([life.start(), life.start()]);
  assert.deepEqual(done, ["starting", "start a", "running"]);
});

test("nothing that changes starts it before a sketch is there", async () => {
  const { life, done } = world(server("a"));
  await life.reconsider();
  assert.deepEqual([done, life.state.kind], [[], "waiting"]);
});

test("what changes has another one started, where there is another one", async () => {
  const { life, done, find } = world(server("a"));
  await life.start();
  assert.equal(await life.reconsider(), false);
  find(server("b"));
  assert.equal(await life.reconsider(), true);
  assert.deepEqual(done.slice(3), ["stop", "starting", "start b", "running"]);
});

test("where none is found that is told, once, and it starts when one is there", async () => {
  const { life, done, find } = world(missing);
  await life.start();
  await life.reconsider();
  assert.deepEqual([done, life.state], [["missing"], { kind: "missing", missing }]);
  find(server("a"));
  await life.reconsider();
  assert.deepEqual(done, ["missing", "starting", "start a", "running"]);
});

test("two restarts follow one another", async () => {
  const { life, done } = world(server("a"));
  await Promise.all([life.start(), life.restart(), life.restart()]);
  assert.deepEqual(
    done.filter((word) => word.startsWith("st") && word !== "starting"),
    ["start a", "stop", "start a", "stop", "start a"],
  );
});

test("one that does not stop properly does not keep the next from starting", async () => {
  const { life, failing } = world(server("a"));
  await life.start();
  failing.stop = true;
  await life.restart();
  assert.equal(life.state.kind, "running");
});

test("one that does not start is told of, and can be started again by hand", async () => {
  const { life, failing } = world(server("a"));
  failing.start = true;
  await life.start();
  assert.deepEqual(life.state, { kind: "failed", sentence: "Holewright's server did not start. Its log says why." });
  failing.start = false;
  await life.restart();
  assert.equal(life.state.kind, "running");
});

test("one that crashes comes back, but not for ever", async () => {
  const { life } = world(server("a"));
  await life.start();
  for (let count = 0; count < 4; count++) {
    assert.ok(life.ended());
    assert.equal(life.state.kind, "starting");
    life.returned();
  }
  assert.ok(!life.ended());
  assert.deepEqual(life.state, {
    kind: "failed",
    sentence: "Holewright's server ended several times in a row. Its log says why.",
  });
});

test("one that ends before it is up is not started again by itself", async () => {
  const { life, done, failing } = world(server("a"));
  await life.start();
  assert.ok(life.ended());
  assert.ok(!life.ended());
  failing.start = true;
  assert.equal(done.filter((word) => word === "failed").length, 1);
});

test("it can be stopped", async () => {
  const { life, done } = world(server("a"));
  await life.start();
  await life.stop();
  assert.equal(done.at(-1), "stop");
});
