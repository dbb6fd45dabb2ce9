import { FullscreenOutlined, RollbackOutlined } from "@ant-design/icons";
import { Link } from "react-router";
import { useLocalisation } from "../../i18n/context";

export function WallBar({ now, live }: { now: Date; live: boolean }) {
  const { text, locale } = useLocalisation();
  const told = live ? text.common.live : text.common.polling;
  return (
    <header className="wall-bar">
      <span className="logo">Turnwise</span>
      <span className={live ? "live" : "live off"} role="status" data-testid="wall-live">
        {told}
      </span>
      <time>{now.toLocaleString(locale, { weekday: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false })}</time>
      <button type="button" onClick={() => void document.documentElement.requestFullscreen()} aria-label={text.wallboard.fullScreen} title={text.wallboard.fullScreen}>
        <FullscreenOutlined />
      </button>
      <Link to="/" aria-label={text.wallboard.leave} title={text.wallboard.leave}>
        <RollbackOutlined />
      </Link>
    </header>
  );
}
