using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Load.Storage;

namespace Valhalla.Governance.Load.Risk;

/// <summary>One prepared statement a reservation that locks, checks, books and records; 16 connections.</summary>
internal sealed class StatementPostgreSqlPath(RiskLoad load, SharedDatabase? shared = null) : ILoadPath
{
    private const string Reserve =
        """
        WITH locked AS MATERIALIZED (
            SELECT l.exposure, p.enabled, p.max_exposure FROM ledger l JOIN policy p USING (engine)
            WHERE l.day = $1 AND l.engine IN ($2, 'GLOBAL')
            ORDER BY l.engine <> 'GLOBAL' FOR UPDATE OF l),
        decided AS MATERIALIZED (
            SELECT count(*) = 2 AND bool_and(enabled AND exposure + $3 <= max_exposure) AS granted FROM locked),
        booked AS (
            UPDATE ledger SET exposure = exposure + CASE WHEN granted THEN $3 ELSE 0 END,
                reservations = reservations + granted::int, denials = denials + (NOT granted)::int
            FROM decided WHERE day = $1 AND engine IN ($2, 'GLOBAL'))
        INSERT INTO event (day, engine, amount, granted, actor, request_key, created_at)
        SELECT $1, $2, $3, granted, 'load', $4, clock_timestamp() FROM decided
        RETURNING granted
        """;

    private NpgsqlDataSource _source = null!;
    private DbContextOptions<PeerContext> _options = null!;

    public string Name => "one conditional statement each";

    public async Task OpenAsync()
    {
        _source = shared is null
            ? await ScratchDatabase.CreateAsync()
            : ScratchDatabase.Open(shared.ConnectionString);
        _options = new DbContextOptionsBuilder<PeerContext>().UseNpgsql(_source).Options;
        if (shared is not { IsPrepared: true })
        {
            await PeerContext.CreateAsync(_options, load);
        }
    }

    public async Task RunCallerAsync(Caller caller)
    {
        var engine = RiskLoad.EngineOf(caller.Index);
        while (caller.Begin())
        {
            caller.End(await ReserveAsync(engine, load.NextKey()));
        }
    }

    public Task<string?> FindErrorAsync(long granted, long denied) =>
        PeerLedgerCheck.FindErrorAsync(_options, load, granted, denied);

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task<bool> ReserveAsync(string engine, string? key)
    {
        await using var command = _source.CreateCommand(Reserve);
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = PeerLedger.Today });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = engine });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = RiskLoad.AmountUnits });
        command.Parameters.Add(new NpgsqlParameter
        {
            Value = (object?)key ?? DBNull.Value,
            NpgsqlDbType = NpgsqlDbType.Text,
        });
        return (bool)(await command.ExecuteScalarAsync())!;
    }
}
