using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Load.Storage;

namespace Valhalla.Governance.Load.Kpi;

/// <summary>EF Core's <c>SaveChanges</c> an event, with pooled contexts; on SQLite the callers take turns.</summary>
internal sealed class SaveChangesKpiPath(StoreKind store) : ILoadPath
{
    private readonly SemaphoreSlim _turn = new(store == StoreKind.Sqlite ? 1 : int.MaxValue);
    private ScratchFile? _file;
    private NpgsqlDataSource? _source;
    private PooledDbContextFactory<KpiPeerContext> _contexts = null!;

    public string Name => "EF Core SaveChanges an event";

    public async Task OpenAsync()
    {
        var options = new DbContextOptionsBuilder<KpiPeerContext>();
        if (store == StoreKind.Sqlite)
        {
            _file = new ScratchFile();
            options.UseSqlite(_file.ConnectionString);
        }
        else
        {
            _source = await ScratchDatabase.CreateAsync();
            options.UseNpgsql(_source);
        }

        _contexts = new PooledDbContextFactory<KpiPeerContext>(options.Options);
        await using var context = await _contexts.CreateDbContextAsync();
        await context.Database.EnsureCreatedAsync();
        if (_file is not null)
        {
            await _file.RequireDurableAsync();
        }
    }

    public async Task RunCallerAsync(Caller caller)
    {
        while (caller.Begin())
        {
            await _turn.WaitAsync();
            try
            {
                await SaveAsync(caller.Number);
            }
            finally
            {
                _turn.Release();
            }

            caller.End(granted: true);
        }
    }

    public async Task<string?> FindErrorAsync(long granted, long denied)
    {
        await using var context = await _contexts.CreateDbContextAsync();
        var stored = await context.Events.LongCountAsync();
        return stored == granted ? null : $"NO: {granted} acknowledged, {stored} stored";
    }

    public async ValueTask DisposeAsync()
    {
        _turn.Dispose();
        _file?.Dispose();
        if (_source is not null)
        {
            await _source.DisposeAsync();
        }
    }

    private async Task SaveAsync(long number)
    {
        await using var context = await _contexts.CreateDbContextAsync();
        context.Events.Add(new KpiPeerEvent
        {
            Domain = "WHOLESALE",
            Metric = "offer_accepted",
            Success = number % 8 != 0,
            DurationMs = 12.5,
            Actor = "load",
            CreatedAt = TimeProvider.System.GetUtcNow().UtcDateTime,
        });
        await context.SaveChangesAsync();
    }
}
