import { expect, test } from "vitest";
import { Memory } from "../../src/widget/storage";

test("where the browser refuses storage, the page still remembers", () => {
  const refusing = {
    getItem: () => null,
    setItem: () => {
      throw new DOMException("full", "QuotaExceededError");
    },
  } as unknown as Storage;
  const memory = new Memory("test", refusing, null);
  memory.set({ token: "t1" });
  expect(memory.get().token).toBe("t1");
});

test("one tab's token is not lost to another tab's notes", () => {
  localStorage.clear();
  const [first, second] = [new Memory("test"), new Memory("test")];
  first.set({ token: "new" });
  second.set({ readSeq: 4 });
  expect(new Memory("test").get()).toMatchObject({ token: "new", readSeq: 4 });
});
