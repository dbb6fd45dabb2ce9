import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Popconfirm, Space } from "antd";
import { changeUser, type Linked, newLink, removePictureOf, removeUser, type User, usersQuery } from "../../api/team";
import { useErrorText } from "../../components/useErrorText";
import { useLocalisation } from "../../i18n/context";

interface Props {
  user: User;
  /** One cannot lock oneself out. */
  own: boolean;
  onLink(made: Linked): void;
}

/** A link for another password, disabling and enabling; an invitation that nobody accepted is withdrawn. */
export function UserActions({ user, own, onLink }: Props) {
  const { text, language } = useLocalisation();
  const t = text.users;
  const client = useQueryClient();
  const explain = useErrorText();
  const { message } = App.useApp();
  const told = {
    onError: (error: Error) => void message.error(explain(error)),
    onSettled: () => client.invalidateQueries(usersQuery),
  };
  const linking = useMutation({ mutationFn: () => newLink(user.id, { language, by_mail: true }), onSuccess: onLink, ...told });
  const disabling = useMutation({ mutationFn: (disabled: boolean) => changeUser(user.id, { disabled }), ...told });
  const removing = useMutation({ mutationFn: () => removeUser(user.id), ...told });
  const takingPicture = useMutation({ mutationFn: () => removePictureOf(user.id), ...told });
  const picture = user.picture && !own && (
    <Popconfirm
      title={t.pictureSure}
      okText={t.picture}
      okButtonProps={{ "data-testid": "user-picture-sure" }}
      cancelText={text.common.cancel}
      onConfirm={() => takingPicture.mutateAsync().catch(() => undefined)}
    >
      <Button size="small" data-testid="user-picture">
        {t.picture}
      </Button>
    </Popconfirm>
  );
  if (user.state === "disabled")
    return (
      <Space wrap className="user-actions">
        {picture}
        <Button size="small" onClick={() => disabling.mutate(false)} loading={disabling.isPending} data-testid="enable-user">
          {t.enable}
        </Button>
      </Space>
    );
  const invited = user.state === "invited";
  return (
    <Space wrap className="user-actions">
      {picture}
      <Button size="small" onClick={() => linking.mutate()} loading={linking.isPending} data-testid="user-link">
        {t.link}
      </Button>
      {!own && (
        <Popconfirm
          title={invited ? t.withdrawSure : t.disableSure}
          okText={invited ? t.withdraw : t.disable}
          okButtonProps={{ "data-testid": "disable-sure" }}
          cancelText={text.common.cancel}
          onConfirm={() => (invited ? removing.mutateAsync() : disabling.mutateAsync(true)).catch(() => undefined)}
        >
          <Button size="small" danger data-testid="disable-user">
            {invited ? t.withdraw : t.disable}
          </Button>
        </Popconfirm>
      )}
    </Space>
  );
}
