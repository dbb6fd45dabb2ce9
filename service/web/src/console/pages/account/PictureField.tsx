import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Popconfirm, Upload } from "antd";
import { useCallback, useState } from "react";
import { meQuery } from "../../api/queries";
import { putPicture, removePicture } from "../../api/team";
import type { Me } from "../../api/types";
import { Avatar } from "../../components/Avatar";
import { dataAddress, drawPicture } from "../../components/drawPicture";
import { Failure } from "../../components/Failure";
import { useFileDrop } from "../../components/useFileDrop";
import { useText } from "../../i18n/context";

const PIXELS = 384;

interface Chosen {
  picture: Blob;
  /** What shows it here, before it is saved. */
  address: string;
}

/** One's own picture: chosen or dropped, looked at as others will see it, saved, removed again. */
export function PictureField({ me }: { me: Me }) {
  const text = useText();
  const t = text.account;
  const client = useQueryClient();
  const { message } = App.useApp();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const choosing = useMutation({
    mutationFn: async (file: File) => {
      const picture = await drawPicture(file, PIXELS, "middle");
      return { picture, address: await dataAddress(picture) };
    },
    onSuccess: setChosen,
  });
  const kept = (saved: Me): void => {
    client.setQueryData(meQuery.queryKey, saved);
    setChosen(null);
  };
  const saving = useMutation({
    mutationFn: putPicture,
    onSuccess: (saved) => {
      kept(saved);
      void message.success(t.pictureSaved);
    },
  });
  const removing = useMutation({ mutationFn: removePicture, onSuccess: kept });
  const { mutate: choose } = choosing;
  const over = useFileDrop(
    useCallback(
      (files) => {
        const [first] = files;
        if (first) choose(first);
      },
      [choose],
    ),
  );
  const refused = saving.error ?? removing.error;
  return (
    <section className={over ? "own-picture over" : "own-picture"} data-testid="own-picture">
      <h2>{t.picture}</h2>
      <div className="own-picture-row">
        <Avatar name={me.name || me.email} picture={chosen?.address ?? me.picture} size={96} />
        <div className="own-picture-side">
          <p className="muted">{over ? t.pictureDrop : chosen ? t.picturePreview : t.pictureHelp}</p>
          <div className="own-picture-actions">
            {chosen ? (
              <>
                <Button type="primary" loading={saving.isPending} onClick={() => saving.mutate(chosen.picture)} data-testid="picture-save">
                  {t.pictureSave}
                </Button>
                <Button onClick={() => setChosen(null)} data-testid="picture-cancel">
                  {text.common.cancel}
                </Button>
              </>
            ) : (
              <Upload
                accept="image/png,image/jpeg,image/webp"
                showUploadList={false}
                beforeUpload={(file) => {
                  choose(file);
                  return false;
                }}
              >
                <Button loading={choosing.isPending} data-testid="picture-choose">
                  {t.pictureChoose}
                </Button>
              </Upload>
            )}
            {me.picture && !chosen && (
              <Popconfirm
                title={t.pictureRemoveSure}
                okText={t.pictureRemove}
                okButtonProps={{ "data-testid": "picture-remove-sure" }}
                cancelText={text.common.cancel}
                onConfirm={() => removing.mutate()}
              >
                <Button type="text" danger loading={removing.isPending} data-testid="picture-remove">
                  {t.pictureRemove}
                </Button>
              </Popconfirm>
            )}
          </div>
          {choosing.error && <Alert type="error" showIcon title={t.pictureBad} data-testid="picture-bad" />}
          {refused && <Failure error={refused} />}
        </div>
      </div>
    </section>
  );
}
