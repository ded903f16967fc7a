#!/usr/bin/env bash
# Runs samples/SampleApi on http://localhost:8000 with its embedded SQLite default. Needs the .NET 10 SDK only.
# Arguments go to the sample; ASPNETCORE_URLS and DATABASE_URL are respected.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if ! command -v dotnet >/dev/null; then
    echo "The .NET 10 SDK is missing: https://dotnet.microsoft.com/download/dotnet/10.0" >&2
    exit 1
fi

export DOTNET_NOLOGO=1
export ASPNETCORE_URLS=${ASPNETCORE_URLS:-http://localhost:8000}

echo "Building the sample..."
dotnet build samples/SampleApi --configuration Release -verbosity:quiet
echo "Starting it on $ASPNETCORE_URLS (Ctrl+C ends it)."
exec dotnet run --project samples/SampleApi --configuration Release --no-build --no-launch-profile -- "$@"
