import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "react-router";
import { ruleQuery, rulesQuery } from "../../api/rules";
import { Failure } from "../../components/Failure";
import { Loading } from "../../components/Loading";
import { useLocalisation } from "../../i18n/context";
import { QualityPage } from "./QualityPage";
import { BLANK } from "./rules/draft";
import { RuleEditor } from "./rules/RuleEditor";
import { ruleTitle } from "./rules/titles";

const NEW = "new";

/** One rule: a new one, one of your own, or one of a pack that your own takes the place of. */
export default function Rule() {
  const { text, language } = useLocalisation();
  const t = text.quality.rules;
  const { id = NEW } = useParams();
  const rules = useQuery(rulesQuery);
  const written = useQuery({ ...ruleQuery(id), enabled: id !== NEW });
  const listed = rules.data?.rules.find((rule) => rule.id === id);
  const title = id === NEW ? t.newRule : listed ? ruleTitle(listed, language) : id;
  const intro = listed?.pack ? t.ofPack(t.packs[listed.pack] ?? listed.pack) : t.editorIntro;
  const error = rules.error ?? written.error;
  const start = id === NEW ? BLANK : written.data?.rule;
  return (
    <QualityPage title={title} intro={intro} testId="rule" actions={<Link to="/quality/rules">{t.toList}</Link>}>
      {error && <Failure error={error} onRetry={() => void Promise.all([rules.refetch(), written.refetch()])} />}
      {rules.data && start ? <RuleEditor key={id} start={start} page={rules.data} former={id === NEW ? undefined : id} /> : !error && <Loading />}
    </QualityPage>
  );
}
