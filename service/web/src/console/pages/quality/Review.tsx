import { QuestionCircleOutlined } from "@ant-design/icons";
import { Button, Modal } from "antd";
import { useState } from "react";
import type { QueueChoice } from "../../api/reviews";
import { Failure } from "../../components/Failure";
import { Loading } from "../../components/Loading";
import { useText } from "../../i18n/context";
import { QualityPage } from "./QualityPage";
import { keyOf } from "./review/queue";
import { ReviewCase } from "./review/ReviewCase";
import { ReviewChoice } from "./review/ReviewChoice";
import { ReviewProgress } from "./review/ReviewProgress";
import { useReviewQueue } from "./review/useReviewQueue";
import { useAddress } from "./useAddress";

/** One case after the other, by keyboard: what should the grade have been? */
export default function Review() {
  const t = useText().quality.review;
  const [read, write] = useAddress();
  const [help, setHelp] = useState(false);
  const order = read("order") === "random" ? "random" : "risk";
  const choice: QueueChoice = {
    grader: read("grader") ?? "resolution",
    order,
    blind: (read("blind") ?? (order === "random" ? "yes" : "no")) === "yes",
    overlap: read("overlap") === "yes",
  };
  const queue = useReviewQueue(choice);
  const { current } = queue;
  const choose = (next: QueueChoice): void =>
    write({
      grader: next.grader,
      order: next.order,
      blind: next.blind ? "yes" : "no",
      overlap: next.overlap ? "yes" : undefined,
    });
  return (
    <QualityPage
      title={t.title}
      intro={t.intro}
      testId="review"
      actions={
        <Button icon={<QuestionCircleOutlined />} onClick={() => setHelp(true)} data-testid="review-help">
          {t.keys}
        </Button>
      }
    >
      <ReviewChoice choice={choice} onChoice={choose} />
      <ReviewProgress queue={queue} />
      {queue.error && <Failure error={queue.error} onRetry={queue.retry} />}
      {current ? (
        <ReviewCase key={`${keyOf(current)}/${queue.at}`} queue={{ ...queue, current }} blind={choice.blind} onHelp={() => setHelp(true)} />
      ) : queue.loading ? (
        <Loading />
      ) : (
        !queue.error && <Nothing overlap={choice.overlap} onBack={queue.at > 0 ? queue.back : undefined} />
      )}
      <Modal title={t.keys} open={help} onCancel={() => setHelp(false)} footer={null}>
        <dl className="key-list">
          {t.keyList.map(([key, meaning]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </Modal>
    </QualityPage>
  );
}

function Nothing({ overlap, onBack }: { overlap: boolean; onBack: (() => void) | undefined }) {
  const t = useText().quality.review;
  return (
    <div className="quality-panel review-nothing" data-testid="review-nothing">
      <p>{overlap ? t.nothingOfOthers : t.nothing}</p>
      {onBack && <Button onClick={onBack}>{t.undo}</Button>}
    </div>
  );
}
