using Npgsql;
using Valhalla.Governance.ErrorBudgets;
using Valhalla.Governance.Testing.Conformance;
using Valhalla.Governance.Testing.PostgreSql;

namespace Valhalla.Governance.EntityFramework.Tests.Conformance;

public sealed class InMemoryErrorBudgetStoreTests : ErrorBudgetStoreConformance
{
    private protected override Task<StoreUnderTest> CreateAsync() =>
        Task.FromResult<StoreUnderTest>(new InMemoryStoreUnderTest());
}

public sealed class SqliteErrorBudgetStoreTests : ErrorBudgetStoreConformance
{
    private protected override Task<StoreUnderTest> CreateAsync() =>
        Task.FromResult<StoreUnderTest>(new SqliteStoreUnderTest());
}

[RequiresPostgreSql]
public sealed class PostgreSqlErrorBudgetStoreTests : ErrorBudgetStoreConformance
{
    private const string InsertOne =
        """
        INSERT INTO valhalla.kpi_event (domain, metric, success, created_at)
        VALUES ('WHOLESALE', 'contract_rate', false, '2026-01-16 12:00:00+00')
        """;

    [PostgreSqlFact]
    public async Task Fold_LowerIdCommittedAfterAHigherOne_IsNotLost()
    {
        await using var late = await BeginAsync();
        await late.ExecuteAsync(InsertOne);
        await EmitAsync(true, 3);

        var held = await FoldAsync();
        var whileHeld = (await ReadAsync(Contracts)).Totals[0];
        await late.ExecuteAsync("COMMIT");
        var free = await FoldAsync();

        Assert.Equal(new SloFold(0, HasMore: false, IsHeldUp: true), held);
        Assert.Equal(default, whileHeld);
        Assert.Equal((4, false), (free.Events, free.IsHeldUp));
        Assert.Equal(new SloTotals(3, 1), (await ReadAsync(Contracts)).Totals[0]);
    }

    [PostgreSqlFact]
    public async Task Fold_LowerIdRolledBack_IsPassed()
    {
        await using var late = await BeginAsync();
        await late.ExecuteAsync(InsertOne);
        await EmitAsync(true, 3);
        Assert.True((await FoldAsync()).IsHeldUp);

        await late.ExecuteAsync("ROLLBACK");
        await FoldAsync();

        Assert.Equal(new SloTotals(3, 0), (await ReadAsync(Contracts)).Totals[0]);
    }

    [PostgreSqlFact]
    public async Task Fold_WritersOneAfterTheOther_CountsThoseThatHaveEnded()
    {
        await using var first = await BeginAsync();
        await first.ExecuteAsync(InsertOne);
        await EmitAsync(true, 3);
        Assert.True((await FoldAsync()).IsHeldUp);

        // There is a writer at every look, but none of the first look is left at the second.
        await using var second = await BeginAsync();
        await second.ExecuteAsync(InsertOne);
        await first.ExecuteAsync("COMMIT");
        await FoldAsync();

        Assert.Equal(new SloTotals(3, 1), (await ReadAsync(Contracts)).Totals[0]);
        await second.ExecuteAsync("COMMIT");
        await FoldAsync();
        Assert.Equal(new SloTotals(3, 2), (await ReadAsync(Contracts)).Totals[0]);
    }

    [PostgreSqlFact]
    public async Task Fold_TwoNodes_CountEachEventOnce()
    {
        await using var other = ((PostgreSqlStoreUnderTest)Store).OpenAgain();
        await EmitAsync(true, 400);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(node => Task.Run(async () =>
        {
            var store = node % 2 == 0 ? Store : other;
            SloFold fold;
            do
            {
                fold = await store.ErrorBudgets.FoldAsync(
                    Contracts, Series, DateTimeOffset.UnixEpoch, 7, CancellationToken.None);
            }
            while (fold.HasMore);
        })));

        Assert.Equal(new SloTotals(400, 0), (await ReadAsync(Contracts)).Totals[0]);
    }

    private protected override async Task<StoreUnderTest> CreateAsync() => await PostgreSqlStoreUnderTest.CreateAsync();

    private async Task<Session> BeginAsync()
    {
        var connection = new NpgsqlConnection(((PostgreSqlStoreUnderTest)Store).ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        var session = new Session(connection);
        await session.ExecuteAsync("BEGIN");
        return session;
    }

    private sealed class Session(NpgsqlConnection connection) : IAsyncDisposable
    {
        public async Task ExecuteAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
