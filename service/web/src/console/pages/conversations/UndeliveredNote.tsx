import { Button } from "antd";
import type { Undelivered } from "../../api/types";
import { RelativeTime } from "../../components/RelativeTime";
import { named, useText } from "../../i18n/context";
import { useDesk } from "./useDesk";
import { Allowed } from "../../layout/Allowed";

/** Faults that the platform put into words of its own. */
const SAID_BY_PLATFORM = new Set(["refused", "tried_out", "unclear", "no_account"]);

/** Why a reply did not arrive, and the two things that can be done about it; or who has decided what. */
export function UndeliveredNote({ about, conversation }: { about: Undelivered; conversation: string }) {
  const text = useText();
  const { decide } = useDesk(conversation);
  const open = about.state === "failed" || about.state === "uncertain";
  const act = (decision: "again" | "leave"): void => decide.mutate({ message: about.message_id, decision });
  const words = about.fault ? named(text.delivery.faults, about.fault) : null;
  const said = !words || SAID_BY_PLATFORM.has(about.fault ?? "") ? about.error : null;
  return (
    <div className="delivery-note" data-testid="undelivered" data-fault={about.fault ?? ""}>
      {about.state !== "sent" && (words || said) && (
        <p>
          {words} {said && <q>{said}</q>}
          {about.of_parts > 1 && ` ${text.delivery.parts(about.parts, about.of_parts)}`}
        </p>
      )}
      {about.state === "uncertain" && <p className="muted">{text.delivery.mayArriveTwice}</p>}
      {about.decided && (
        <p className="muted" data-testid="delivery-decided">
          {text.delivery.decided[about.decided.decision](about.decided.by)} <RelativeTime at={about.decided.at} />
        </p>
      )}
      {open && (
        <Allowed right="answer">
          <Button size="small" loading={decide.isPending} onClick={() => act("again")} data-testid="delivery-again">
            {text.delivery.again}
          </Button>{" "}
          <Button size="small" type="text" disabled={decide.isPending} onClick={() => act("leave")} data-testid="delivery-leave">
            {text.delivery.leave}
          </Button>
        </Allowed>
      )}
    </div>
  );
}
