import { expect, test } from "vitest";
import { Files } from "../../src/widget/files";
import { type ChatState, initialState } from "../../src/widget/state";
import { Store } from "../../src/widget/store";
import { entries } from "../../src/widget/view/entries";
import { message } from "./messages";

const TAKEN = { types: [".png"], max_bytes: 10 };
let failing = false;

function desk(files: ChatState["files"] = TAKEN) {
  failing = false;
  const store = new Store<ChatState>({ ...initialState("en"), files });
  const sent: string[] = [];
  const shares: (number | undefined)[] = [];
  const uploads = new Files(store, {
    send: async (file, client_id, onProgress) => {
      onProgress(0.5);
      shares.push(entries(store.get()).at(-1)?.share);
      if (failing) throw new TypeError("offline");
      sent.push(file.name);
      return message(1, { client_id, role: "customer", text: "[image]" });
    },
    onSent: () => undefined,
    onFailed: () => undefined,
  });
  return { store, sent, shares, uploads };
}

test("a file is shown with how much of it is sent, and is gone from what is on its way once it is stored", async () => {
  const { store, sent, shares, uploads } = desk();
  await uploads.add(new File(["x"], "Zip.PNG"));
  expect([sent, shares, store.get().uploads]).toEqual([["Zip.PNG"], [0.5], []]);
});

test.each([
  ["run.exe", "x"],
  ["large.png", "x".repeat(11)],
])("%s is not sent, and it is told why", async (name, content) => {
  const { store, sent, uploads } = desk();
  await uploads.add(new File([content], name));
  expect(sent).toEqual([]);
  expect(store.get().notice).toMatchObject({ kind: "error", detail: expect.stringContaining(name) });
});

test("what could not be sent stays, to be tried again", async () => {
  const { store, sent, uploads } = desk();
  failing = true;
  await uploads.add(new File(["x"], "zip.png"));
  const failed = entries(store.get()).at(-1);
  expect(failed).toMatchObject({ text: "File: zip.png", delivery: "failed" });
  failing = false;
  await uploads.retry(failed?.key ?? "");
  expect([sent, store.get().uploads]).toEqual([["zip.png"], []]);
});
