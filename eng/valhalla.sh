#!/usr/bin/env bash
# Builds and runs the command line. Arguments go to `valhalla`; see docs/reference/cli.md.
#
#   eng/valhalla.sh status --url http://localhost:8000
#   eng/valhalla.sh kill engage --reason drill --database sqlite:///samples/SampleApi/valhalla.db
set -euo pipefail
project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

if ! command -v dotnet >/dev/null; then
    echo "The .NET 10 SDK is missing: https://dotnet.microsoft.com/download/dotnet/10.0" >&2
    exit 2
fi

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
dotnet build "$project/src/Valhalla.Governance.Cli" --configuration Release -verbosity:quiet >&2 || exit 2
exec dotnet "$project/artifacts/bin/Valhalla.Governance.Cli/release/Valhalla.Governance.Cli.dll" "$@"
