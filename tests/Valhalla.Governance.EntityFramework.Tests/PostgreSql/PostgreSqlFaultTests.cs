using Npgsql;
using Valhalla.Governance.Control;
using Valhalla.Governance.Testing.Conformance;
using Valhalla.Governance.Testing.PostgreSql;
using Valhalla.Governance.Testing.Risk;

namespace Valhalla.Governance.EntityFramework.Tests.PostgreSql;

public sealed class PostgreSqlFaultTests
{
    private const string Fault =
        """
        CREATE SEQUENCE public.faults;
        CREATE FUNCTION public.fault() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF nextval('public.faults') <= {0} THEN {1}; END IF;
            RETURN NEW;
        END $$;
        """;

    private const string Die = "PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(5)";

    [PostgreSqlTheory]
    [InlineData("BEFORE INSERT", "")]
    [InlineData("AFTER INSERT", "DEFERRABLE INITIALLY DEFERRED")]
    public async Task Commit_SessionKilledOnce_DecidedAgainAndBookedOnce(string when, string deferred)
    {
        await using var store = await CreateAsync();
        await store.Ledger.ReserveAsync(1);
        await AddFaultAsync(store, 1, Die, when, deferred);

        var result = await store.Ledger.ReserveAsync(10, key: "key");

        Assert.True(result.IsGranted);
        Assert.False(result.IsReplay);
        Assert.Equal(11, (await store.Ledger.RowAsync(EngineName.Global)).ExposureUsed.ToDecimal());
        await LedgerFold.AssertHoldsAsync(store.Ledger);
    }

    [PostgreSqlFact]
    public async Task Commit_SessionKilledEachTime_UnavailableAndNothingBooked()
    {
        await using var store = await CreateAsync();
        await AddFaultAsync(store, 99, Die, "BEFORE INSERT", "");

        var exception = await Assert.ThrowsAsync<ValhallaStoreException>(() => store.Ledger.ReserveAsync(10));

        Assert.Equal(StoreFailure.Unavailable, exception.Failure);
        Assert.Equal(0L, await store.ExecuteAsync("SELECT count(*) FROM valhalla.risk_reservation"));
    }

    [PostgreSqlFact]
    public async Task Commit_SerializationFailures_RetriedUntilItWorks()
    {
        await using var store = await CreateAsync();
        await AddFaultAsync(store, 3, "RAISE EXCEPTION USING ERRCODE = '40001'", "BEFORE INSERT", "");

        Assert.True((await store.Ledger.ReserveAsync(10)).IsGranted);
        await LedgerFold.AssertHoldsAsync(store.Ledger);
    }

    [PostgreSqlTheory]
    [InlineData("40001", StoreFailure.Busy)]
    [InlineData("40P01", StoreFailure.Busy)]
    [InlineData("53100", StoreFailure.Full)]
    [InlineData("58030", StoreFailure.Unavailable)]
    [InlineData("25006", StoreFailure.Unavailable)]
    public async Task Commit_ErrorEachTime_MappedAndNothingIsLeft(string state, StoreFailure failure)
    {
        await using var store = await CreateAsync();
        await AddFaultAsync(store, 99, $"RAISE EXCEPTION USING ERRCODE = '{state}'", "BEFORE INSERT", "");

        var exception = await Assert.ThrowsAsync<ValhallaStoreException>(() => store.Ledger.ReserveAsync(10, key: "k"));

        Assert.Equal(failure, exception.Failure);
        foreach (var table in new[] { "risk_event", "risk_reservation", "risk_ledger_day", "idempotency_key" })
        {
            Assert.Equal(0L, await store.ExecuteAsync($"SELECT count(*) FROM valhalla.{table}"));
        }
    }

    [PostgreSqlFact]
    public async Task Commit_AnswerToCommitLost_FoundAndBookedOnce()
    {
        var server = await PostgreSqlServer.GetAsync();
        await using var direct = await CreateAsync();
        using var proxy = new CuttingProxy(server.Port);
        await using var store = Through(proxy, direct);
        await store.Control.ReadAsync(CancellationToken.None);
        proxy.CutNext();

        var result = await store.Ledger.ReserveAsync(10, key: "key");

        Assert.Equal(1, proxy.Cuts);
        Assert.True(result.IsGranted);
        Assert.False(result.IsReplay);
        Assert.NotNull(await direct.Ledger.FindReservationAsync(result.ReservationId!.Value, CancellationToken.None));
        Assert.Equal(1, (await direct.Ledger.RowAsync(EngineName.Global)).Reservations);
        await LedgerFold.AssertHoldsAsync(direct.Ledger);
    }

    [PostgreSqlFact]
    public async Task CommitControl_AnswerToCommitLost_FoundAndChangedOnce()
    {
        var server = await PostgreSqlServer.GetAsync();
        await using var direct = await CreateAsync();
        using var proxy = new CuttingProxy(server.Port);
        await using var store = Through(proxy, direct);
        await store.Control.ReadAsync(CancellationToken.None);
        proxy.CutNext();

        var snapshot = await store.Control.CommitAsync(
            (current, now) => new ControlChange
            {
                Gate = current.Gate with { Epoch = current.Gate.Epoch + 1, UpdatedAt = now },
                Audit = [new("go_live.disable", "", ChangeAuthor.System, null, null, null)],
            },
            CancellationToken.None);

        Assert.Equal(1, proxy.Cuts);
        Assert.Equal(1, snapshot.Gate.Epoch);
        Assert.Single(await direct.Audit.ReadAsync(0, 10, CancellationToken.None));
    }

    [PostgreSqlTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AppendKpi_AnswerToCommitLost_AppendedOnce(bool wantIds)
    {
        var server = await PostgreSqlServer.GetAsync();
        await using var direct = await CreateAsync();
        using var proxy = new CuttingProxy(server.Port);
        await using var store = Through(proxy, direct);
        var entry = new KpiEvent
        {
            Domain = new DomainName("A"),
            Metric = new MetricName("b"),
            CreatedAt = DateTimeOffset.UnixEpoch
        };
        proxy.CutNext();

        await store.Kpi.AppendAsync(new[] { entry }, new long[wantIds ? 1 : 0], CancellationToken.None);

        Assert.Equal(1, proxy.Cuts);
        Assert.Single(await direct.Kpi.ListAsync(new KpiQuery(), CancellationToken.None));
    }

    [PostgreSqlFact]
    public async Task Commit_DatabaseWithAsynchronousCommit_LedgerIsDurableAllTheSame()
    {
        await using var store = await CreateAsync();
        var name = await store.ExecuteAsync("SELECT current_database()");
        await store.ExecuteAsync($"ALTER DATABASE \"{name}\" SET synchronous_commit = off");
        await AddFaultAsync(
            store, 99, "CREATE TABLE public.seen AS SELECT current_setting('synchronous_commit') AS s",
                "BEFORE INSERT", "");
        await using var second = store.OpenAgain();

        await second.Ledger.ReserveAsync(10);

        Assert.Equal("on", await store.ExecuteAsync("SELECT s FROM public.seen"));
    }

    [PostgreSqlFact]
    public async Task Wait_ChangeOnAnotherNode_HeardLongBeforeThePoll()
    {
        await using var first = await CreateAsync();
        await using var second = first.OpenAgain();
        await second.Control.WaitForChangeAsync(TimeSpan.Zero, CancellationToken.None);
        var waiting = second.Control.WaitForChangeAsync(TimeSpan.FromHours(1), CancellationToken.None).AsTask();

        await first.Control.RaiseCapsAsync(5_000);

        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(1, (await second.Control.ReadAsync(CancellationToken.None)).Revision);
    }

    [PostgreSqlFact]
    public async Task CommitControl_AnotherNodeHangsWithTheGateLocked_GoesOnAndTheOtherDecidesAgain()
    {
        await using var hanging = await CreateAsync();
        await using var other = hanging.OpenAgain();
        using var locked = new SemaphoreSlim(0);
        using var goOn = new ManualResetEventSlim();
        var decisions = new List<long>();
        var pending = Task.Run(() => hanging.Control.CommitAsync(
            (current, now) =>
            {
                decisions.Add(current.Revision);
                locked.Release();
                goOn.Wait();
                return new ControlChange
                {
                    Gate = current.Gate with { Epoch = current.Gate.Epoch + 1, UpdatedAt = now },
                    Audit = [new("go_live.disable", "", ChangeAuthor.System, null, null, null)],
                };
            },
            CancellationToken.None).AsTask());
        await locked.WaitAsync();

        // The server ends the idle transaction, or this would wait for good.
        await other.Control.RaiseCapsAsync(5_000);
        goOn.Set();

        Assert.Equal(2, (await pending).Revision);
        Assert.Equal([0, 1], decisions);
    }

    [PostgreSqlFact]
    public async Task Wait_ListeningSessionEnded_EndsAtOnceAndListensAgain()
    {
        await using var first = await CreateAsync();
        await using var second = first.OpenAgain();
        await second.Control.WaitForChangeAsync(TimeSpan.FromHours(1), CancellationToken.None);
        var waiting = second.Control.WaitForChangeAsync(TimeSpan.FromHours(1), CancellationToken.None).AsTask();

        Assert.Equal(1L, await first.ExecuteAsync(
            """
            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
            WHERE datname = current_database() AND query = 'LISTEN valhalla_control'
            """));

        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
        await second.Control.WaitForChangeAsync(TimeSpan.FromHours(1), CancellationToken.None);
        waiting = second.Control.WaitForChangeAsync(TimeSpan.FromHours(1), CancellationToken.None).AsTask();
        await first.Control.RaiseCapsAsync(5_000);
        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [PostgreSqlTheory]
    [InlineData(Die)]
    [InlineData("RAISE EXCEPTION USING ERRCODE = '25P03'")]
    public async Task Initialize_SessionEndedOnce_AppliedAgain(string fault)
    {
        await using var store = await CreateAsync();
        await store.ExecuteAsync("UPDATE valhalla.schema_info SET version = version - 1");
        await AddFaultAsync(store, 1, fault, "BEFORE UPDATE", "", "schema_info");

        await store.InitializeAsync();

        Assert.True((await store.Schema.ProbeAsync(CancellationToken.None)).IsCurrent);
    }

    [PostgreSqlFact]
    public async Task Initialize_SessionEndedEachTime_UnavailableSoThatTheHostTriesAgain()
    {
        await using var store = await CreateAsync();
        await store.ExecuteAsync("UPDATE valhalla.schema_info SET version = version - 1");
        await AddFaultAsync(store, 99, Die, "BEFORE UPDATE", "", "schema_info");

        var exception = await Assert.ThrowsAsync<ValhallaStoreException>(async () => await store.InitializeAsync());

        Assert.Equal(StoreFailure.Unavailable, exception.Failure);
    }

    private static async Task<PostgreSqlStoreUnderTest> CreateAsync()
    {
        var store = await PostgreSqlStoreUnderTest.CreateAsync();
        await store.InitializeAsync();
        return store;
    }

    private static PostgreSqlStoreUnderTest Through(CuttingProxy proxy, PostgreSqlStoreUnderTest direct) =>
        new(new NpgsqlConnectionStringBuilder(direct.ConnectionString) { Port = proxy.Port }.ConnectionString);

    private static async Task AddFaultAsync(
        PostgreSqlStoreUnderTest store, int times, string fault, string when, string deferred,
        string table = "risk_reservation")
    {
        await store.ExecuteAsync(Fault
            .Replace("{0}", times.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{1}", fault, StringComparison.Ordinal));
        var constraint = deferred.Length > 0 ? "CONSTRAINT" : "";
        await store.ExecuteAsync(
            $"CREATE {constraint} TRIGGER fault {when} ON valhalla.{table} {deferred} "
            + "FOR EACH ROW EXECUTE FUNCTION public.fault()");
    }
}
