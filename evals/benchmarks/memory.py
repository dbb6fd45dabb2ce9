"""Memory and disk, as Linux counts them; megabytes are millions of bytes."""

from pathlib import Path


def rss_mb() -> float:
    """What this process has in memory now, mapped files that are in memory included."""
    return _status_mb("VmRSS")


def anonymous_mb() -> float:
    """The part of it that is no file: what cannot be dropped and read again."""
    return _status_mb("RssAnon")


def peak_rss_mb() -> float:
    """The most it ever had."""
    return _status_mb("VmHWM")


def size_mb(path: Path) -> float:
    """The disk blocks of a file, or of all files of a folder; 0 where there is none."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_blocks * 512 for file in files if file.is_file()) / 1e6


def _status_mb(field: str) -> float:
    with Path("/proc/self/status").open() as lines:
        found = next(line for line in lines if line.startswith(f"{field}:"))
    return int(found.split()[1]) * 1024 / 1e6
