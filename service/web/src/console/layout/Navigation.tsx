import { AimOutlined, ApiOutlined, BarChartOutlined, ContactsOutlined, ExperimentOutlined, FileTextOutlined, MessageOutlined, SwapOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Badge } from "antd";
import { NavLink } from "react-router";
import { meQuery } from "../api/queries";
import { useText } from "../i18n/context";

/** In the header on wide screens, at the bottom edge on phones. */
export function Navigation({ waiting }: { waiting: number }) {
  const text = useText();
  const admin = useQuery(meQuery).data?.role === "admin";
  return (
    <nav className="navigation" aria-label={text.common.menu}>
      <NavLink to="/" end data-testid="nav-overview">
        <BarChartOutlined />
        <span>{text.nav.overview}</span>
      </NavLink>
      <NavLink to="/conversations" data-testid="nav-conversations">
        <MessageOutlined />
        <span>{text.nav.conversations}</span>
        <Badge count={waiting} size="small" title={text.conversations.waitingNow(waiting)} />
      </NavLink>
      <NavLink to="/documents" data-testid="nav-documents">
        <FileTextOutlined />
        <span>{text.nav.documents}</span>
      </NavLink>
      <NavLink to="/leads" data-testid="nav-leads">
        <ContactsOutlined />
        <span>{text.nav.leads}</span>
      </NavLink>
      <NavLink to="/intents" data-testid="nav-intents">
        <AimOutlined />
        <span>{text.nav.intents}</span>
      </NavLink>
      <NavLink to="/evaluation" data-testid="nav-evaluation">
        <ExperimentOutlined />
        <span>{text.nav.evaluation}</span>
      </NavLink>
      <NavLink to="/policy" data-testid="nav-policy">
        <SwapOutlined />
        <span>{text.nav.policy}</span>
      </NavLink>
      {admin && (
        <NavLink to="/channels" className="only-wide" data-testid="nav-channels">
          <ApiOutlined />
          <span>{text.channelAccounts.nav}</span>
        </NavLink>
      )}
    </nav>
  );
}
