import { QuestionCircleOutlined } from "@ant-design/icons";
import { useEffect, useRef } from "react";
import { Link, useLocation } from "react-router";
import type { Turn } from "../../api/types";
import { useText } from "../../i18n/context";
import { toneOf } from "../conversations/tone";
import { turnIn } from "./turnAddress";

/** Beside a turn's grades: "Why?" where one is bad; and the place where who comes for this turn arrives. */
export function TurnMarks({ turn }: { turn: Turn }) {
  const text = useText();
  const place = useRef<HTMLSpanElement>(null);
  const wanted = turnIn(useLocation().hash) === turn.id;
  useEffect(() => {
    const strip = place.current?.parentElement;
    if (!wanted || !strip) return;
    strip.scrollIntoView({ block: "center" });
    strip.classList.add("turn-arrived");
  }, [wanted]);
  const bad = turn.grades.some((grade) => toneOf(grade) === "bad");
  return (
    <span ref={place} data-testid={wanted ? "turn-wanted" : undefined}>
      {bad && (
        <Link to={`/quality/why/${turn.id}`} className="why-link" data-testid="why-link">
          <QuestionCircleOutlined /> {text.quality.whyLink}
        </Link>
      )}
    </span>
  );
}
