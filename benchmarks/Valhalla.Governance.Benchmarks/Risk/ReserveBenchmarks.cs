using BenchmarkDotNet.Attributes;
using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Risk;

namespace Valhalla.Governance.Benchmarks.Risk;

/// <summary>
/// What the rules cost a reservation, without a store: the limits alone, and whole decisions that are booked on the
/// ledger of a batch of 256, which is loaded anew each time.
/// </summary>
[MemoryDiagnoser]
public class ReserveBenchmarks
{
    private const int Batch = 256;

    private static readonly EngineName Wholesale = new("WHOLESALE");
    private static readonly Money Amount = Money.FromUnits(Money.UnitsPerCurrencyUnit);
    private static readonly RiskTerms Terms = new(TimeZoneInfo.Utc, WarningBasisPoints: 8_000);

    private readonly ReserveCommand[] _commands = [.. Enumerable.Range(0, Batch).Select(_ => Command(null))];
    private readonly ReserveCommand[] _keyed = [.. Enumerable.Range(0, Batch).Select(i => Command($"key-{i}"))];
    private readonly RowCertificate _certificate = new();
    private readonly LedgerBook _book = new(Terms);
    private readonly LedgerLoad _roomy = Load(Money.FromUnits(10_000_000 * Money.UnitsPerCurrencyUnit));
    private readonly LedgerLoad _full = Load(Money.Zero);

    [GlobalCleanup]
    public void CleanUp()
    {
        Require(Granted(), granted: Batch);
        Require(GrantedWithKeys(), granted: Batch);
        Require(Denied(), granted: 0);
    }

    /// <summary>The limits of the engine and of GLOBAL, granted.</summary>
    [Benchmark(Baseline = true)]
    public bool Limits()
    {
        List<LimitViolation>? violations = null;
        foreach (var row in _roomy.Ledger)
        {
            RiskRules.CheckLimits(_roomy.Policies[row.Engine], row, _certificate, Amount, ref violations);
        }

        return violations is null;
    }

    [Benchmark(OperationsPerInvoke = Batch)]
    public object Granted() => Decide(_roomy, _commands);

    [Benchmark(OperationsPerInvoke = Batch)]
    public object GrantedWithKeys() => Decide(_roomy, _keyed);

    [Benchmark(OperationsPerInvoke = Batch)]
    public object Denied() => Decide(_full, _commands);

    private LedgerBook Decide(LedgerLoad load, ReserveCommand[] commands)
    {
        _book.Load(load);
        foreach (var command in commands)
        {
            command.Decide(_book);
        }

        return _book;
    }

    private static void Require(object decided, int granted)
    {
        var book = (LedgerBook)decided;
        if (book.AddedReservations.Count != granted || book.Events.Count != Batch)
        {
            throw new InvalidOperationException(
                $"{book.AddedReservations.Count} granted, {book.Events.Count} journalled, not {granted} and {Batch}.");
        }
    }

    private static ReserveCommand Command(string? key) => new(
        new ReserveRequest(Wholesale, Amount) { Actor = "bench", IdempotencyKey = key },
        new ReservationId(Guid.CreateVersion7()),
        key is null ? null : new IdempotencyTicket("risk", key, "hash"));

    private static LedgerLoad Load(Money cap)
    {
        var now = TimeProvider.System.GetUtcNow();
        EngineName[] engines = [EngineName.Global, Wholesale];
        return new LedgerLoad
        {
            Now = now,
            KillSwitchEngaged = false,
            Policies = engines.ToDictionary(
                engine => engine,
                engine => new RiskPolicy { Engine = engine, MaxDailyExposure = cap, MaxDailyLoss = Amount }),
            Ledger =
            [
                .. engines.Select(engine => new RiskLedgerDay { Engine = engine, Day = Terms.DayOf(now) }),
            ],
        };
    }
}
