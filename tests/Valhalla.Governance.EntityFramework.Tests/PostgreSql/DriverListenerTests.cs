using Npgsql;
using Valhalla.Governance.Testing.Conformance;
using Valhalla.Governance.Testing.PostgreSql;
using Valhalla.Governance.Testing.Risk;

namespace Valhalla.Governance.EntityFramework.Tests.PostgreSql;

/// <summary>What a host's listener on the driver throws says nothing of how a commit ended.</summary>
public sealed class DriverListenerTests
{
    public static TheoryData<bool, string> Failures => new()
    {
        { false, "" },
        { true, "" },
        { false, "cancelled" },
        { true, "cancelled" },
        { false, "database" },
        { true, "database" },
    };

    [PostgreSqlTheory]
    [MemberData(nameof(Failures))]
    public async Task Commit_ListenerOfTheDriverThrowsAtTheCommit_BookedOnce(bool settles, string failure)
    {
        await using var store = await PostgreSqlStoreUnderTest.CreateAsync();
        await store.InitializeAsync();
        var id = (await store.Ledger.ReserveAsync(100)).ReservationId!.Value;
        await store.Ledger.ReserveAsync(1);
        using var listener = new DriverListener(FailureOf(failure));

        // A settlement reads under the lock first, a reservation writes at once.
        listener.ThrowAt(settles ? 2 : 1);

        var isBooked = settles
            ? (await store.Ledger.SettleAsync(id, amount: 10, loss: 7)).IsBooked
            : (await store.Ledger.ReserveAsync(10)).IsGranted;

        Assert.True(isBooked);
        Assert.True(listener.HasThrown);
        var row = await store.Ledger.RowAsync(EngineName.Global);
        Assert.Equal(settles ? (7m, 2L) : (0m, 3L), (row.RealizedLoss.ToDecimal(), row.Reservations));
        await LedgerFold.AssertHoldsAsync(store.Ledger);
    }

    [PostgreSqlTheory]
    [InlineData("")]
    [InlineData("cancelled")]
    [InlineData("database")]
    [InlineData("late")]
    public async Task Append_ListenerOfTheDriverThrowsAtTheCommit_AppendedOnce(string failure)
    {
        await using var store = await PostgreSqlStoreUnderTest.CreateAsync();
        await store.InitializeAsync();
        var kpiEvent = new KpiEvent { Domain = new DomainName("A"), Metric = new MetricName("b"), Success = true };
        await store.Kpi.AppendAsync(new[] { kpiEvent }, new long[1], CancellationToken.None);
        using var listener = new DriverListener(FailureOf(failure));

        // The beginning, the insert, the commit.
        listener.ThrowAt(3);
        await store.Kpi.AppendAsync(new[] { kpiEvent }, new long[1], CancellationToken.None);

        Assert.True(listener.HasThrown);
        Assert.Equal(2, (await store.Kpi.ListAsync(new KpiQuery(), CancellationToken.None)).Count);
    }

    // A listener may fail in whatever it does itself, such as writing to a database of its own.
    private static Exception FailureOf(string kind) => kind switch
    {
        "cancelled" => new TaskCanceledException("The host's own code was cancelled."),
        "database" => new PostgresException("duplicate key", "ERROR", "ERROR", PostgresErrorCodes.UniqueViolation),
        "late" => new TimeoutException("The host's own code was late."),
        _ => new InvalidOperationException("The host's own code fails."),
    };
}
