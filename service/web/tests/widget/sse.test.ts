import { expect, test } from "vitest";
import { EventParser, readEvents } from "../../src/widget/sse";

const STREAM =
  ": heartbeat\r\n\r\nid: 7\r\nevent: message\r\ndata: {\"text\":\ndata: \"灯泡 💡\"}\r\n\r\nevent: delta\ndata:  two\n\n";

test("an event arrives whole wherever the network cuts the stream, inside a character or a line end too", async () => {
  const bytes = new TextEncoder().encode(STREAM);
  for (let size = 1; size <= 9; size++) {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
        controller.close();
      },
    });
    const events = [];
    for await (const event of readEvents(body, () => undefined)) events.push(event);
    expect(events).toEqual([
      { event: "message", data: '{"text":\n"灯泡 💡"}', id: "7" },
      { event: "delta", data: " two", id: "7" },
    ]);
  }
});

test("an event without data is none, and one without its closing line has not arrived yet", () => {
  const parser = new EventParser();
  expect(parser.push("event: typing\n\ndata: x\n")).toEqual([]);
  expect(parser.push("\n")).toEqual([{ event: "message", data: "x", id: null }]);
});
