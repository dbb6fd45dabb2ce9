import { DeleteOutlined, DownloadOutlined, EditOutlined, PictureOutlined, SendOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Popconfirm, Space } from "antd";
import type { RefObject } from "react";
import { useNavigate } from "react-router";
import { removeReport, type Report, reportAddress, sendReport } from "../../api/reports";
import { saveFile } from "../../components/chart/saving";
import type { ChartHandle } from "../../components/chart/types";
import { useErrorText } from "../../components/useErrorText";
import { useText } from "../../i18n/context";
import { useMay } from "../../layout/useMay";

export function ReportActions({ report, chart }: { report: Report; chart: RefObject<ChartHandle | null> }) {
  const text = useText();
  const words = text.reports;
  const may = useMay()("monitor");
  const go = useNavigate();
  const client = useQueryClient();
  const { message } = App.useApp();
  const explain = useErrorText();
  const onError = (error: Error): void => void message.error(explain(error));
  const sending = useMutation({
    mutationFn: () => sendReport(report.id),
    onSuccess: ({ to }) => {
      void (to ? message.success(words.sentTo(to)) : message.warning(words.nobody));
      void client.invalidateQueries({ queryKey: ["reports", report.id, "sent"] });
    },
    onError,
  });
  const removing = useMutation({
    mutationFn: () => removeReport(report.id),
    onSuccess: () => {
      client.removeQueries({ queryKey: ["reports", report.id] });
      void client.invalidateQueries({ queryKey: ["reports"], exact: true });
      void go("/reports");
    },
    onError,
  });
  return (
    <Space wrap>
      <Button icon={<DownloadOutlined />} href={reportAddress(report.id)} download data-testid="report-csv">
        {text.dashboard.csv}
      </Button>
      <Button icon={<PictureOutlined />} onClick={() => saveFile(chart.current?.png() ?? "", `${report.name}.png`)} data-testid="report-png">
        {text.dashboard.png}
      </Button>
      {may && report.schedule && (
        <Button icon={<SendOutlined />} loading={sending.isPending} onClick={() => sending.mutate()} data-testid="report-send">
          {words.send}
        </Button>
      )}
      {may && (
        <Button icon={<EditOutlined />} onClick={() => void go(`/reports/${report.id}/edit`)} data-testid="report-edit">
          {words.edit}
        </Button>
      )}
      {may && (
        <Popconfirm title={words.removeSure} okText={words.remove} cancelText={text.common.cancel} okButtonProps={{ danger: true }} onConfirm={() => removing.mutate()}>
          <Button danger icon={<DeleteOutlined />} aria-label={words.remove} data-testid="report-remove" />
        </Popconfirm>
      )}
    </Space>
  );
}
