using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Control;
using Valhalla.Governance.Drill;
using Valhalla.Governance.ErrorBudgets;
using Valhalla.Governance.GoNoGo;
using Valhalla.Governance.Heimdall;
using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Kpi;
using Valhalla.Governance.Notices;
using Valhalla.Governance.Operations.BuyerLiquidity;
using Valhalla.Governance.Operations.FollowUp;
using Valhalla.Governance.Operations.Offers;
using Valhalla.Governance.Operations.Policies;
using Valhalla.Governance.Ramp;
using Valhalla.Governance.Regression;
using Valhalla.Governance.Retention;
using Valhalla.Governance.Risk;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Testing.Conformance;

/// <summary>One store, freshly created and seeded, with a clock that a test can move.</summary>
internal abstract class StoreUnderTest : IAsyncDisposable
{
    private ServiceProvider? _services;

    public FakeTimeProvider Time { get; } = new();

    /// <summary>Settings other than the default ones; before anything else is asked for.</summary>
    public Dictionary<string, string?> Settings { get; } = [];

    /// <summary>By how much the process's own clock is wrong; before anything else is asked for.</summary>
    public TimeSpan NodeIsOffBy { get; set; }

    /// <summary>The host around the store; harmless until it is armed.</summary>
    public HostileHost Host { get; } = new();

    /// <summary>What its contexts run.</summary>
    public DatabaseCommands Commands { get; } = new();

    public ServiceProvider Services => _services ??= Build();

    public IControlStore Control => Services.GetRequiredService<IControlStore>();

    public ILedgerStore Ledger => Services.GetRequiredService<ILedgerStore>();

    public IAuditStore Audit => Services.GetRequiredService<IAuditStore>();

    public IKpiStore Kpi => Services.GetRequiredService<IKpiStore>();

    public IHeimdallStore Heimdall => Services.GetRequiredService<IHeimdallStore>();

    public IGoNoGoStore GoNoGo => Services.GetRequiredService<IGoNoGoStore>();

    public IIdempotencyStore Idempotency => Services.GetRequiredService<IIdempotencyStore>();

    public IOperationsPolicyStore OperationsPolicies => Services.GetRequiredService<IOperationsPolicyStore>();

    public IBuyerLiquidityStore BuyerLiquidity => Services.GetRequiredService<IBuyerLiquidityStore>();

    public INoticeStore Notices => Services.GetRequiredService<INoticeStore>();

    public IRetentionStore Retention => Services.GetRequiredService<IRetentionStore>();

    public IKpiRollups Rollups => Services.GetRequiredService<IKpiRollups>();

    public IFollowUpStore FollowUps => Services.GetRequiredService<IFollowUpStore>();

    public IOfferStore Offers => Services.GetRequiredService<IOfferStore>();

    public IRampStore Ramp => Services.GetRequiredService<IRampStore>();

    public IEvaluatorLeaseStore EvaluatorLeases => Services.GetRequiredService<IEvaluatorLeaseStore>();

    public IDrillStore Drills => Services.GetRequiredService<IDrillStore>();

    public IErrorBudgetStore ErrorBudgets => Services.GetRequiredService<IErrorBudgetStore>();

    public ISchemaProbe Schema => Services.GetRequiredService<ISchemaProbe>();

    public ValueTask InitializeAsync() =>
        Services.GetRequiredService<IStoreInitializer>().InitializeAsync(CancellationToken.None);

    /// <summary>
    /// Makes everything stored so far older, or with negative days newer: by moving the clock, or by moving the past.
    /// </summary>
    public virtual Task PassDaysAsync(int days)
    {
        if (days < 0)
        {
            // A clock that is set back: timestamps and timers go on.
            Time.SetUtcNow(Time.GetUtcNow().AddDays(days));
            return Task.CompletedTask;
        }

        Time.Advance(TimeSpan.FromDays(days));
        return Task.CompletedTask;
    }

    public virtual async ValueTask DisposeAsync()
    {
        Host.Dispose();
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }
    }

    protected abstract void Configure(ValhallaBuilder builder);

    protected virtual TimeProvider Clock => Time;

    private ServiceProvider Build()
    {
        var services = new ServiceCollection();
        services.AddSingleton(NodeIsOffBy == default ? Clock : new OffsetTimeProvider(Clock, NodeIsOffBy));
        services.AddSingleton(new StoreTimeProvider(Clock));
        services.AddSingleton<Microsoft.Extensions.Configuration.IConfiguration>(
            new Microsoft.Extensions.Configuration.ConfigurationBuilder().AddInMemoryCollection(Settings).Build());
        services.AddLogging(logging => logging
            .SetMinimumLevel(LogLevel.Trace)
            .AddFilter<RecordedLog>(static (category, _) => category == DatabaseCommands.Category)
            .AddProvider(Host)
            .AddProvider(Commands.Log));
        Configure(services.AddValhallaCore().AddValhallaOperations());
        return services.BuildServiceProvider();
    }
}
