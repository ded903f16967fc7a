using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.EntityFramework.Sqlite;
using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Load.Storage;

namespace Valhalla.Governance.Load.Risk;

/// <summary>
/// The limit: journal rows with their unique keys and nothing else, so many in a transaction, in statements of 16
/// rows, by one caller that decides nothing. A latency is that of one transaction.
/// </summary>
internal sealed class BulkSqlitePath(RiskLoad load, int rows) : ILoadPath
{
    private const int RowsAtOnce = 16;
    private const int Columns = 7;

    private readonly ScratchFile _file = new();
    private DbContextOptions<PeerContext> _options = null!;
    private SqliteConnection _connection = null!;

    public string Name => $"bulk multi-row insert, {rows} rows a transaction";

    public async Task OpenAsync()
    {
        _options = new DbContextOptionsBuilder<PeerContext>().UseSqlite(_file.ConnectionString).Options;
        await PeerContext.CreateAsync(_options, load);
        await _file.RequireDurableAsync();
        _connection = new SqliteConnection(_file.ConnectionString);
        await _connection.OpenAsync();
    }

    public Task RunCallerAsync(Caller caller)
    {
        using var begin = Prepare("BEGIN IMMEDIATE");
        using var commit = Prepare("COMMIT");
        var values = string.Join(", ", Enumerable.Range(0, RowsAtOnce).Select(
            row => $"({string.Join(", ", Enumerable.Range(1, Columns).Select(i => $"?{(row * Columns) + i}"))})"));
        using var insert = Prepare(
            "INSERT INTO event (day, engine, amount, granted, actor, request_key, created_at) VALUES " + values);
        while (caller.Begin())
        {
            begin.Execute();
            var number = caller.Number * rows;
            var now = TimeProvider.System.GetUtcNow();
            for (var i = 0; i < rows; i += RowsAtOnce)
            {
                for (var row = 0; row < RowsAtOnce; row++)
                {
                    Bind(insert, row * Columns, number + i + row, now);
                }

                insert.Execute();
            }

            commit.Execute();
            caller.End(rows, 0);
        }

        return Task.CompletedTask;
    }

    public async Task<string?> FindErrorAsync(long granted, long denied)
    {
        await using var context = new PeerContext(_options);
        var stored = await context.Events.LongCountAsync();
        return stored == granted ? null : $"NO: {granted} inserted, {stored} stored";
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _file.Dispose();
    }

    private void Bind(SqliteStatement insert, int before, long number, DateTimeOffset now)
    {
        insert.Bind(before + 1, PeerLedger.Today);
        insert.Bind(before + 2, RiskLoad.EngineOf((int)(number & 1)));
        insert.Bind(before + 3, RiskLoad.AmountUnits);
        insert.Bind(before + 4, 1L);
        insert.Bind(before + 5, "load");
        insert.Bind(before + 6, load.NextKey());
        insert.Bind(before + 7, now);
    }

    private SqliteStatement Prepare(string sql) => new(_connection.Handle!, sql);
}
