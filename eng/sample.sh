#!/usr/bin/env bash
# Builds and runs samples/SampleApi on http://localhost:8000, governed as production over an SQLite file that it makes:
# samples/SampleApi/valhalla.db (delete it to begin again). Needs the .NET 10 SDK only.
#
#   eng/sample.sh                                          the sample as it is
#   DATABASE_URL=postgresql://… eng/sample.sh              on PostgreSQL
#   ASPNETCORE_URLS=http://localhost:9000 eng/sample.sh    on another port
#
# ENV, GO_LIVE_ENFORCE and every setting Valhalla__… are taken from the environment, too; arguments go to the sample.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if ! command -v dotnet >/dev/null; then
    echo "The .NET 10 SDK is missing: https://dotnet.microsoft.com/download/dotnet/10.0" >&2
    exit 1
fi

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
# On a developer's machine calls from this machine may do everything; elsewhere a policy has to be configured.
export ASPNETCORE_ENVIRONMENT=${ASPNETCORE_ENVIRONMENT:-Development}
export ASPNETCORE_URLS=${ASPNETCORE_URLS:-http://localhost:8000}

echo "Building the sample (the first time takes a minute or two)..."
dotnet build samples/SampleApi --configuration Release -verbosity:quiet
echo "Starting it on $ASPNETCORE_URLS (Ctrl+C ends it)."
exec dotnet run --project samples/SampleApi --configuration Release --no-build --no-launch-profile -- "$@"
