"""Profile pictures in a browser: one to upload, and whether customers really see it."""

import io

import httpx
from PIL import Image
from playwright.async_api import FrameLocator, Page, expect

SIDE_PX = 192


def portrait() -> bytes:
    """A JPEG as a camera makes it: larger than is shown, and no square."""
    written = io.BytesIO()
    Image.linear_gradient("L").resize((900, 600)).convert("RGB").save(written, "JPEG")
    return written.getvalue()


async def take_over_with_a_face(admin: httpx.AsyncClient, conversation_id: str) -> None:
    """The admin, who has a picture, claims the conversation and says something in it."""
    (await admin.put("/api/auth/picture", content=portrait())).raise_for_status()
    path = f"/api/conversations/{conversation_id}"
    (await admin.post(f"{path}/claim")).raise_for_status()
    (await admin.post(f"{path}/messages", json={"text": "Here I am.", "client_id": "face"})).raise_for_status()


async def expect_face(chat: Page | FrameLocator, name: str) -> None:
    """The customer sees the operator's picture, loaded, in the head and beside the message."""
    said = chat.locator('[data-testid="tw-message"][data-role="operator"]').last
    for place in (chat.locator(".header"), said):
        await expect(place.locator("img")).to_have_js_property("naturalWidth", SIDE_PX)
        await expect(place).to_contain_text(name)
