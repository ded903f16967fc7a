using Npgsql;
using Valhalla.Governance.Testing.Conformance;
using Valhalla.Governance.Testing.PostgreSql;
using Valhalla.Governance.Testing.Risk;

namespace Valhalla.Governance.EntityFramework.Tests.PostgreSql;

/// <summary>What a real pgbouncer between the store and the server does to it.</summary>
public sealed class PoolerTests
{
    [PgBouncerFact]
    public async Task Initialize_TransactionPoolerThatNobodyNamed_RefusedWithIdAndRemedy()
    {
        var server = await PostgreSqlServer.GetAsync();
        using var pooler = await PgBouncer.StartAsync(server.Port, "transaction");
        await using var store = new PostgreSqlStoreUnderTest(pooler.Before(await server.CreateDatabaseAsync()));

        var refusal = await RefusedAsync(store);

        Assert.Equal("VG2102", refusal.Id);
        Assert.Contains("Valhalla:Storage:PostgreSql:Pooler to Transaction", refusal.Message, StringComparison.Ordinal);
    }

    [PgBouncerFact]
    public async Task Initialize_TransactionPoolerWithOneSession_RefusedAllTheSame()
    {
        var server = await PostgreSqlServer.GetAsync();
        using var pooler = await PgBouncer.StartAsync(server.Port, "transaction", poolSize: 1);
        await using var store = new PostgreSqlStoreUnderTest(pooler.Before(await server.CreateDatabaseAsync()));

        var refusal = await RefusedAsync(store);

        Assert.Equal("VG2102", refusal.Id);
    }

    [PgBouncerFact]
    public async Task Initialize_StatementPooler_Refused()
    {
        var server = await PostgreSqlServer.GetAsync();
        using var pooler = await PgBouncer.StartAsync(server.Port, "statement");
        await using var store = new PostgreSqlStoreUnderTest(pooler.Before(await server.CreateDatabaseAsync()));

        var refusal = await RefusedAsync(store);

        Assert.Equal("VG2102", refusal.Id);
    }

    [PgBouncerFact]
    public async Task Initialize_SessionPooler_WorksAsWithoutOne()
    {
        var server = await PostgreSqlServer.GetAsync();
        using var pooler = await PgBouncer.StartAsync(server.Port, "session", poolSize: 20);
        await using var store = new PostgreSqlStoreUnderTest(pooler.Before(await server.CreateDatabaseAsync()));

        await store.InitializeAsync();

        Assert.True((await store.Ledger.ReserveAsync(1)).IsGranted);
    }

    [PgBouncerFact]
    public async Task Initialize_SettingThatThePoolerRefuses_IsNamed()
    {
        var server = await PostgreSqlServer.GetAsync();
        using var pooler = await PgBouncer.StartAsync(server.Port, "session", poolSize: 20);
        var address = new NpgsqlConnectionStringBuilder(pooler.Before(await server.CreateDatabaseAsync()))
        {
            Options = "-c statement_timeout=5s",
        };
        await using var store = new PostgreSqlStoreUnderTest(address.ConnectionString);

        var refusal = await RefusedAsync(store);

        Assert.Equal("VG0706", refusal.Id);
        Assert.Contains("options", refusal.Message, StringComparison.Ordinal);
    }

    [PgBouncerFact]
    public async Task Work_TwoNodesOverFewSharedSessions_NothingIsLostOrMixedUp()
    {
        var server = await PostgreSqlServer.GetAsync();
        using var pooler = await PgBouncer.StartAsync(server.Port, "transaction", poolSize: 3);
        var direct = await server.CreateDatabaseAsync();
        await using var first = PooledStores.Declared(pooler.Before(direct), direct);
        await using var second = PooledStores.Declared(pooler.Before(direct), direct);
        await Task.WhenAll(first.InitializeAsync().AsTask(), second.InitializeAsync().AsTask());
        await first.Control.RaiseCapsAsync(1_000_000);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => WorkAsync(worker % 2 == 0 ? first : second)));

        await LedgerFold.AssertHoldsAsync(second.Ledger);
        Assert.Equal(160, (await first.Ledger.RowAsync(EngineName.Global)).Reservations);
        Assert.Equal(
            320, (await second.Kpi.ListAsync(new KpiQuery { Limit = 1_000 }, CancellationToken.None)).Count);
        await AssertNothingIsPreparedAsync(pooler.Before(direct), sessions: 3);
    }

    // A session sees its own statements only: each is held by a transaction while the next is asked.
    private static async Task AssertNothingIsPreparedAsync(string pooled, int sessions)
    {
        var asked = new List<NpgsqlConnection>();
        var seen = new HashSet<int>();
        try
        {
            for (var i = 0; i < sessions; i++)
            {
                asked.Add(new NpgsqlConnection(pooled + ";Pooling=false;No Reset On Close=true"));
                await asked[i].OpenAsync();
                await using var command = new NpgsqlCommand(
                    "SELECT pg_backend_pid(), (SELECT count(*) FROM pg_prepared_statements)", asked[i]);
                command.Transaction = await asked[i].BeginTransactionAsync();
                await using var reader = await command.ExecuteReaderAsync();
                Assert.True(await reader.ReadAsync());
                seen.Add(reader.GetInt32(0));
                Assert.Equal(0L, reader.GetInt64(1));
            }
        }
        finally
        {
            foreach (var connection in asked)
            {
                await connection.DisposeAsync();
            }
        }

        Assert.Equal(sessions, seen.Count);
    }

    [PgBouncerFact]
    public async Task Commit_DatabaseWithAsynchronousCommit_EachTransactionIsDurableAllTheSame()
    {
        await using var store = await PooledStores.CreateAsync();
        var name = await store.ExecuteAsync("SELECT current_database()");
        await store.ExecuteAsync($"ALTER DATABASE \"{name}\" SET synchronous_commit = off");
        await store.ExecuteAsync($"ALTER DATABASE \"{name}\" SET default_transaction_isolation = 'serializable'");
        await store.InitializeAsync();
        await store.ExecuteAsync(
            """
            CREATE TABLE public.seen (setting text);
            CREATE FUNCTION public.look() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                INSERT INTO public.seen VALUES (current_setting('synchronous_commit') || ' '
                    || current_setting('transaction_isolation') || ' '
                    || current_setting('idle_in_transaction_session_timeout'));
                RETURN NEW;
            END $$;
            CREATE TRIGGER look BEFORE INSERT ON valhalla.risk_reservation
                FOR EACH ROW EXECUTE FUNCTION public.look();
            CREATE TRIGGER look BEFORE INSERT ON valhalla.kpi_event FOR EACH ROW EXECUTE FUNCTION public.look();
            CREATE TRIGGER look BEFORE INSERT ON valhalla.audit_event FOR EACH ROW EXECUTE FUNCTION public.look();
            """);

        // Locked first, then decided first; with COPY, then with ids; a change of control state.
        await store.Ledger.ReserveAsync(1);
        await store.Ledger.ReserveAsync(1);
        await store.Kpi.AppendAsync(new[] { Event() }, Memory<long>.Empty, CancellationToken.None);
        await store.Kpi.AppendAsync(new[] { Event() }, new long[1], CancellationToken.None);
        await store.Control.RaiseCapsAsync(5_000);

        Assert.Equal(
            "on read committed 3s",
            await store.ExecuteAsync("SELECT string_agg(DISTINCT setting, ', ') FROM public.seen"));
    }

    [PgBouncerFact]
    public async Task Wait_ListeningIsOn_PollsAndHoldsNoSession()
    {
        await using var store = await PooledStores.CreateAsync();
        await store.InitializeAsync();

        Assert.Null(await store.Control.WaitForChangeAsync(TimeSpan.FromMilliseconds(1), CancellationToken.None));

        Assert.Equal(0L, await store.ExecuteAsync(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'"));
    }

    private static Task<ValhallaConfigurationException> RefusedAsync(PostgreSqlStoreUnderTest store) =>
        Assert.ThrowsAsync<ValhallaConfigurationException>(async () => await store.InitializeAsync());

    private static async Task WorkAsync(PostgreSqlStoreUnderTest store)
    {
        for (var i = 0; i < 20; i++)
        {
            Assert.True((await store.Ledger.ReserveAsync(1)).IsGranted);
            await store.Kpi.AppendAsync(new[] { Event() }, Memory<long>.Empty, CancellationToken.None);
            await store.Kpi.AppendAsync(new[] { Event() }, new long[1], CancellationToken.None);
            await store.Control.ReadAsync(CancellationToken.None);
        }
    }

    private static KpiEvent Event() => new()
    {
        Domain = new DomainName("A"),
        Metric = new MetricName("b"),
        CreatedAt = DateTimeOffset.UnixEpoch,
    };
}
