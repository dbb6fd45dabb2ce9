import { useQuery } from "@tanstack/react-query";
import { meQuery } from "../api/queries";
import { useText } from "../i18n/context";
import { PasswordForm } from "./account/PasswordForm";
import { PictureField } from "./account/PictureField";
import { SessionList } from "./account/SessionList";

/** One's own account: who one is here, another password, and where one is logged in. */
export default function Account() {
  const text = useText();
  const me = useQuery(meQuery).data;
  return (
    <div className="page own-account" data-testid="account">
      <div className="page-head">
        <div>
          <h1>{text.account.title}</h1>
          {me && <p className="muted"><bdi>{me.name}</bdi> · <bdi>{me.email}</bdi> · {text.roles[me.role]}{me.group && <> · <bdi>{me.group}</bdi></>}</p>}
        </div>
      </div>
      {me && <PictureField me={me} />}
      <PasswordForm />
      <SessionList />
    </div>
  );
}
