using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Valhalla.Governance.EntityFramework.PostgreSql;
using Valhalla.Governance.EntityFramework.PostgreSql.Kpi;
using Valhalla.Governance.Testing.Conformance;
using Valhalla.Governance.Testing.PostgreSql;

namespace Valhalla.Governance.EntityFramework.Tests.PostgreSql;

/// <summary>Only a wrong value is an event's own fault; what else a server says is said of the server.</summary>
public sealed class DataErrorTests
{
    [Theory]
    [InlineData("26000")] // prepared statement "_auto0" does not exist
    [InlineData("42P05")] // prepared statement "_auto0" already exists
    [InlineData("0A000")] // cached plan must not change result type
    [InlineData("22P03")] // invalid binary representation: sessions that were mixed up
    [InlineData("25P02")] // the transaction was aborted
    [InlineData("25006")] // read-only
    [InlineData("34000")] // cursor does not exist
    [InlineData("42501")] // insufficient privilege
    [InlineData("42601")] // syntax
    [InlineData("42883")] // undefined function
    [InlineData("53200")] // out of memory
    [InlineData("53300")] // too many connections
    [InlineData("55000")] // object not in prerequisite state
    [InlineData("55P03")] // lock not available
    [InlineData("57014")] // query cancelled
    [InlineData("57P03")] // cannot connect now
    [InlineData("58P01")] // undefined file
    [InlineData("72000")] // snapshot too old
    [InlineData("F0000")] // configuration file
    [InlineData("HV000")] // foreign data wrapper
    [InlineData("XX001")] // data corrupted
    public void Map_InfrastructureError_IsNoDataError(string state) =>
        Assert.NotEqual(StoreFault.None, Map(state));

    [Theory]
    [InlineData("22001")] // too long
    [InlineData("22003")] // out of range
    [InlineData("22021")] // not in the character repertoire
    [InlineData("22P05")] // untranslatable character
    [InlineData("23502")] // not null
    [InlineData("23505")] // unique
    [InlineData("23514")] // check
    [InlineData("P0001")] // raised by a trigger
    public void Map_WrongValue_IsADataError(string state) => Assert.Equal(StoreFault.None, Map(state));

    [PostgreSqlFact]
    public async Task WasCommitted_TransactionThatTheServerNeverSaw_IsNotCommitted()
    {
        await using var store = await PostgreSqlStoreUnderTest.CreateAsync();
        await store.InitializeAsync();
        await using var session = await PostgreSqlKpiSession.OpenAsync(
            store.Services.GetRequiredService<PostgreSqlDatabase>(), CancellationToken.None);

        Assert.False(await session.WasCommittedAsync((1L << 40) + 1_000, CancellationToken.None));
    }

    [PostgreSqlFact]
    public async Task AppendKpi_InfrastructureError_IsAFailureOfTheStoreInEveryWay()
    {
        await using var store = await PostgreSqlStoreUnderTest.CreateAsync();
        await store.InitializeAsync();
        await store.ExecuteAsync(
            """
            CREATE FUNCTION public.fault() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION USING ERRCODE = '26000'; END $$;
            CREATE TRIGGER fault BEFORE INSERT ON valhalla.kpi_event FOR EACH ROW EXECUTE FUNCTION public.fault();
            """);
        var entry = new KpiEvent
        {
            Domain = new DomainName("A"),
            Metric = new MetricName("b"),
            CreatedAt = DateTimeOffset.UnixEpoch,
        };

        foreach (var ids in new[] { Memory<long>.Empty, new long[1] })
        {
            await Assert.ThrowsAsync<ValhallaStoreException>(
                async () => await store.Kpi.AppendAsync(new[] { entry }, ids, CancellationToken.None));
        }
    }

    private static StoreFault Map(string state) =>
        new PostgreSqlErrorMapper().Map(new PostgresException("text", "ERROR", "ERROR", state));
}
