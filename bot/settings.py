"""Settings from the environment and `.env`; `.env.example` lists them all and a test keeps the two in step."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True)

    # The token that @BotFather gave you.
    bot_token: SecretStr = SecretStr("")
    # The bot's name without @; only for invitations made on a machine that cannot reach Telegram.
    bot_username: str = ""
    # The Bot API server: the public one, a self-hosted one, or an emulator.
    telegram_api_url: str = "https://api.telegram.org"
    # Where answers live: a SQLite file, or postgresql+asyncpg://user:password@host/name.
    database_url: str = "sqlite:///data/pilar.db"
    # Where files that people send are kept: a folder, or a bucket such as s3://name/prefix.
    evidence_dir: Annotated[str, BeforeValidator(str)] = "data/evidence"
    # The largest file that is taken, in MB; the public server gives out 20, a self-hosted one up to 2000.
    file_limit_mb: int = Field(20, ge=1, le=2000)
    # Set it to receive updates by webhook instead of polling; https, reachable by Telegram.
    webhook_url: str = ""
    # What Telegram must repeat in every webhook call; 1-256 of A-Z a-z 0-9 _ -.
    webhook_secret: SecretStr = SecretStr("")
    # Where the webhook server listens.
    listen_host: str = "127.0.0.1"
    listen_port: int = 8080
    # Messages a second, overall; Telegram's public server bears about 30. 0 switches pacing off.
    send_rate: float = Field(30, ge=0)
    # Messages a second to one private chat, after a short burst; Telegram's public server bears about 1.
    chat_rate: float = Field(1, ge=0)
    # How many chats are served at the same moment.
    concurrency: int = Field(64, ge=1, le=1000)
    # Days off and on that differ from the national holidays and joint leave; docs/operating.md has its format.
    holidays_file: Path | None = None
    # An invitation link works for so many days.
    invitation_days: int = Field(30, ge=1)
    # Seconds to finish what is under way when asked to stop.
    stop_seconds: float = Field(8, gt=0)
    # debug, info, warning or error.
    log_level: str = "info"
    # A file with an ISO moment that replaces the clock, so that a demo can be moved through a round.
    clock_file: Path | None = None
