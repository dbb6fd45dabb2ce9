import { CaretRightOutlined } from "@ant-design/icons";
import { Button, Checkbox, Tag } from "antd";
import { Link } from "react-router";
import type { Suite } from "../../api/evaluation";
import { RelativeTime } from "../../components/RelativeTime";
import { languageName } from "../../components/formats";
import { useLocalisation } from "../../i18n/context";
import { RunResult } from "./RunResult";

interface Props {
  suite: Suite;
  selected: boolean;
  /** Not given where it cannot be run, or not by this user. */
  onSelect: ((on: boolean) => void) | undefined;
  onRun(): void;
}

export function SuiteRow({ suite, selected, onSelect, onRun }: Props) {
  const { text, locale } = useLocalisation();
  const t = text.evaluation;
  const size = [
    t.cases(suite.cases),
    ...(suite.critical ? [t.critical(suite.critical)] : []),
    ...(suite.repetitions > 1 ? [t.times(suite.repetitions)] : []),
    ...suite.languages.map((code) => languageName(code, locale)),
  ];
  return (
    <li className="suite" data-testid="suite" data-suite={suite.id}>
      <Checkbox
        checked={selected}
        disabled={!onSelect}
        onChange={(event) => onSelect?.(event.target.checked)}
        aria-label={t.select(suite.name)}
      />
      <div className="suite-about">
        <h3>
          <bdi>{suite.name}</bdi> <Tag>{suite.own ? t.own : t.shipped}</Tag>
        </h3>
        {suite.problem ? (
          <p className="bad">{suite.problem}</p>
        ) : (
          <>
            <p className="muted suite-description" title={suite.description}>
              {suite.description}
            </p>
            <p className="muted">{size.join(" · ")}</p>
          </>
        )}
      </div>
      <div className="suite-last">
        {suite.last ? (
          <Link to={`/evaluation/runs/${suite.last.id}`} data-testid="suite-last">
            <RunResult run={suite.last} />
            <span className="muted">
              <RelativeTime at={suite.last.finished_at} />
            </span>
          </Link>
        ) : (
          <span className="muted">{t.neverRun}</span>
        )}
      </div>
      <Button icon={<CaretRightOutlined />} disabled={!onSelect} onClick={onRun} data-testid="run-suite">
        {t.run}
      </Button>
    </li>
  );
}
