import { ExperimentOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Checkbox, Input, Modal, Select } from "antd";
import { useState } from "react";
import { makeCase, makeSuite, suitesQuery } from "../../api/evaluation";
import { Failure } from "../../components/Failure";
import { useText } from "../../i18n/context";
import { useMay } from "../../layout/useMay";

const NEW = "";
const NAME = /^[a-z0-9][a-z0-9_-]{0,59}$/;

/** Puts the conversation, masked, into a suite of one's own. */
export function MakeCase({ conversation }: { conversation: string }) {
  const text = useText();
  const may = useMay();
  const [open, setOpen] = useState(false);
  if (!may("evaluate")) return null;
  return (
    <section>
      <Button icon={<ExperimentOutlined />} onClick={() => setOpen(true)} data-testid="make-case">
        {text.evaluation.makeCase}
      </Button>
      {open && <Form conversation={conversation} onClose={() => setOpen(false)} />}
    </section>
  );
}

function Form({ conversation, onClose }: { conversation: string; onClose(): void }) {
  const text = useText();
  const t = text.evaluation;
  const client = useQueryClient();
  const { message } = App.useApp();
  const query = useQuery(suitesQuery);
  const own = query.data?.suites.filter((suite) => suite.own) ?? [];
  const [chosen, choose] = useState<string | null>(null);
  const [name, setName] = useState("");
  const [blank, setBlank] = useState(false);
  const suite = chosen ?? own.find(({ problem }) => !problem)?.id ?? NEW;
  const add = useMutation({
    mutationFn: async () => makeCase(conversation, suite === NEW ? (await makeSuite(name)).id : suite, blank),
    onSuccess: () => {
      void message.success(t.made);
      onClose();
    },
    // The new suite may be there, although the case is not.
    onSettled: () => client.invalidateQueries({ queryKey: ["evaluations"] }),
  });
  const options = [...own.map(({ id, name: known }) => ({ value: id, label: known })), { value: NEW, label: t.newSuite }];
  return (
    <Modal
      open
      title={t.makeCase}
      okText={t.add}
      cancelText={text.common.cancel}
      confirmLoading={add.isPending}
      okButtonProps={{
        disabled: !query.data || (suite === NEW && !NAME.test(name)),
        "data-testid": "make-case-add",
      }}
      onOk={() => add.mutate()}
      onCancel={onClose}
    >
      <div className="make-case">
        <p className="muted">{t.makeCaseHelp}</p>
        {query.error && <Failure error={query.error} />}
        <label>
          <span className="muted">{t.intoSuite}</span>
          <Select value={suite} options={options} onChange={choose} loading={query.isPending} aria-label={t.intoSuite} />
        </label>
        {suite === NEW && (
          <Input
            value={name}
            maxLength={60}
            placeholder={t.newSuiteName}
            aria-label={t.newSuiteName}
            onChange={(event) => setName(event.target.value)}
            data-testid="new-suite-name"
          />
        )}
        <Checkbox checked={blank} onChange={(event) => setBlank(event.target.checked)}>
          {t.blank}
        </Checkbox>
        {add.error && <Failure error={add.error} />}
      </div>
    </Modal>
  );
}
