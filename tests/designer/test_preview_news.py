"""The preview hears of every save in the pack, and beside the issuer's profile."""

from __future__ import annotations

import asyncio
from pathlib import Path

from packs_to_break import copied

from carbondocs.designer.preview.news import News
from carbondocs.designer.preview.wishes import Studio


def told_of(studio: Studio, *saved: Path) -> list[list[str]]:
    """What is told of each of these files when it is saved; nothing where nothing is within two seconds."""

    async def listen() -> list[list[str]]:
        news, heard = News(studio), []
        watching = asyncio.create_task(news.watch())
        with news.subscribed() as waiting:
            await asyncio.sleep(1)
            for path in saved:
                path.parent.mkdir(exist_ok=True)
                path.write_text(f"{path}", encoding="utf-8")
                try:
                    heard.append(await asyncio.wait_for(waiting.get(), 2))
                except TimeoutError:
                    heard.append([])
        news.end()
        await watching
        return heard

    return asyncio.run(listen())


def test_saves_are_told_in_the_pack_and_beside_the_profile_and_nowhere_else(tmp_path: Path) -> None:
    pack, beside = copied(tmp_path), tmp_path / "body"
    beside.mkdir()
    (beside / "deep").mkdir()
    studio = Studio(pack, (beside / "issuer.toml", None))
    saved = (
        pack / "style.css.j2", pack / "shared" / "certificate.css.j2", beside / "seal.svg", beside / "deep" / "x.svg",
        pack / "~$document.docx", tmp_path / "elsewhere.css",
    )  # fmt: skip
    assert told_of(studio, *saved) == [["style.css.j2"], ["certificate.css.j2"], ["seal.svg"], [], [], []]


def test_a_pack_alone_is_watched_too(tmp_path: Path) -> None:
    pack = copied(tmp_path)
    assert told_of(Studio(pack), pack / "new.svg") == [["new.svg"]]
