import { Form, Input } from "antd";
import { useText } from "../../i18n/context";

const LEAST_CHARS = 8;

/** A new password, typed twice; the field is named `password`. */
export function NewPasswordFields() {
  const t = useText().account;
  return (
    <>
      <Form.Item name="password" label={t.wanted} extra={t.short} rules={[{ required: true, min: LEAST_CHARS, message: t.short }]}>
        <Input.Password autoComplete="new-password" maxLength={1024} data-testid="password-new" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t.again}
        dependencies={["password"]}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value === getFieldValue("password") ? Promise.resolve() : Promise.reject(new Error(t.differs)),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={1024} data-testid="password-again" />
      </Form.Item>
    </>
  );
}
