import type { ToolCall } from "../../api/types";
import { duration } from "../../components/formats";
import { named, useLocalisation } from "../../i18n/context";

/** Which tools were called for the answer, with what, and what became of it. */
export function ToolCalls({ calls }: { calls: readonly ToolCall[] }) {
  const { text, locale } = useLocalisation();
  return (
    <>
      <h4>{text.turns.tools}</h4>
      <ul data-testid="tool-calls">
        {calls.map((call, index) => (
          <li key={index}>
            {call.name}{" "}
            <code dir="auto">
              {Object.entries(call.arguments)
                .map(([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`)
                .join(", ")}
            </code>{" "}
            <span className="muted">
              {named(text.toolOutcomes, call.outcome)} · {duration(call.elapsed_ms / 1000, locale)}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
