using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Load.Storage;

namespace Valhalla.Governance.Load.Risk;

/// <summary>
/// EF Core on SQLite with pooled contexts and pooled connections. The callers take turns in the process, which is
/// many times faster and fairer than to let them meet at the file's lock.
/// </summary>
internal sealed class NaiveSqlitePath(RiskLoad load) : ILoadPath
{
    private readonly ScratchFile _file = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private DbContextOptions<PeerContext> _options = null!;
    private PooledDbContextFactory<PeerContext> _contexts = null!;

    public string Name => "naive EF Core, callers take turns";

    public async Task OpenAsync()
    {
        _options = new DbContextOptionsBuilder<PeerContext>().UseSqlite(_file.ConnectionString).Options;
        await PeerContext.CreateAsync(_options, load);
        await _file.RequireDurableAsync();
        _contexts = new PooledDbContextFactory<PeerContext>(_options);
    }

    public async Task RunCallerAsync(Caller caller)
    {
        var engine = RiskLoad.EngineOf(caller.Index);
        while (caller.Begin())
        {
            await _turn.WaitAsync();
            try
            {
                caller.End(await ReserveAsync(engine, load.NextKey()));
            }
            finally
            {
                _turn.Release();
            }
        }
    }

    public Task<string?> FindErrorAsync(long granted, long denied) =>
        PeerLedgerCheck.FindErrorAsync(_options, load, granted, denied);

    public ValueTask DisposeAsync()
    {
        _turn.Dispose();
        _file.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<bool> ReserveAsync(string engine, string? key)
    {
        await using var context = await _contexts.CreateDbContextAsync();

        // The provider begins with BEGIN IMMEDIATE.
        await using var transaction = await context.Database.BeginTransactionAsync();
        var rows = await context.Ledgers
            .Where(row => row.Day == PeerLedger.Today && (row.Engine == engine || row.Engine == RiskLoad.Global))
            .ToListAsync();
        var granted = await NaiveReservation.DecideAndSaveAsync(context, rows, engine, key);
        await transaction.CommitAsync();
        return granted;
    }
}
