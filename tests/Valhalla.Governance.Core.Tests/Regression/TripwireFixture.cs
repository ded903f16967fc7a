using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.Drill;
using Valhalla.Governance.Kpi;
using Valhalla.Governance.Regression;
using Valhalla.Governance.Storage;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.Regression;

/// <summary>A tripwire over the in-memory control store, with its own view of it: one node of several.</summary>
internal sealed class TripwireFixture : IDisposable
{
    public const string Actor = "test";

    private readonly ValhallaMeter _meter = new();

    public TripwireFixture(TripwireFixture? other = null, RegressionOptions? options = null)
    {
        Time = other?.Time ?? new FakeTimeProvider();
        Database = other?.Database ?? new InMemoryDatabase(Time);
        Events = other?.Events ?? new FakeKpiStore();
        Options = options ?? new RegressionOptions();
        Control = new ControlState(new InMemoryControlStore(Database), Time);
        var metrics = new RegressionMetrics(_meter);
        Leases = new InMemoryEvaluatorLeaseStore(Database);
        var reader = new SeriesReader(Events);
        var wrapped = Microsoft.Extensions.Options.Options.Create(Options);
        var tails = new SeriesTails(Events, reader);
        Lease = new EvaluatorLeaseKeeper(
            Leases, Node, wrapped, metrics, Time, NullLogger<EvaluatorLeaseKeeper>.Instance);
        var evaluation = new SeriesEvaluation(
            Control,
            reader,
            tails,
            new KpiTrust(wrapped, Time, Health),
            new FiringNotices(metrics, NullLogger<FiringNotices>.Instance, Emitter),
            metrics,
            wrapped,
            new LocalStoreClock(Time));
        Tripwire = new RegressionTripwire(
            Control, evaluation, reader, tails, Leases, wrapped, NullLogger<RegressionTripwire>.Instance);
        Dirty = new DirtySeries(Control);
        Status = new TripwireEvaluatorStatus(Time);
        Evaluator = new TripwireEvaluator(
            Dirty,
            evaluation,
            tails,
            Lease,
            Control,
            new StoreReadiness(),
            Status,
            metrics,
            wrapped,
            Time,
            NullLogger<TripwireEvaluator>.Instance);
        Health.IsHealthy.Returns(true);
    }

    public static KpiSeries ContractRate { get; } = new(new DomainName("WHOLESALE"), new MetricName("contract_rate"));

    public static KpiSeries RoiEvent { get; } = new(new DomainName("CAPITAL"), new MetricName("roi_event"));

    public static KpiSeries MatchSuccess { get; } = new(new DomainName("BUYER_MATCH"), new MetricName("match_success"));

    public static ChangeAuthor Operator { get; } = new("operator");

    public FakeTimeProvider Time { get; }

    public InMemoryDatabase Database { get; }

    public FakeKpiStore Events { get; }

    public RegressionOptions Options { get; }

    public IKpiHealth Health { get; } = Substitute.For<IKpiHealth>();

    public IKpiEmitter Emitter { get; } = Substitute.For<IKpiEmitter>();

    public ControlState Control { get; }

    public NodeIdentity Node { get; } = NodeIdentity.Create(null);

    public InMemoryEvaluatorLeaseStore Leases { get; }

    public EvaluatorLeaseKeeper Lease { get; }

    public RegressionTripwire Tripwire { get; }

    public DirtySeries Dirty { get; }

    public TripwireEvaluatorStatus Status { get; }

    public TripwireEvaluator Evaluator { get; }

    /// <summary>What is stored, whatever this node's view of it is.</summary>
    public ControlSnapshot Stored => Database.Control;

    public IReadOnlyList<AuditRecord> Audit => Database.Audit;

    public ValueTask<RegressionPolicy> EnableAsync(
        KpiSeries series, Func<RegressionPolicyChange, RegressionPolicyChange>? with = null)
    {
        var change = new RegressionPolicyChange(series, Operator) { Enabled = true };
        return Tripwire.UpsertPolicyAsync(with?.Invoke(change) ?? change, default);
    }

    public async ValueTask<RegressionEvaluation> EvaluateAsync(KpiSeries series) =>
        (await Tripwire.EvaluateAsync(series, Actor, default))!;

    /// <summary>The seeds' story up to the point where the next evaluation fires.</summary>
    public async Task PrepareFiringAsync(Func<RegressionPolicyChange, RegressionPolicyChange>? with = null)
    {
        Events.Add(ContractRate, 190, 10);
        await EnableAsync(ContractRate, with);
        Events.Add(ContractRate, 37, 13);
    }

    public void Dispose()
    {
        Evaluator.Dispose();
        _meter.Dispose();
    }
}
