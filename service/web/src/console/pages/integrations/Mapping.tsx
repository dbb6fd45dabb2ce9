import { Button, Drawer } from "antd";
import { useState } from "react";
import type { Integration } from "../../api/integrations";
import { useText } from "../../i18n/context";
import { MappingEditor } from "./MappingEditor";

/** Opens the editor of what a CRM is told of a lead. */
export function Mapping({ integration }: { integration: Integration }) {
  const words = useText().integrations.mapping;
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} data-testid="integration-mapping">
        {words.title}
      </Button>
      <Drawer open={open} onClose={() => setOpen(false)} title={words.of(integration.name)} size="large" destroyOnHidden>
        <MappingEditor integration={integration} onSaved={() => setOpen(false)} />
      </Drawer>
    </>
  );
}
