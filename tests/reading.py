"""What a person does with a study page, for the tests in the browser."""

from __future__ import annotations

PHONE = {"width": 375, "height": 720, "has_touch": True, "is_mobile": True}
SAID = "#r5 .ja w-:has(ruby) >> text=べた"  # the word 述べた


def choose(page, name, value):
    """Set a control as a person does: open its sheet where it has one, and close it again."""
    control = page.locator(f"[data-set={name}]")
    sheet = page.locator(f"details.sheet:has([data-set={name}]) > summary")
    if sheet.count():
        sheet.click()
    if control.get_attribute("type") == "checkbox":
        control.set_checked(value == "on")
    else:
        control.select_option(value)
    if sheet.count():
        page.keyboard.press("Escape")


def card_text(page):
    return " ".join(page.locator("#card").inner_text().split())


def hidden(page):
    return not page.locator("#card").is_visible()


def copied(page, button):
    """Press a button of the card that copies, and return what the clipboard then holds."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click(f"#card button:has-text('{button}')")
    page.wait_for_selector("#card button:has-text('copied')")
    return page.evaluate("navigator.clipboard.readText()").replace("\r", "")
