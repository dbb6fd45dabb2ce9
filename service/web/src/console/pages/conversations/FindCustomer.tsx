import { useQuery } from "@tanstack/react-query";
import { Button, Input, Modal } from "antd";
import { useDeferredValue, useState } from "react";
import { findCandidates } from "../../api/people";
import { Failure } from "../../components/Failure";
import { RelativeTime } from "../../components/RelativeTime";
import { named, useText } from "../../i18n/context";
import { useCustomerName } from "./useCustomerName";

const SHORTEST = 2;

/** Looks for another customer by name, contact detail or the platform's id, and joins the chosen one. */
export function FindCustomer({ customer, onJoin }: { customer: string; onJoin: (other: string) => Promise<unknown> }) {
  const text = useText();
  const customerName = useCustomerName();
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState("");
  const wanted = useDeferredValue(words.trim());
  const query = useQuery({
    queryKey: ["candidates", customer, wanted],
    queryFn: () => findCandidates(customer, wanted),
    enabled: open && wanted.length >= SHORTEST,
  });
  const join = async (other: string) => {
    await onJoin(other);
    setOpen(false);
    setWords("");
  };
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} data-testid="find-customer">
        {text.people.find}
      </Button>
      <Modal open={open} onCancel={() => setOpen(false)} footer={null} title={text.people.find} destroyOnHidden>
        <p className="muted">{text.people.joinExplain}</p>
        <Input.Search
          autoFocus
          value={words}
          onChange={(event) => setWords(event.target.value)}
          placeholder={text.people.findLabel}
          aria-label={text.people.findLabel}
          loading={query.isFetching}
          maxLength={200}
        />
        {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
        {query.data?.customers.length === 0 && <p className="muted">{text.people.nobody}</p>}
        <ul className="people">
          {query.data?.customers.map((one) => (
            <li key={one.customer_id} data-testid="candidate">
              <div>
                <bdi>{customerName({ id: one.customer_id, name: one.name })}</bdi>
                <br />
                <span className="muted">
                  {[...new Set([named(text.channels, one.channel), one.account])].join(" · ")}
                  {" · "}
                  {text.people.conversations(one.conversations)}
                  {" · "}
                  <RelativeTime at={one.last_at} />
                </span>
              </div>
              <Button size="small" type="primary" onClick={() => void join(one.customer_id)} data-testid="join-candidate">
                {text.people.join}
              </Button>
            </li>
          ))}
        </ul>
      </Modal>
    </>
  );
}
