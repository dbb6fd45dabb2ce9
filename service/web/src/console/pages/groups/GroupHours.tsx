import type { Routing } from "../../api/groups";
import { useText } from "../../i18n/context";
import type { SetValue } from "../policy/DocumentEditor";
import { OwnHours } from "../policy/OwnHours";

/** When a group is there. */
export function GroupHours({ routing, set }: { routing: Routing; set: SetValue }) {
  const t = useText().groups;
  return (
    <section>
      <h3>{t.hours}</h3>
      <OwnHours hours={routing.hours} companyHelp={t.companyHours} set={set} />
    </section>
  );
}
