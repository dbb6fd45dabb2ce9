import type { Message } from "../../../shared/contract";
import { named, useText } from "../../i18n/context";
import { mapAddress, saidOf } from "./said";

/** The words of a message; what is no text is named, and a place is shown on a map by a link. */
export function Said({ message }: { message: Message }) {
  const text = useText();
  if (message.role !== "customer" && message.attachments.length === 0) return message.text;
  const { kind, words, place } = saidOf(message.text);
  if (!kind) return message.text;
  return (
    <>
      <em className="muted" data-testid="message-kind">
        {named(text.attachments.kinds, kind)}
      </em>{" "}
      {words}{" "}
      {place && (
        <a href={mapAddress(place)} target="_blank" rel="noreferrer noopener" data-testid="message-map">
          {text.attachments.map}
        </a>
      )}
    </>
  );
}
