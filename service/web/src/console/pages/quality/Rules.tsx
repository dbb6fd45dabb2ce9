import { PlusOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { putRules, rollBackRules, type RulesPage, rulesQuery, switchRules } from "../../api/rules";
import { Failure } from "../../components/Failure";
import { Loading } from "../../components/Loading";
import { RelativeTime } from "../../components/RelativeTime";
import { useErrorText } from "../../components/useErrorText";
import { useText } from "../../i18n/context";
import { useMay } from "../../layout/useMay";
import { QualityPage } from "./QualityPage";
import { Packs } from "./rules/Packs";
import { RuleHistory } from "./rules/RuleHistory";
import { RuleTable } from "./rules/RuleTable";
import { WholeSet } from "./rules/WholeSet";

type Open = "packs" | "history" | "set" | null;

/** What every reply is held to: switched on and off here, written on a page of its own. */
export default function Rules() {
  const text = useText();
  const t = text.quality.rules;
  const may = useMay()("monitor");
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(rulesQuery);
  return (
    <QualityPage
      title={t.title}
      intro={t.intro}
      testId="rules"
      actions={
        may && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate("/quality/rules/new")} data-testid="rule-new">
            {t.newRule}
          </Button>
        )
      }
    >
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {data ? <RuleSet page={data} /> : !error && <Loading />}
    </QualityPage>
  );
}

function RuleSet({ page }: { page: RulesPage }) {
  const text = useText();
  const t = text.quality.rules;
  const may = useMay()("monitor");
  const client = useQueryClient();
  const explain = useErrorText();
  const { message } = App.useApp();
  const [open, setOpen] = useState<Open>(null);
  const close = (): void => setOpen(null);
  const change = useMutation({
    mutationFn: ({ save }: { id?: string; save: () => Promise<RulesPage> }) => save(),
    onSuccess: (saved) => {
      client.setQueryData(rulesQuery.queryKey, saved);
      void client.invalidateQueries({ queryKey: rulesQuery.queryKey });
      void message.success(t.saved(saved.number));
    },
    onError: (failure) => void message.error(explain(failure)),
  });
  return (
    <>
      <div className="rules-bar">
        <span className="muted" data-testid="rules-number" data-number={page.number}>
          {page.number === 0 ? t.starterSet : t.numbered(page.number)}
          {page.at && page.by && (
            <>
              {" · "}
              {text.policy.savedBy(page.by)} <RelativeTime at={page.at} />
            </>
          )}
        </span>
        <div className="quality-actions">
          {may && (
            <Button onClick={() => setOpen("packs")} data-testid="rules-packs">
              {t.starterPacks}
            </Button>
          )}
          <Button onClick={() => setOpen("set")} data-testid="rules-set">
            {t.wholeSet}
          </Button>
          <Button onClick={() => setOpen("history")} data-testid="rules-history">
            {text.policy.history}
          </Button>
        </div>
      </div>
      <RuleTable
        page={page}
        switching={change.isPending ? change.variables.id : undefined}
        onSwitch={(rule, active) => change.mutate({ id: rule.id, save: () => switchRules([rule.id], active, page.number) })}
      />
      <Packs
        page={page}
        open={open === "packs"}
        pending={change.isPending}
        onClose={close}
        onPacks={(packs) => change.mutate({ save: () => putRules({ ...page.document, packs }, page.number) })}
      />
      <RuleHistory
        page={page}
        open={open === "history"}
        onClose={close}
        onRollBack={(number) => change.mutate({ save: () => rollBackRules(number, page.number) })}
      />
      {open === "set" && <WholeSet key={page.number} page={page} open onClose={close} />}
    </>
  );
}
