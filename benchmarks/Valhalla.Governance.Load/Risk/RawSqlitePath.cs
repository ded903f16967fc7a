using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Load.Storage;

namespace Valhalla.Governance.Load.Risk;

/// <summary>
/// Prepared commands on one connection that is never closed, a transaction a reservation, callers in turns.
/// </summary>
internal sealed class RawSqlitePath(RiskLoad load) : ILoadPath
{
    private readonly ScratchFile _file = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private DbContextOptions<PeerContext> _options = null!;
    private SqliteConnection _connection = null!;
    private SqliteCommand _begin = null!;
    private SqliteCommand _read = null!;
    private SqliteCommand _update = null!;
    private SqliteCommand _insert = null!;
    private SqliteCommand _commit = null!;

    public string Name => "one raw transaction each";

    public async Task OpenAsync()
    {
        _options = new DbContextOptionsBuilder<PeerContext>().UseSqlite(_file.ConnectionString).Options;
        await PeerContext.CreateAsync(_options, load);
        await _file.RequireDurableAsync();
        _connection = new SqliteConnection(_file.ConnectionString);
        await _connection.OpenAsync();
        _begin = Prepare("BEGIN IMMEDIATE");
        _read = Prepare(
            """
            SELECT count(*) FROM ledger JOIN policy USING (engine)
            WHERE day = $1 AND engine IN ($2, 'GLOBAL') AND enabled AND exposure + $3 <= max_exposure
            """, 3);
        _update = Prepare(
            """
            UPDATE ledger SET exposure = exposure + $3 * $4, reservations = reservations + $4,
                denials = denials + 1 - $4
            WHERE day = $1 AND engine IN ($2, 'GLOBAL')
            """, 4);
        _insert = Prepare(
            """
            INSERT INTO event (day, engine, amount, granted, actor, request_key, created_at)
            VALUES ($1, $2, $3, $4, 'load', $5, $6)
            """, 6);
        _commit = Prepare("COMMIT");
    }

    public async Task RunCallerAsync(Caller caller)
    {
        var engine = RiskLoad.EngineOf(caller.Index);
        while (caller.Begin())
        {
            await _turn.WaitAsync();
            try
            {
                caller.End(Reserve(engine, load.NextKey()));
            }
            finally
            {
                _turn.Release();
            }
        }
    }

    public Task<string?> FindErrorAsync(long granted, long denied) =>
        PeerLedgerCheck.FindErrorAsync(_options, load, granted, denied);

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _turn.Dispose();
        _file.Dispose();
    }

    private bool Reserve(string engine, string? key)
    {
        _begin.ExecuteNonQuery();
        Set(_read, PeerLedger.Today, engine, RiskLoad.AmountUnits);
        var granted = (long)_read.ExecuteScalar()! == 2;
        Set(_update, PeerLedger.Today, engine, RiskLoad.AmountUnits, granted ? 1 : 0);
        _update.ExecuteNonQuery();
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        Set(_insert, PeerLedger.Today, engine, RiskLoad.AmountUnits, granted ? 1 : 0, (object?)key ?? DBNull.Value,
            now);
        _insert.ExecuteNonQuery();
        _commit.ExecuteNonQuery();
        return granted;
    }

    private static void Set(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }
    }

    private SqliteCommand Prepare(string sql, int parameters = 0)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 1; i <= parameters; i++)
        {
            command.Parameters.AddWithValue($"${i}", DBNull.Value);
        }

        command.Prepare();
        return command;
    }
}
