#!/usr/bin/env bash
# Sets up what is missing, then restores, builds, checks the format and runs all tests, on SQLite and PostgreSQL.
# The last line is "N passed, N failed, N skipped". Under CI=true a missing PostgreSQL, pgbouncer or promtool is a failure, not a skip.
#
#   eng/test.sh                  everything
#   eng/test.sh --filter Risk    arguments go to `dotnet test`
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDTERMINALLOGGER=off
log=$(mktemp)
trap 'rm -f "$log"' EXIT

step() { printf '\n== %s (%ss)\n' "$1" "$SECONDS"; }
fail() { printf '%s\n' "$1" >&2; exit 1; }
has_shell_tools() { command -v curl >/dev/null && command -v jq >/dev/null; }
has_promtool() { command -v promtool >/dev/null; }
has_pgbouncer() { [ -x /usr/sbin/pgbouncer ]; }
has_postgresql() { compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }

# Installs Debian packages, where this user may.
install() {
    local root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null && sudo -n true 2>/dev/null || { echo "Not root, and no sudo without a password."; return 1; }
        root=(sudo -n)
    fi
    command -v apt-get >/dev/null || { echo "There is no apt-get here."; return 1; }
    echo "Installing with apt-get: $*"
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq </dev/null \
        && "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" \
            </dev/null >"$log" 2>&1 || { tail -n 5 "$log"; return 1; }
}

step "Set-up"
command -v dotnet >/dev/null || fail "The .NET 10 SDK is missing: https://dotnet.microsoft.com/download/dotnet/10.0"
# The documents' calls are run by the real curl and jq.
if ! has_shell_tools && ! { install curl jq && has_shell_tools; }; then
    [ "${CI:-}" != true ] || fail "curl and jq could not be installed, and CI=true requires them."
    echo "curl and jq could not be installed: the tests that run the documents' calls will be skipped."
fi
# The tests start private servers of their own in temporary folders.
if ! has_postgresql && ! { install postgresql && has_postgresql; }; then
    count=$({ grep -rhE '^\s*\[PostgreSql(Fact|Theory)' tests --include='*.cs' || true; } | wc -l)
    [ "${CI:-}" != true ] || fail "PostgreSQL could not be installed, and CI=true requires it ($count test methods use it)."
    echo "PostgreSQL could not be installed: $count PostgreSQL test methods will be skipped."
    echo "To run them: apt-get install postgresql, as root, then run this again."
fi
# Some put a real pooler before them.
if ! has_pgbouncer && ! { install pgbouncer && has_pgbouncer; }; then
    count=$({ grep -rhE '^\s*\[(PgBouncer(Fact|Theory)|RequiresPgBouncer)' tests --include='*.cs' || true; } | wc -l)
    [ "${CI:-}" != true ] || fail "pgbouncer could not be installed, and CI=true requires it ($count test methods and suites use it)."
    echo "pgbouncer could not be installed: $count test methods and suites that use it will be skipped."
    echo "To run them: apt-get install pgbouncer, as root, then run this again."
fi
# The tests check /metrics with the tool of Prometheus itself.
if ! has_promtool && ! { install prometheus && has_promtool; }; then
    count=$({ grep -rhE '^\s*\[PromtoolFact' tests --include='*.cs' || true; } | wc -l)
    [ "${CI:-}" != true ] || fail "prometheus could not be installed, and CI=true requires it ($count test methods use it)."
    echo "prometheus could not be installed: $count promtool test methods will be skipped."
    echo "To run them: apt-get install prometheus, as root, then run this again."
fi

step "Restore, as the lock files say"
dotnet restore --locked-mode -verbosity:quiet

step "Build, with warnings as errors"
dotnet build --no-restore --configuration Release -warnaserror -verbosity:quiet

step "Format"
format=0
dotnet format whitespace --no-restore --verify-no-changes || format=$?

step "Test"
status=0
dotnet test --no-build --configuration Release --blame-hang-timeout 5m "$@" </dev/null 2>&1 | tee "$log" || status=$?

step "Sum"
if [ "$format" -ne 0 ]; then
    echo "The format is off, which fails this run: 'dotnet format whitespace' mends it."
fi
awk -v status="$status" -v format="$format" '
    /^(Passed|Failed|Skipped)! +- Failed:/ {
        gsub(",", "")
        for (i = 1; i < NF; i++) {
            if ($i == "Passed:") passed += $(i + 1)
            if ($i == "Failed:") failed += $(i + 1)
            if ($i == "Skipped:") skipped += $(i + 1)
        }
    }
    END {
        if (status != 0 && failed == 0) print "A test assembly ended without a result: see above."
        if (passed == 0) { print "No test passed."; status = status == 0 ? 1 : status }
        printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
        exit status != 0 ? status : format
    }' "$log"
