import { useQuery } from "@tanstack/react-query";
import { integrationsQuery } from "../api/integrations";
import { Failure } from "../components/Failure";
import { useText } from "../i18n/context";
import { DeliveryLog } from "./integrations/DeliveryLog";
import { IntegrationTable } from "./integrations/IntegrationTable";
import { NewIntegration } from "./integrations/NewIntegration";
import { SystemTable } from "./integrations/SystemTable";

/** Who is told of what happens, what they were told, and who tells us. */
export default function Integrations() {
  const words = useText().integrations;
  const query = useQuery(integrationsQuery);
  const integrations = query.data?.integrations ?? [];
  return (
    <div className="page integrations" data-testid="integrations">
      <div className="page-head">
        <div>
          <h1>{words.title}</h1>
          <p className="muted">{words.intro}</p>
        </div>
        <NewIntegration events={query.data?.events ?? []} />
      </div>
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      <IntegrationTable integrations={integrations} loading={query.isPending} />
      <DeliveryLog integrations={integrations} />
      <SystemTable />
    </div>
  );
}
