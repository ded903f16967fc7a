using Valhalla.Governance.Control;
using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Risk;

namespace Valhalla.Governance.Testing.Conformance;

/// <summary>Makes and commits batches without the writer, so that a test decides what is in one.</summary>
internal static class LedgerBatches
{
    public static readonly EngineName Wholesale = new("WHOLESALE");

    public static readonly EngineName Capital = new("CAPITAL");

    private static long s_ids;

    private static readonly RiskTerms Terms = new(TimeZoneInfo.Utc, 8_000);

    /// <summary>An id that sorts after all before it: within a millisecond, UUIDs of version 7 do not.</summary>
    public static ReservationId NewId() => new(
        Guid.CreateVersion7(DateTimeOffset.UnixEpoch
            .AddDays(20_000).AddMilliseconds(Interlocked.Increment(ref s_ids))));

    public static LedgerBatch Of(params IReadOnlyList<LedgerCommand> commands) => Of(Terms, commands);

    /// <summary>The same in a host that reserves nothing without go-live.</summary>
    public static LedgerBatch OfStrict(params IReadOnlyList<LedgerCommand> commands) =>
        Of(Terms with { RequiresGoLive = true }, commands);

    private static LedgerBatch Of(RiskTerms terms, IReadOnlyList<LedgerCommand> commands)
    {
        var batch = new LedgerBatch(terms);
        batch.Commands.AddRange(commands);
        batch.Begin(Random.Shared.NextInt64());
        return batch;
    }

    public static ReserveCommand Reserve(
        decimal amount, EngineName? engine = null, string? key = null, string? hash = null,
            string? correlationId = null,
        TimeSpan? timeToLive = null) => new(
            new ReserveRequest(engine ?? Wholesale, Money.FromDecimal(amount))
            {
                Actor = "tester",
                CorrelationId = correlationId,
                IdempotencyKey = key,
                TimeToLive = timeToLive,
            },
            NewId(),
            key is null ? null : new IdempotencyTicket(LedgerBatch.IdempotencyScope, key, hash ?? new string('a', 64)));

    public static SettleCommand Settle(ReservationId id, decimal? amount = null, decimal loss = 0,
        decimal profit = 0) =>
        new(
            new SettleRequest
            {
                ReservationId = id,
                Amount = amount is { } value ? Money.FromDecimal(value) : null,
                RealizedLoss = Money.FromDecimal(loss),
                RealizedProfit = Money.FromDecimal(profit),
            },
            null);

    public static async Task<ReserveResult> ReserveAsync(
        this ILedgerStore store, decimal amount, EngineName? engine = null, string? key = null, string? hash = null,
        string? correlationId = null, TimeSpan? timeToLive = null)
    {
        var command = Reserve(amount, engine, key, hash, correlationId, timeToLive);
        await store.CommitAsync(Of(command), CancellationToken.None);
        command.Complete();
        return await command.Completion;
    }

    public static async Task<SettleResult> SettleAsync(
        this ILedgerStore store, ReservationId id, decimal? amount = null, decimal loss = 0, decimal profit = 0)
    {
        var command = Settle(id, amount, loss, profit);
        await store.CommitAsync(Of(command), CancellationToken.None);
        command.Complete();
        return await command.Completion;
    }

    public static async Task<RiskLedgerDay> RowAsync(this ILedgerStore store, EngineName engine)
    {
        var reading = await store.ReadLatestAsync(CancellationToken.None);
        return reading.Rows.SingleOrDefault(row => row.Engine == engine);
    }

    /// <summary>Raises the caps of an engine and of GLOBAL out of the way.</summary>
    public static async Task RaiseCapsAsync(this IControlStore control, decimal exposure) =>
        await control.CommitAsync(
            (current, now) => new ControlChange
            {
                RiskPolicies =
                [
                    .. current.RiskPolicies.Values.Select(policy => policy with
                    {
                        MaxDailyExposure = Money.FromDecimal(exposure),
                        Version = policy.Version + 1,
                        UpdatedAt = now,
                    }),
                ],
            },
            CancellationToken.None);
}
