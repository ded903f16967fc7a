using Npgsql;
using Valhalla.Governance.Retention;
using Valhalla.Governance.Testing.Conformance;
using Valhalla.Governance.Testing.PostgreSql;

namespace Valhalla.Governance.EntityFramework.Tests.Retention;

/// <summary>Ids are taken before rows can be seen: what is not committed yet must not be passed over.</summary>
public sealed class KpiHorizonTests
{
    private const string Insert =
        """
        INSERT INTO valhalla.kpi_event (domain, metric, success, created_at)
        VALUES ('WHOLESALE', 'contract_rate', true, '2026-01-01T00:00:00Z')
        """;

    private static readonly KpiEvent Event = new()
    {
        Domain = new DomainName("WHOLESALE"),
        Metric = new MetricName("contract_rate"),
        Success = true,
        CreatedAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
    };

    [PostgreSqlFact]
    public async Task Horizon_ALowerIdIsNotCommittedYet_LiesBehindIt()
    {
        await using var store = await StartAsync();
        await using var connection = new NpgsqlConnection(store.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand(Insert, connection, transaction))
        {
            await command.ExecuteNonQueryAsync();
        }

        await store.Kpi.AppendAsync(new[] { Event }, Memory<long>.Empty, CancellationToken.None);

        Assert.Equal(0, await store.Retention.FindHorizonAsync(CancellationToken.None));
        await transaction.CommitAsync();
        Assert.Equal(2, await store.Retention.FindHorizonAsync(CancellationToken.None));
    }

    [PostgreSqlFact]
    public async Task RollUp_WhileEventsAreWritten_CountsEachOnce()
    {
        const int Writers = 4;
        const int Batches = 40;
        await using var store = await StartAsync();
        var lease = (await store.Retention.TryBeginAsync("node", CancellationToken.None))!;
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var events = Enumerable.Repeat(Event, 25).ToArray();
            for (var i = 0; i < Batches; i++)
            {
                // Both ways of inserting: COPY, and the statement that returns ids.
                await store.Kpi.AppendAsync(
                    events, writer % 2 == 0 ? Memory<long>.Empty : new long[events.Length], CancellationToken.None);
            }
        })));
        while (!writing.IsCompleted)
        {
            await StepAsync(store, lease);
        }

        await writing;
        while (!(await StepAsync(store, lease)).IsLast)
        {
            // The rest.
        }

        var rollups = await store.Rollups.ReadRollupsAsync(
            new KpiSeries(Event.Domain, Event.Metric),
            new DateOnly(2026, 1, 1),
            new DateOnly(2026, 1, 1),
            CancellationToken.None);
        Assert.Equal(Writers * Batches * 25, Assert.Single(rollups.Days).Events);
    }

    private static async Task<PostgreSqlStoreUnderTest> StartAsync()
    {
        var store = await PostgreSqlStoreUnderTest.CreateAsync();
        await store.InitializeAsync();
        return store;
    }

    private static async Task<RetentionStep> StepAsync(StoreUnderTest store, RetentionLease lease)
    {
        var horizon = await store.Retention.FindHorizonAsync(CancellationToken.None);
        var step = (await store.Retention.RollUpAsync(lease, horizon, 100, CancellationToken.None))!.Value;
        await store.Retention.DeleteAsync(
            lease,
            new RetentionOrder(
                RetentionTableNames.KpiEvent,
                new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero),
                AfterId: 0,
                BatchSize: 100,
                []),
            CancellationToken.None);
        return step;
    }
}
