using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Load.Storage;

namespace Valhalla.Governance.Load.Risk;

/// <summary>
/// EF Core on PostgreSQL: row locks in one order, pooled contexts, 16 connections, prepared statements.
/// </summary>
internal sealed class NaivePostgreSqlPath(RiskLoad load, SharedDatabase? shared = null) : ILoadPath
{
    private NpgsqlDataSource _source = null!;
    private DbContextOptions<PeerContext> _options = null!;
    private PooledDbContextFactory<PeerContext> _contexts = null!;

    public string Name => "naive EF Core, row locks";

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

        _contexts = new PooledDbContextFactory<PeerContext>(_options);
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
        await using var context = await _contexts.CreateDbContextAsync();
        await using var transaction = await context.Database.BeginTransactionAsync();
        var rows = await context.Ledgers.FromSql(
            $"""
            SELECT * FROM ledger WHERE day = {PeerLedger.Today} AND engine IN ({engine}, 'GLOBAL')
            ORDER BY engine <> 'GLOBAL' FOR UPDATE
            """).ToListAsync();
        var granted = await NaiveReservation.DecideAndSaveAsync(context, rows, engine, key);
        await transaction.CommitAsync();
        return granted;
    }
}
