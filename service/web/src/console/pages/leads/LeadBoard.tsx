import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useState } from "react";
import { setStage, STAGES, type PersonLead, type Stage } from "../../api/leads";
import { useErrorText } from "../../components/useErrorText";
import { useText } from "../../i18n/context";
import { useMay } from "../../layout/useMay";
import { useLeadsAddress } from "./address";
import { BoardColumn } from "./BoardColumn";
import { FilterBar } from "./FilterBar";

/** A column for each stage; a lead is dragged on, or moved by its own list of stages, which the keyboard reaches. */
export function LeadBoard() {
  const text = useText();
  const may = useMay();
  const client = useQueryClient();
  const { message } = App.useApp();
  const explain = useErrorText();
  const { filters, setFilters, choose } = useLeadsAddress();
  const [dragged, setDragged] = useState<PersonLead | null>(null);
  const move = useMutation({
    mutationFn: ({ lead, stage }: { lead: PersonLead; stage: Stage }) => setStage(lead.id, stage),
    onError: (error) => void message.error(explain(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ["leads"] }),
  });
  const drop = (stage: Stage): void => {
    if (dragged && dragged.stage !== stage) move.mutate({ lead: dragged, stage });
    setDragged(null);
  };
  const moving = move.isPending ? move.variables : null;
  return (
    <>
      <FilterBar filters={filters} onFilters={setFilters} lastExport={null} onBoard />
      <div className="lead-board" aria-label={text.leads.board}>
        {STAGES.map((stage) => (
          <BoardColumn
            key={stage}
            stage={stage}
            filters={filters}
            moving={moving}
            movable={may("answer")}
            over={dragged !== null && dragged.stage !== stage}
            onDrag={setDragged}
            onDrop={() => drop(stage)}
            onChoose={choose}
          />
        ))}
      </div>
    </>
  );
}
