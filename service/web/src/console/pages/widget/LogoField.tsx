import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Upload } from "antd";
import { removeLogo, uploadLogo, type WidgetPage, widgetQuery } from "../../api/widgets";
import { drawPicture, NotAPicture } from "../../components/drawPicture";
import { useErrorText } from "../../components/useErrorText";
import { useText } from "../../i18n/context";

const PIXELS = 128;

/** The logo in the chat's header: drawn anew in the browser, so that what is uploaded is pixels and nothing else. */
export function LogoField({ page }: { page: WidgetPage }) {
  const words = useText().widget;
  const explain = useErrorText();
  const client = useQueryClient();
  const { id } = page.widget;
  const taken = (saved: WidgetPage): void => void client.setQueryData(widgetQuery(id).queryKey, saved);
  const upload = useMutation({
    mutationFn: async (file: File) => uploadLogo(id, await drawPicture(file, PIXELS, "inside")),
    onSuccess: taken,
  });
  const remove = useMutation({ mutationFn: () => removeLogo(id), onSuccess: taken });
  const error = upload.error ?? remove.error;
  return (
    <div className="policy-field">
      <span>{words.logo}</span>
      <div className="widget-logo">
        {page.logo && <img src={page.logo} alt={words.logo} width={48} height={48} data-testid="widget-logo" />}
        <Upload
          accept="image/png,image/jpeg,image/webp,image/gif,image/svg+xml"
          showUploadList={false}
          beforeUpload={(file) => {
            upload.mutate(file);
            return false;
          }}
        >
          <Button loading={upload.isPending} data-testid="widget-logo-upload">
            {words.logoUpload}
          </Button>
        </Upload>
        {page.logo && (
          <Button type="link" onClick={() => remove.mutate()} data-testid="widget-logo-remove">
            {words.logoRemove}
          </Button>
        )}
      </div>
      <span className="muted policy-help">{words.logoHelp}</span>
      {error && <Alert type="error" title={error instanceof NotAPicture ? words.logoBad : explain(error)} />}
    </div>
  );
}
