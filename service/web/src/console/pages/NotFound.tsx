import { Button, Result } from "antd";
import { Link } from "react-router";
import { useText } from "../i18n/context";

export function NotFound() {
  const text = useText();
  const home = (
    <Link to="/">
      <Button type="primary">{text.common.toOverview}</Button>
    </Link>
  );
  return <Result status="404" title={text.common.notFound} extra={home} />;
}
