using NSubstitute;
using Valhalla.Governance.Risk;

namespace Valhalla.Governance.Core.Tests.Risk;

/// <summary>
/// What 64 callers in a loop, the queue, the writer and the rules allocate for a reservation without a key or a
/// cancellation token, in the whole process, over a store that allocates nothing. The request is the caller's own and
/// is made once. The least of several rounds: the runtime allocates for itself too, and on a busy machine batches are
/// small, so that what a batch costs is shared by few.
/// </summary>
[Collection(nameof(ReserveAllocationTests))]
[CollectionDefinition(nameof(ReserveAllocationTests), DisableParallelization = true)]
public sealed class ReserveAllocationTests
{
    private const int Callers = 64;
    private const int CallsPerCaller = 200;
    private const int MaxRounds = 100;

    /// <summary>The command, its result and the hand-over: a dry check books nothing.</summary>
    private const long AnswerBudget = 400;

    /// <summary>The above, the reservation and its journal entry, and their places in the batch.</summary>
    private const long BookingBudget = 700;

    [Theory]
    [InlineData(true, AnswerBudget)]
    [InlineData(false, BookingBudget)]
    public async Task ReserveAsync_SteadyState_StaysWithinItsBudget(bool dryRun, long budget)
    {
        var store = Substitute.For<ILedgerStore>();
        await using var fixture = new RiskFixture(wrap: _ => new ForgetfulLedgerStore(store));
        var request = RiskFixture.Reserve(RiskFixture.Wholesale, 0.01m) with { DryRun = dryRun };
        var least = long.MaxValue;
        for (var round = 0; round < MaxRounds && least > budget * Callers * CallsPerCaller; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(() => CallAsync(fixture, request))));
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        var each = least / (Callers * CallsPerCaller);
        Assert.True(each <= budget, $"{each} B a reservation.");
    }

    private static async Task CallAsync(RiskFixture fixture, ReserveRequest request)
    {
        for (var i = 0; i < CallsPerCaller; i++)
        {
            Assert.True((await fixture.Guard.ReserveAsync(request, CancellationToken.None)).IsGranted);
        }
    }

    /// <summary>Decides every batch on the same empty ledger and keeps nothing.</summary>
    private sealed class ForgetfulLedgerStore(ILedgerStore rest) : ILedgerStore
    {
        private static readonly LedgerLoad Load = new()
        {
            Now = new DateTimeOffset(2026, 1, 13, 12, 0, 0, TimeSpan.Zero),
            KillSwitchEngaged = false,
            Ledger = [],
            Policies = new[] { RiskFixture.Wholesale, EngineName.Global }.ToDictionary(engine => engine, PolicyOf),
        };

        public ValueTask CommitAsync(LedgerBatch batch, CancellationToken cancellationToken)
        {
            batch.Decide(Load);
            return ValueTask.CompletedTask;
        }

        public ValueTask<LedgerReading> ReadLatestAsync(CancellationToken cancellationToken) =>
            rest.ReadLatestAsync(cancellationToken);

        public ValueTask<RiskReservation?> FindReservationAsync(
            ReservationId id, CancellationToken cancellationToken) => rest.FindReservationAsync(id, cancellationToken);

        public ValueTask<IReadOnlyList<RiskReservation>> ListReservationsAsync(
            ReservationQuery query, CancellationToken cancellationToken) =>
            rest.ListReservationsAsync(query, cancellationToken);

        public ValueTask<IReadOnlyList<RiskEvent>> ListEventsAsync(
            RiskEventQuery query, CancellationToken cancellationToken) =>
            rest.ListEventsAsync(query, cancellationToken);

        public ValueTask<IReadOnlyList<ReservationId>> ListExpiredAsync(
            int limit, CancellationToken cancellationToken) => rest.ListExpiredAsync(limit, cancellationToken);

        private static RiskPolicy PolicyOf(EngineName engine) => new()
        {
            Engine = engine,
            Enabled = true,
            MaxDailyLoss = Money.FromDecimal(1_000),
            MaxDailyExposure = Money.FromDecimal(1_000),
            WorstCaseLossBasisPoints = 0,
            ChangedBy = "test",
            UpdatedAt = default,
            Version = 1,
        };
    }
}
