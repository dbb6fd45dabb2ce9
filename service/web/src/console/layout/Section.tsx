import { Suspense } from "react";
import { Navigate, NavLink, Outlet, useLocation } from "react-router";
import { Loading } from "../components/Loading";
import { useText } from "../i18n/context";
import type { Place } from "./places";
import { useMay } from "./useMay";

interface Props {
  /** The section's own address; going there shows the first place that is allowed. */
  at: string;
  title: string;
  places: Place[];
}

/** A room with doors of its own: its places stand at the side, above the page on phones. */
export function Section({ at, title, places }: Props) {
  const text = useText();
  const may = useMay();
  const { pathname } = useLocation();
  const allowed = places.filter(({ right }) => may(right));
  const [first] = allowed;
  if (pathname === at && first) return <Navigate to={first.to} replace />;
  return (
    <div className="section">
      <nav className="doors" aria-label={title}>
        <h2>{title}</h2>
        {allowed.map((place) => (
          <NavLink key={place.id} to={place.to} data-testid={`nav-${place.id}`}>
            <place.icon />
            <span>{place.name(text)}</span>
          </NavLink>
        ))}
      </nav>
      <div className="section-page">
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </div>
    </div>
  );
}
