import type { ReactNode } from "react";
import { Link } from "react-router";
import { turnAddress } from "./turnAddress";

/** To the conversation, at that turn. What customers wrote may run in any direction. */
export function TurnLink({ conversation, turn, children }: { conversation: string; turn: string; children: ReactNode }) {
  return (
    <Link to={turnAddress(conversation, turn)} className="turn-link" data-testid="turn-link">
      <bdi>{children}</bdi>
    </Link>
  );
}
