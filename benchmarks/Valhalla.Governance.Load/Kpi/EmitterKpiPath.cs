using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.EntityFramework;
using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Load.Storage;

namespace Valhalla.Governance.Load.Kpi;

/// <summary>Our path: one call an event, answered when the event is committed.</summary>
internal class EmitterKpiPath(StoreKind store) : ILoadPath
{
    private GovernedHost _host = null!;

    public virtual string Name => "IKpiEmitter.EmitAsync (durable)";

    protected IKpiEmitter Emitter { get; private set; } = null!;

    public async Task OpenAsync()
    {
        _host = await GovernedHost.StartAsync(store);
        Emitter = _host.Services.GetRequiredService<IKpiEmitter>();
    }

    public virtual async Task RunCallerAsync(Caller caller)
    {
        while (caller.Begin())
        {
            await Emitter.EmitAsync(Event(caller.Number));
            caller.End(granted: true);
        }
    }

    public async Task<string?> FindErrorAsync(long granted, long denied)
    {
        await Emitter.FlushAsync();
        await using var context = await _host.Services.GetRequiredService<IStoreDialect>()
            .CreateContextAsync(CancellationToken.None);
        context.Database.SetCommandTimeout(TimeSpan.FromMinutes(2));
        var stored = await context.KpiEvents.LongCountAsync();
        return stored == granted ? null : $"NO: {granted} acknowledged, {stored} stored";
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    protected static KpiEvent Event(long number) => new()
    {
        Domain = Wholesale,
        Metric = OfferAccepted,
        Success = number % 8 != 0,
        DurationMs = 12.5,
        Actor = "load",
    };

    private static readonly DomainName Wholesale = new("WHOLESALE");
    private static readonly MetricName OfferAccepted = new("offer_accepted");
}
