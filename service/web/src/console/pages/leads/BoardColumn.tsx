import { useQuery } from "@tanstack/react-query";
import { Tag } from "antd";
import { boardQuery, type LeadFilters, type PersonLead, type Stage } from "../../api/leads";
import { Failure } from "../../components/Failure";
import { RelativeTime } from "../../components/RelativeTime";
import { named, useText } from "../../i18n/context";
import { StageSelect } from "./StageSelect";

interface Props {
  stage: Stage;
  filters: LeadFilters;
  /** A lead that is on its way to another column. */
  moving: { lead: PersonLead; stage: Stage } | null;
  movable: boolean;
  over: boolean;
  onDrag(lead: PersonLead | null): void;
  onDrop(): void;
  onChoose(id: string): void;
}

/** The leads of one stage, the latest first. */
export function BoardColumn({ stage, filters, moving, movable, over, onDrag, onDrop, onChoose }: Props) {
  const text = useText();
  const { data, error, refetch } = useQuery(boardQuery(stage, filters));
  const staying = (data?.leads ?? []).filter(({ id }) => id !== moving?.lead.id);
  const leads = moving?.stage === stage ? [moving.lead, ...staying] : staying;
  const total = data?.total ?? 0;
  return (
    <section
      className="lead-column"
      data-over={over}
      data-testid={`board-${stage}`}
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
      aria-label={named(text.leads.stages, stage)}
    >
      <h2>
        {named(text.leads.stages, stage)} <span className="muted">{total}</span>
      </h2>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {leads.map((lead) => (
        <article
          key={lead.id}
          className="lead-card"
          draggable={movable}
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = "move";
            onDrag(lead);
          }}
          onDragEnd={() => onDrag(null)}
          data-testid="lead-card"
        >
          <div className="lead-card-top">
            <button type="button" className="as-link" onClick={() => onChoose(lead.id)}>
              <bdi>{lead.name ?? lead.fields[0]?.value ?? text.leads.anonymous}</bdi>
            </button>
            <span className="lead-score" title={text.leads.score}>
              {lead.score}
            </span>
          </div>
          <p className="muted">
            {named(text.channels, lead.channel)} · <RelativeTime at={lead.last_at} />
          </p>
          {lead.tags.map((tag) => (
            <Tag key={tag}>
              <bdi>{tag}</bdi>
            </Tag>
          ))}
          <div className="lead-card-end">
            <span className="muted">
              <bdi>{lead.operator ?? text.leads.nobodys}</bdi>
            </span>
            <StageSelect lead={lead} />
          </div>
        </article>
      ))}
      {data && leads.length === 0 && <p className="muted empty">{text.leads.emptyStage}</p>}
      {total > leads.length + 1 && <p className="muted">{text.leads.notShown(total - leads.length)}</p>}
    </section>
  );
}
