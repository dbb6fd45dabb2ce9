import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Form, Input, Modal, Radio, Space } from "antd";
import { invite, type Linked, usersQuery } from "../../api/team";
import type { Role } from "../../api/types";
import { Failure } from "../../components/Failure";
import { useLocalisation } from "../../i18n/context";
import { useRoles } from "./useRoles";

interface Invitation {
  email: string;
  name?: string;
  role: Role;
}

interface Props {
  onClose(): void;
  onInvited(made: Linked): void;
}

/** Whom to invite, and what for. */
export function InviteForm({ onClose, onInvited }: Props) {
  const { text, language } = useLocalisation();
  const t = text.users;
  const client = useQueryClient();
  const roles = useRoles();
  const [form] = Form.useForm<Invitation>();
  const inviting = useMutation({
    mutationFn: ({ email, name, role }: Invitation) => invite({ email: email.trim(), name: name?.trim() ?? "", role, language }),
    onSuccess: (made) => {
      void client.invalidateQueries(usersQuery);
      onInvited(made);
    },
  });
  return (
    <Modal
      open
      title={t.inviteTitle}
      okText={t.invite}
      cancelText={text.common.cancel}
      confirmLoading={inviting.isPending}
      okButtonProps={{ "data-testid": "invite-submit" }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Invitation>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ role: "operator" }}
        onFinish={(wanted) => inviting.mutate(wanted)}
      >
        <Form.Item name="email" label={t.email} rules={[{ required: true, message: text.login.required }]}>
          <Input type="email" inputMode="email" maxLength={320} autoFocus autoComplete="off" data-testid="invite-email" />
        </Form.Item>
        <Form.Item name="name" label={t.name}>
          <Input maxLength={200} placeholder={t.namePlaceholder} autoComplete="off" data-testid="invite-name" />
        </Form.Item>
        <Form.Item name="role" label={t.role}>
          <Radio.Group>
            <Space orientation="vertical">
              {roles.map(({ value, label }) => (
                <Radio key={value} value={value} data-testid={`invite-role-${value}`}>
                  {label} <span className="muted">{t.about[value]}</span>
                </Radio>
              ))}
            </Space>
          </Radio.Group>
        </Form.Item>
      </Form>
      {inviting.error && <Failure error={inviting.error} />}
    </Modal>
  );
}
