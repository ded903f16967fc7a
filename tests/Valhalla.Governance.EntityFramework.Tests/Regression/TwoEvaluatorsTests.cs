using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Valhalla.Governance.Control;
using Valhalla.Governance.Drill;
using Valhalla.Governance.Regression;
using Valhalla.Governance.Testing;
using Valhalla.Governance.Testing.Conformance;
using Valhalla.Governance.Testing.PostgreSql;

namespace Valhalla.Governance.EntityFramework.Tests.Regression;

/// <summary>Two nodes over one PostgreSQL database, by its clock.</summary>
public sealed class TwoEvaluatorsTests : IAsyncLifetime
{
    private static readonly KpiSeries Series = new(new DomainName("WHOLESALE"), new MetricName("contract_rate"));
    private readonly List<Node> _nodes = [];

    [PostgreSqlFact]
    public async Task Evaluate_TwoNodes_OneDoesAndTheOtherTakesOverWhenItStops()
    {
        var (first, second) = (_nodes[0], _nodes[1]);
        await first.StartAsync();
        await Eventually.TrueAsync(() => first.Status.LastRoundAt is not null, "the first node evaluates");
        await second.StartAsync();
        await Eventually.TrueAsync(() => second.Status.StandsByFor == first.Id, "the second stands by");
        await EnableAsync(second);

        // Committed by the node that stands by, and judged by the other.
        await AppendAsync(second, successes: 190, failures: 10);
        await AppendAsync(second, successes: 37, failures: 13);
        await UntilTriggeredAsync(second);
        Assert.Null(second.Status.LastRoundAt);

        await first.StopAsync();
        await RearmAsync(second);
        await AppendAsync(second, successes: 190, failures: 10);
        await AppendAsync(second, successes: 37, failures: 13);
        await UntilTriggeredAsync(second);

        Assert.Equal(second.Id, (await second.Store.EvaluatorLeases.ReadAsync(default)).Lease!.Holder);
        await second.StopAsync();
        Assert.False((await second.Store.EvaluatorLeases.ReadAsync(default)).IsHeld);
    }

    [PostgreSqlFact]
    public async Task Commit_ByANodeThatWasTakenOverMeanwhile_IsRefused()
    {
        var (first, second) = (_nodes[0], _nodes[1]);
        var held = await first.Store.EvaluatorLeases.HoldAsync(first.Id, TimeSpan.FromMinutes(5), default);
        await EnableAsync(first);
        await AppendAsync(first, successes: 190, failures: 10);
        await AppendAsync(first, successes: 37, failures: 13);
        var right = new EvaluationRight(held.Token, held.Lease!.ExpiresAt);
        await first.Store.EvaluatorLeases.ReleaseAsync(first.Id, held.Token, default);
        await second.Store.EvaluatorLeases.HoldAsync(second.Id, TimeSpan.FromMinutes(5), default);

        var late = await first.RunAsync(right);
        var firedLate = await first.HasFiredAsync();
        var now = await second.RunAsync(
            new EvaluationRight(held.Token + 1, held.Now.AddMinutes(5)));

        Assert.True(late.IsRefused);
        Assert.False(firedLate);
        Assert.True(now.Evaluation!.FiredNow);
    }

    [PostgreSqlFact]
    public async Task Evaluate_ALowerIdIsCommittedLate_IsCountedAllTheSame()
    {
        var node = _nodes[0];
        await EnableAsync(node);
        await AppendAsync(node, successes: 190, failures: 10);
        await using var late = new NpgsqlConnection(node.ConnectionString + ";Pooling=false");
        await late.OpenAsync();
        await using var transaction = await late.BeginTransactionAsync();
        await using (var insert = new NpgsqlCommand(
            "INSERT INTO valhalla.kpi_event (domain, metric, success, created_at) "
            + "SELECT 'WHOLESALE', 'contract_rate', false, now() FROM generate_series(1, 13)",
            late,
            transaction))
        {
            await insert.ExecuteNonQueryAsync();
        }

        await AppendAsync(node, successes: 37, failures: 0);
        var without = await node.Tripwire.EvaluateAsync(Series, "test", default);
        await transaction.CommitAsync();
        var with = await node.Tripwire.EvaluateAsync(Series, "test", default);

        Assert.Equal((237, false), (without!.State.Events, without.State.Triggered));
        Assert.True(with!.FiredNow);
        Assert.Equal((250, 0.74), (with.State.Events, with.State.Current));
    }

    public async Task InitializeAsync()
    {
        if (PostgreSqlInstallation.BinFolder is null)
        {
            return;
        }

        var first = await PostgreSqlStoreUnderTest.CreateAsync();
        foreach (var store in new[] { first, first.OpenAgain() })
        {
            store.Settings["Valhalla:Regression:LeaseDuration"] = "00:00:02";
            _nodes.Add(new Node(store));
        }

        await first.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        foreach (var node in Enumerable.Reverse(_nodes))
        {
            await node.Store.DisposeAsync();
        }
    }

    private static async Task EnableAsync(Node node) => await node.Tripwire.UpsertPolicyAsync(
        new RegressionPolicyChange(Series, new ChangeAuthor("test")) { Enabled = true }, default);

    private static async Task RearmAsync(Node node) =>
        await node.Tripwire.RearmAsync(Series, new ChangeAuthor("test"), "mended", default);

    private static async Task AppendAsync(Node node, int successes, int failures) => await node.Store.Kpi.AppendAsync(
        Enumerable.Range(0, successes + failures).Select(i => new KpiEvent
        {
            Domain = Series.Domain,
            Metric = Series.Metric,
            Success = i < successes,
            CreatedAt = DateTimeOffset.UnixEpoch,
        }).ToArray(),
        Memory<long>.Empty,
        default);

    private static async Task UntilTriggeredAsync(Node node)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        while (!await node.HasFiredAsync())
        {
            // Only so that a hang ends.
            Assert.True(TimeProvider.System.GetElapsedTime(startedAt) < TimeSpan.FromMinutes(2), "It never fired.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    private sealed class Node(PostgreSqlStoreUnderTest store)
    {
        public PostgreSqlStoreUnderTest Store => store;

        public string ConnectionString => store.ConnectionString;

        public string Id => Get<NodeIdentity>().Id;

        public TripwireEvaluatorStatus Status => Get<TripwireEvaluatorStatus>();

        public IRegressionTripwire Tripwire => Get<IRegressionTripwire>();

        private TripwireEvaluator Evaluator =>
            store.Services.GetServices<IHostedService>().OfType<TripwireEvaluator>().Single();

        private ControlStateMonitor Monitor =>
            store.Services.GetServices<IHostedService>().OfType<ControlStateMonitor>().Single();

        public async Task StartAsync()
        {
            Get<StoreReadiness>().SetReady();
            await Monitor.StartAsync(default);
            await Evaluator.StartAsync(default);
        }

        public async Task StopAsync()
        {
            await Evaluator.StopAsync(default);
            await Monitor.StopAsync(default);
        }

        public async Task<bool> HasFiredAsync() => (await Tripwire.GetStatesAsync()).Any(s => s.Triggered);

        public async Task<SeriesOutcome> RunAsync(EvaluationRight right)
        {
            var snapshot = await Get<ControlState>().RefreshAsync(default);
            return await Get<SeriesEvaluation>().RunAsync(Series, snapshot, right, store: false, default);
        }

        private T Get<T>()
            where T : notnull => store.Services.GetRequiredService<T>();
    }
}
