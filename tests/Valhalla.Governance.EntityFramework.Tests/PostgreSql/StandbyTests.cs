using Npgsql;
using Valhalla.Governance.Testing.Conformance;
using Valhalla.Governance.Testing.PostgreSql;

namespace Valhalla.Governance.EntityFramework.Tests.PostgreSql;

/// <summary>A standby holds what was: nothing is read from it, until it is promoted.</summary>
public sealed class StandbyTests
{
    [PostgreSqlFact]
    public async Task Read_ServerBecameStandby_RefusedAndWorksAfterPromotion()
    {
        using var server = await PostgreSqlServer.StartAsync();
        var database = await server.CreateDatabaseAsync();
        await using var store = new PostgreSqlStoreUnderTest(database);
        await store.InitializeAsync();
        await store.Ledger.ReserveAsync(1);

        await server.BecomeStandbyAsync();

        await RefusedAsync(() => store.Control.ReadAsync(CancellationToken.None).AsTask());
        await RefusedAsync(() => store.Control.ReadGateAsync(CancellationToken.None).AsTask());
        await RefusedAsync(() => store.Ledger.ReadLatestAsync(CancellationToken.None).AsTask());
        await RefusedAsync(() => store.Audit.ReadAsync(0, 1, CancellationToken.None).AsTask());
        await RefusedAsync(() => store.Ledger.ReserveAsync(1));
        await RefusedAsync(() => store.InitializeAsync().AsTask());
        await store.ExecuteAsync("SELECT pg_promote()");
        Assert.NotNull(await store.Control.ReadAsync(CancellationToken.None));
        Assert.True((await store.Ledger.ReserveAsync(1)).IsGranted);
    }

    [PostgreSqlFact]
    public async Task Open_StandbyAndPrimaryAreNamed_ThePrimaryIsUsed()
    {
        using var standby = await PostgreSqlServer.StartAsync();
        var primary = await PostgreSqlServer.GetAsync();
        var name = new NpgsqlConnectionStringBuilder(await primary.CreateDatabaseAsync()).Database!;
        await standby.CreateDatabaseAsync(name);
        await standby.BecomeStandbyAsync();
        var address = new NpgsqlConnectionStringBuilder(primary.ConnectionStringOf(name))
        {
            Host = $"127.0.0.1:{standby.Port},127.0.0.1:{primary.Port}",
        };
        await using var store = new PostgreSqlStoreUnderTest(address.ConnectionString)
        {
            DirectConnectionString = primary.ConnectionStringOf(name),
        };

        await store.InitializeAsync();

        Assert.True((await store.Ledger.ReserveAsync(1)).IsGranted);
        Assert.Equal(1L, await store.ExecuteAsync("SELECT count(*) FROM valhalla.risk_reservation"));
    }

    [PgBouncerFact]
    public async Task Read_PoolerFoundAStandby_Refused()
    {
        using var server = await PostgreSqlServer.StartAsync();
        using var pooler = await PgBouncer.StartAsync(server.Port, "transaction");
        var direct = await server.CreateDatabaseAsync();
        await using var store = PooledStores.Declared(pooler.Before(direct), direct);
        await store.InitializeAsync();

        await server.BecomeStandbyAsync();

        // The pooler needs a moment to notice that the server it knew is gone.
        Assert.Contains(
            "standby", (await WaitAsync(store, failure => IsOfStandby(failure)))!.Message, StringComparison.Ordinal);
        await store.ExecuteAsync("SELECT pg_promote()");
        await WaitAsync(store, failure => failure is null);
    }

    private static bool IsOfStandby(ValhallaStoreException? failure) =>
        failure?.Message.Contains("standby", StringComparison.Ordinal) == true;

    private static async Task<ValhallaStoreException?> WaitAsync(
        PostgreSqlStoreUnderTest store, Predicate<ValhallaStoreException?> until)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            var failure = await FailureAsync(store);
            if (until(failure))
            {
                return failure;
            }

            await Task.Delay(50, limit.Token);
        }
    }

    private static async Task<ValhallaStoreException?> FailureAsync(PostgreSqlStoreUnderTest store)
    {
        try
        {
            await store.Control.ReadAsync(CancellationToken.None);
            return null;
        }
        catch (ValhallaStoreException exception)
        {
            return exception;
        }
    }

    private static async Task RefusedAsync(Func<Task> call)
    {
        var exception = await Assert.ThrowsAsync<ValhallaStoreException>(call);
        Assert.Equal(StoreFailure.Unavailable, exception.Failure);
    }
}
