import { DeleteOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Popconfirm } from "antd";
import { Link } from "react-router";
import { forgetCustomer } from "../../api/actions";
import { memoryQuery } from "../../api/queries";
import { Failure } from "../../components/Failure";
import { RelativeTime } from "../../components/RelativeTime";
import { languageName } from "../../components/formats";
import { named, useLocalisation } from "../../i18n/context";
import { Allowed } from "../../layout/Allowed";

/** What is remembered of the customer, each fact with where it was told and until when it is kept; and its deletion. */
export function CustomerMemory({ customer, conversation }: { customer: string; conversation: string }) {
  const { text, locale } = useLocalisation();
  const t = text.memory;
  const client = useQueryClient();
  const query = useQuery(memoryQuery(customer, conversation));
  const forgetting = useMutation({
    mutationFn: () => forgetCustomer(customer),
    onSettled: () => client.invalidateQueries(),
  });
  const shown = (type: string, value: string) =>
    type === "language" ? languageName(value, locale) : type === "reach_by" ? named(t.reachBy, value) : value;
  const { facts = [], erasures = [] } = query.data ?? {};
  return (
    <section data-testid="side-memory">
      <h2>{t.title}</h2>
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && !facts.length && <p className="muted">{t.none}</p>}
      <dl className="fields">
        {facts.map((fact) => (
          <div key={`${fact.type}/${fact.value}`} data-testid="fact" data-type={fact.type}>
            <dt>{named({ ...text.fields, ...text.memoryFields }, fact.type)}</dt>
            <dd>
              <bdi>{shown(fact.type, fact.value)}</bdi>
              <br />
              <span className="muted">
                {fact.conversation_id === conversation ? (
                  t.toldHere
                ) : (
                  <Link to={`/conversations/${fact.conversation_id}`}>{t.toldBefore}</Link>
                )}{" "}
                <RelativeTime at={fact.at} />
                {" · "}
                {fact.expires_at
                  ? t.keptUntil(new Date(fact.expires_at).toLocaleDateString(locale, { dateStyle: "medium" }))
                  : t.keptForGood}
              </span>
            </dd>
          </div>
        ))}
      </dl>
      {erasures.map((erasure) => (
        <p key={erasure.at} className="muted" data-testid="erasure">
          {t.deletedBy(named(t.actors, erasure.by))} <RelativeTime at={erasure.at} />
        </p>
      ))}
      {forgetting.error && <Failure error={forgetting.error} />}
      <Allowed right="answer">
        <Popconfirm
          title={t.forgetAsk}
          description={t.forgetExplain}
          onConfirm={() => forgetting.mutateAsync()}
          okText={t.forget}
          okButtonProps={{ danger: true, "data-testid": "forget-confirm" }}
          cancelText={text.common.cancel}
          placement="topRight"
        >
          <Button size="small" danger icon={<DeleteOutlined />} loading={forgetting.isPending} data-testid="forget">
            {t.forget}
          </Button>
        </Popconfirm>
      </Allowed>
    </section>
  );
}
