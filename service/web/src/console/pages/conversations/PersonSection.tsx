import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Popconfirm } from "antd";
import { joinCustomers, partCustomer, personQuery, type Acquaintance, type Identity, type Person } from "../../api/people";
import { Failure } from "../../components/Failure";
import { named, useText } from "../../i18n/context";
import { FindCustomer } from "./FindCustomer";
import { useCustomerName } from "./useCustomerName";
import { useMay } from "../../layout/useMay";

/** Who else this customer is: identities of the person, who may be one of them, and joining and parting. */
export function PersonSection({ customer, conversation }: { customer: string; conversation: string }) {
  const text = useText();
  const client = useQueryClient();
  const may = useMay();
  const query = useQuery(personQuery(customer, conversation));
  // Every conversation of theirs shows the person, one that was opened before as well.
  const options = { onSettled: () => client.invalidateQueries({ queryKey: ["conversation"] }) };
  const joining = useMutation({ mutationFn: (other: string) => joinCustomers(customer, other), ...options });
  const parting = useMutation({ mutationFn: (one: string) => partCustomer(one), ...options });
  const person = query.data;
  return (
    <section data-testid="side-person">
      <h2>{text.people.title}</h2>
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {[joining.error, parting.error].map((error, place) => error && <Failure key={place} error={error} />)}
      {person && (
        <ul className="people">
          {person.identities.map((one) => (
            <Known key={`${one.customer_id}/${one.account}`} one={one} person={person}>
              {may("answer") && person.links.length > 0 && (
                <Popconfirm
                  title={text.people.partAsk}
                  description={text.people.partExplain}
                  onConfirm={() => parting.mutateAsync(one.customer_id)}
                  okText={text.people.part}
                  okButtonProps={{ "data-testid": "part-confirm" }}
                  cancelText={text.common.cancel}
                >
                  <Button size="small" type="link" data-testid="part">
                    {text.people.part}
                  </Button>
                </Popconfirm>
              )}
            </Known>
          ))}
        </ul>
      )}
      {may("answer") && person && person.suggestions.length > 0 && (
        <>
          <h3>{text.people.maybe}</h3>
          <ul className="people">
            {person.suggestions.map((one) => (
              <Suggested key={one.customer_id} one={one} onJoin={() => joining.mutateAsync(one.customer_id)} />
            ))}
          </ul>
        </>
      )}
      {may("answer") && <FindCustomer customer={customer} onJoin={(other) => joining.mutateAsync(other)} />}
    </section>
  );
}

function Known({ one, person, children }: { one: Identity; person: Person; children: React.ReactNode }) {
  const text = useText();
  const customerName = useCustomerName();
  const link = person.links.find(({ one: first, other }) => first === one.customer_id || other === one.customer_id);
  return (
    <li data-testid="identity">
      <div>
        <bdi>{customerName({ id: one.customer_id, name: one.name })}</bdi>
        <br />
        <span className="muted">
          {[...new Set([named(text.channels, one.channel), one.account])].join(" · ")}
          {one.contact && (
            <>
              {" · "}
              <bdi>{one.contact}</bdi>
            </>
          )}
          {link && <> · {link.how === "verified" ? text.people.verified : text.people.joinedBy(link.by)}</>}
        </span>
      </div>
      {children}
    </li>
  );
}

function Suggested({ one, onJoin }: { one: Acquaintance; onJoin: () => Promise<unknown> }) {
  const text = useText();
  const customerName = useCustomerName();
  const shared = one.shared.map((kind) => named(text.fields, kind)).join(", ");
  return (
    <li data-testid="suggestion">
      <div>
        <bdi>{customerName({ id: one.customer_id, name: one.name })}</bdi>
        <br />
        <span className="muted">
          {[named(text.channels, one.channel), shared && text.people.shared(shared)].filter(Boolean).join(" · ")}
        </span>
      </div>
      <Popconfirm
        title={text.people.joinAsk}
        description={text.people.joinExplain}
        onConfirm={onJoin}
        okText={text.people.join}
        okButtonProps={{ "data-testid": "join-confirm" }}
        cancelText={text.common.cancel}
      >
        <Button size="small" type="link" data-testid="join">
          {text.people.join}
        </Button>
      </Popconfirm>
    </li>
  );
}
