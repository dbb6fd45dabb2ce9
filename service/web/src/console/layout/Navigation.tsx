import { MenuOutlined } from "@ant-design/icons";
import { Badge, Drawer } from "antd";
import { useState } from "react";
import { NavLink } from "react-router";
import { useMedia } from "../components/useMedia";
import { useText } from "../i18n/context";
import { PLACES, type Place } from "./places";
import { useMay } from "./useMay";

const AT_A_PHONES_EDGE = 4;

/** A rail at the side of wide screens; on phones the first places at the lower edge and the others behind a menu. */
export function Navigation({ waiting, alerts }: { waiting: number; alerts: number }) {
  const text = useText();
  const may = useMay();
  const narrow = useMedia("(max-width: 760px)");
  const [open, setOpen] = useState(false);
  const places = PLACES.filter(({ right }) => may(right));
  const shown = narrow ? places.slice(0, AT_A_PHONES_EDGE) : places;
  const link = (place: Place) => <PlaceLink key={place.id} place={place} waiting={waiting} alerts={alerts} onGo={() => setOpen(false)} />;
  return (
    <nav className="navigation" aria-label={text.common.menu}>
      {shown.map(link)}
      {narrow && places.length > AT_A_PHONES_EDGE && (
        <>
          <button type="button" onClick={() => setOpen(true)} aria-expanded={open} data-testid="nav-more">
            <MenuOutlined />
            <span>{text.nav.more}</span>
          </button>
          <Drawer placement="bottom" size="auto" open={open} onClose={() => setOpen(false)} title={text.common.menu}>
            <div className="more-places">{places.slice(AT_A_PHONES_EDGE).map(link)}</div>
          </Drawer>
        </>
      )}
    </nav>
  );
}

function PlaceLink({ place, waiting, alerts, onGo }: { place: Place; waiting: number; alerts: number; onGo(): void }) {
  const text = useText();
  const Icon = place.icon;
  return (
    <NavLink to={place.to} end={place.to === "/"} onClick={onGo} data-testid={`nav-${place.id}`}>
      <Icon />
      <span>{place.name(text)}</span>
      {place.id === "conversations" && <Badge count={waiting} size="small" title={text.conversations.waitingNow(waiting)} />}
      {place.id === "alerts" && <Badge count={alerts} size="small" title={text.alerts.openNow(alerts)} data-testid="alert-bell" />}
    </NavLink>
  );
}
