import { HourglassOutlined } from "@ant-design/icons";
import { useNow } from "../../components/useNow";
import { useText } from "../../i18n/context";
import { waited } from "./waited";

/** How long there is to answer a conversation that was given to somebody, before another one gets it. */
export function AnswerBy({ until }: { until: string }) {
  const t = useText().assigned;
  const left_s = Math.ceil((Date.parse(until) - useNow(1_000)) / 1_000);
  return (
    <span className="answer-by" data-testid="answer-by">
      <HourglassOutlined /> {left_s > 0 ? t.left(waited(left_s)) : t.over}
    </span>
  );
}
