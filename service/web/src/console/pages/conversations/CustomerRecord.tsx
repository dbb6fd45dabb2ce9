import { useQuery } from "@tanstack/react-query";
import { Tag } from "antd";
import { recordQuery } from "../../api/queries";
import { Failure } from "../../components/Failure";
import { useLocalisation } from "../../i18n/context";

/** What the shop's own systems say of the customer; nothing where they said nothing. */
export function CustomerRecord({ customer, conversation }: { customer: string; conversation: string }) {
  const { text, locale } = useLocalisation();
  const words = text.integrations.record;
  const query = useQuery(recordQuery(customer, conversation));
  const money = (amount: string, currency: string | null) =>
    currency ? Number(amount).toLocaleString(locale, { style: "currency", currency }) : amount;
  if (query.error) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  const record = query.data;
  if (!record || (!record.updated_at && !record.orders.length)) return null;
  return (
    <section data-testid="side-record">
      <h2>{words.title}</h2>
      <p>
        {record.tags.map((tag) => (
          <Tag key={tag}>
            <bdi>{tag}</bdi>
          </Tag>
        ))}
      </p>
      <dl className="fields">
        {record.value !== null && (
          <div>
            <dt>{words.value}</dt>
            <dd>{money(record.value, record.currency)}</dd>
          </div>
        )}
        {record.orders.map((order) => (
          <div key={`${order.system}/${order.number}`} data-testid="customer-order">
            <dt>
              <bdi>{order.number}</bdi>
            </dt>
            <dd>
              <bdi>{order.status}</bdi>
              {order.amount !== null && ` · ${money(order.amount, order.currency)}`}
              <br />
              <span className="muted">{new Date(order.at).toLocaleDateString(locale, { dateStyle: "medium" })}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
