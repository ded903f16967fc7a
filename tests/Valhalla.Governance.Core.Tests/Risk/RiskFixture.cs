using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.Risk;
using Valhalla.Governance.Storage;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.Risk;

/// <summary>A risk guard over real in-memory stores and a clock that tests set.</summary>
internal sealed class RiskFixture : IAsyncDisposable
{
    public static readonly EngineName Wholesale = new("WHOLESALE");
    public static readonly EngineName Capital = new("CAPITAL");

    private readonly ValhallaMeter _meter = new();
    private readonly LedgerWriter _writer;
    private readonly TestKillSwitch _kill;

    public RiskFixture(string timeZone = "UTC", Func<ILedgerStore, ILedgerStore>? wrap = null)
    {
        Database = new InMemoryDatabase(Time);
        Store = wrap?.Invoke(new InMemoryLedgerStore(Database)) ?? new InMemoryLedgerStore(Database);
        Control = new ControlState(new InMemoryControlStore(Database), Time);
        _kill = new TestKillSwitch(Control, Time);
        var metrics = new RiskMetrics(_meter, Control);
        var terms = new RiskTerms(TimeZoneInfo.FindSystemTimeZoneById(timeZone), 8_000);
        _writer = new LedgerWriter(
            Store,
            terms,
            Options.Create(new RiskOptions()),
            Time,
            metrics,
            _kill.KillSwitch,
            NullLogger<LedgerWriter>.Instance);
        Guard = new RiskGuard(_writer, Store, Control, terms, new ReservationIds(Time), metrics);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 13, 12, 0, 0, TimeSpan.Zero));

    public InMemoryDatabase Database { get; }

    public ILedgerStore Store { get; }

    public ControlState Control { get; }

    public LedgerWriter Writer => _writer;

    public IRiskGuard Guard { get; }

    public static ReserveRequest Reserve(EngineName engine, decimal amount, string? key = null) =>
        new(engine, Money.FromDecimal(amount)) { IdempotencyKey = key };

    public static Money M(decimal amount) => Money.FromDecimal(amount);

    public ValueTask<ReserveResult> ReserveAsync(EngineName engine, decimal amount, string? key = null) =>
        Guard.ReserveAsync(Reserve(engine, amount, key));

    public async ValueTask<RiskLedgerDay> RowAsync(EngineName engine) =>
        (await Guard.GetSnapshotAsync()).Engines.Single(e => e.Policy.Engine == engine).Ledger;

    public ValueTask<RiskPolicy> SetPolicyAsync(EngineName engine, Func<RiskPolicyChange, RiskPolicyChange> change) =>
        Guard.UpsertPolicyAsync(change(new RiskPolicyChange(engine, ChangeAuthor.System)));

    public ValueTask<ControlSnapshot> SetKillSwitchAsync(bool engaged) => Control.CommitAsync(
        (current, now) => new ControlChange
        {
            Gate = current.Gate with
            {
                KillSwitchEngaged = engaged,
                Epoch = current.Gate.Epoch + 1,
                UpdatedAt = now,
            },
        },
        CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        _kill.Dispose();
        _meter.Dispose();
    }
}
