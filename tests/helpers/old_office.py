"""A stand-in for LibreOffice: a shell script that copies a modern file, or misbehaves."""

from __future__ import annotations

from pathlib import Path

from tests.helpers.office import docx

HEAD = r"""#!/bin/sh
while [ $# -gt 0 ]; do
  case "$1" in
    -env:UserInstallation=file://*) profile="${1#-env:UserInstallation=file://}";;
    --convert-to) shift; ending="$1";;
    --outdir) shift; out="$1";;
    -*) ;;
    *) files="$files $1";;
  esac
  shift
done
here="$(dirname "$0")"
"""
WORKS = 'for f in $files; do b=$(basename "$f"); cp "$here/modern" "$out/${b%.*}.$ending"; done\n'


def stand_in(folder: Path, body: str) -> str:
    """Path of a program that takes LibreOffice's arguments, then does what `body` says."""
    folder.mkdir(exist_ok=True)
    (folder / "modern").write_bytes(docx("<w:p><w:r><w:t>Nieuwe woorden</w:t></w:r></w:p>"))
    program = folder / "soffice"
    program.write_text(HEAD + body, "ascii")
    program.chmod(0o755)
    return str(program)
